"""Elements in other places, parts that are replaced, rarer products and reductions."""

from table import Table
from translate import typescript

row = Table("rearrange")


def both(*lines, error=False):
    for py in lines:
        (row.error if error else row)(py, typescript(py))


for x in ["m", "m.t()", "k", "arange(24.).view(2, 3, 4)", "b([[1, 0], [0, 1]])"]:
    both(f"{x}.roll(1)", f"{x}.roll(-1, 0)", f"roll({x}, (1, 2), (0, 1))", f"{x}.roll(5, -1)", f"{x}.rot90()", f"{x}.rot90(2)", f"{x}.rot90(-1, (1, 0))", f"{x}.rot90(4)", f"fliplr({x})", f"{x}.flipud()", f"{x}.ravel()", f"{x}.moveaxis(0, 1)",
         f"{x}.swapaxes(0, -1)", f"{x}.swapdims(0, 1)", f"{x}.adjoint()", f"{x}.repeat_interleave(2)", f"{x}.repeat_interleave(2, 0)", f"{x}.repeat_interleave(3, dim=-1)", f"{x}.select(0, 1)", f"{x}.select(-1, -1)", f"{x}.argwhere()", f"{x}.tensor_split(3, 1)".replace("3, 1", "2, 1"),
         f"{x}.tensor_split((1,), 0)", f"{x}.diag_embed()", f"{x}.narrow_copy(0, 1, 1)", f"vsplit({x}, (1,))", f"{x}.diagflat()", f"{x}.select_scatter(ones(1), 0, 0)" if x == "zz" else f"{x}.mH", f"{x}.nbytes", f"{x}.element_size()")
both("m.repeat_interleave(i([1, 2, 0]), 0)", "m.repeat_interleave(i([2]), 1)", "repeat_interleave(i([1, 2, 0]))", "tensor(3.).repeat_interleave(2)", "m.diag()", "m.diag(1)", "m.diag(-1)", "f([1, 2]).diag()", "f([1, 2]).diag(1)", "f([1, 2]).diag(-1)", "f([1, 2]).diagflat(1)", "f([1, 2]).diag_embed(1)", "f([[1, 2]]).diag_embed(-1, 0, 2)",
     "m.tensor_split(5)", "m.tensor_split((1, 3), 1)", "m.tensor_split((5, 1))", "m.hsplit(2)", "f([1, 2, 3, 4]).hsplit(2)", "m.vsplit(3)", "arange(8.).view(2, 2, 2).dsplit(2)", "m.split_with_sizes([1, 2])", "m.unsafe_split(2)", "m.unsafe_chunk(2, 1)", "m.H", "m.type_as(k)", "f([1, 2]).flipud()",
     "m.select_scatter(zeros(4), 0, 1)", "m.t().select_scatter(ones(3), 1, 0)".replace("ones(3), 1, 0", "ones(4), 1, 0"), "m.slice_scatter(zeros(3, 2), 1, 0, 2)", "m.slice_scatter(zeros(3, 2), 1, 1, 4, 2)", "m.slice_scatter(zeros(2, 4), 0, -2)", "m.diagonal_scatter(zeros(3))", "m.diagonal_scatter(ones(2), -1)", "select_scatter(k, i([9, 9, 9]), 1, 0)")
both("m.roll((1, 2), 0)", "m.rot90(1, (0, 0))", "f([1]).rot90()", "f([1]).fliplr()", "tensor(1.).flipud()", "m.repeat_interleave(i([1, 2]), 0)", "m.repeat_interleave(-1)", "zeros(2, 2, 2).diag()", "m.select(0, 3)", "tensor(1.).select(0, 0)", "m.hsplit(3)", "m.dsplit(2)", "f([1, 2]).vsplit(1)", "m.tensor_split(0)", "m.select_scatter(zeros(3), 0, 1)",
     "m.diag_embed(0, 1, 1)", "f([1]).adjoint()", error=True)
both("m.clone().cumsum_(0)", "m.clone().cumprod_(1)", "m.clone().tril_()", "m.clone().triu_(1)", "m.clone().fill_diagonal_(5)", "zeros(5, 2).fill_diagonal_(1, wrap=True)", "zeros(5, 2).fill_diagonal_(1)", "zeros(3, 3, 3).fill_diagonal_(2)", "m.clone().renorm_(2, 0, 5)", "m.renorm(1, 1, 3)",
     "zeros(3, 3).addmm_(m, m.t())", "zeros(3).addmv_(m, f([1, 2, 3, 4]), alpha=2)", "ones(2, 3).addr_(f([1, 2]), f([1, 2, 3]), beta=3)", "zeros(1, 3, 3).baddbmm_(m.view(1, 3, 4), m.t().unsqueeze(0))", "zeros(3, 3).addbmm_(m.view(1, 3, 4), m.t().unsqueeze(0))")
both("k.clone().fill_diagonal_(5).cumsum_(0)", "m.sum_to_size(1, 4)", "m.sum_to_size(4)", "m.sum_to_size(3, 1)", "m.sum_to_size(3, 4)", "m.new_tensor([1, 2])", "m.nelement()", "m.ndimension()", "m.is_signed()", "u([1]).is_signed()", "tensor(1.).is_nonzero()", "m.is_same_size(m)", "m.is_same_size(k.t())", "m.is_complex()", "m.is_set_to(m)", "m.is_set_to(m.t())", "m.data_ptr() == m[0].data_ptr()".replace("m[0]", "m.narrow(0, 0, 1)").replace("==", "=="),
     "m.data_ptr() == m.clone().data_ptr()")
both("m.is_nonzero()", "m.sum_to_size(2, 4)", "f([1]).fill_diagonal_(1)", "f([1]).renorm(2, 0, 1)", error=True)
# Joins.
both("dstack([m, m]).shape", "dstack([f([1, 2]), f([3, 4])])", "column_stack([f([1, 2]), f([3, 4])])", "column_stack([f([1, 2, 3]), m])", "row_stack([f([1, 2]), f([3, 4])])", "cartesian_prod(i([1, 2]), i([3, 4]))", "cartesian_prod(f([1, 2]))", "combinations(i([1, 2, 3]))", "combinations(i([1, 2, 3]), 3)", "combinations(f([1, 2]), with_replacement=True)",
     "block_diag(f([[1]]), f([2, 3]), f([[4], [5]]))", "broadcast_shapes((2, 1), (3,))", "tril_indices(3, 3)", "triu_indices(2, 3, 1)", "tril_indices(2, 4, -1)", "result_type(m, k)", "promote_types(torch.int32, torch.float32)", "can_cast(torch.float32, torch.int32)", "is_tensor(m)", "is_tensor(3)", "numel(m)")
for n in (1, 2, 3):
    row(f"atleast_{n}d(tensor(1.))", f"atleast{n}d(tensor(1))")
    row(f"atleast_{n}d(m, f([1, 2]))", f"atleast{n}d(m, f([1, 2]))")
# Products.
both("m.kron(f([[1, 2]]))", "kron(i([1, 2]), i([1, 10]))", "kron(f([[1, 2], [3, 4]]), f([1, 0.5]))", "tensordot(m, m.t(), 1)", "tensordot(m, m, dims=2)", "tensordot(m, f([1, 2, 3]), dims=([0], [0]))", "tensordot(arange(24.).view(2, 3, 4), arange(24.).view(3, 4, 2), dims=([1, 2], [0, 1]))", "tensordot(m, m, 0).shape",
     "m.inner(m)", "inner(i([1, 2]), i([3, 4]))", "m.inner(tensor(2.))", "arange(24.).view(2, 3, 4).inner(f([1, 2, 3, 4]))", "vdot(f([1, 2]), f([3, 4]))", "ger(f([1, 2]), f([3, 4]))", "chain_matmul(m, m.t(), m)", "chain_matmul(m)", "m.narrow(1, 0, 3).matrix_power(3)", "m.narrow(1, 0, 3).matrix_power(0)", "m.narrow(1, 0, 3).matrix_power(1)", "m.t().narrow(0, 0, 3).matrix_power(4)",
     "f([1, 2, 3]).cross(f([4, 5, 6]), 0)", "m.narrow(1, 0, 3).cross(m.narrow(1, 1, 3).mul(m.narrow(1, 1, 3)), dim=1)", "m.dist(m.add(1))", "m.dist(zeros(4), 1)", "dist(m, zeros(3, 4), 3)", "cdist(m, m)", "cdist(m, f([[1, 0, 2, 1]]), 1)", "cdist(m.view(1, 3, 4), m.view(1, 3, 4).mul(2), p=3)", "cdist(m, m, inf)", "m.narrow(1, 0, 3).trace()", "k.trace()",
     "addmv(f([1, 2, 3]), m, f([1, 2, 3, 4]))", "f([1, 2, 3]).addmv(m, f([1, 2, 3, 4]), beta=2, alpha=3)", "addbmm(ones(2, 2), arange(12.).view(2, 2, 3), arange(12.).view(2, 3, 2))", "ones(2, 2).addbmm(arange(12.).view(2, 2, 3), arange(12.).view(2, 3, 2), beta=2, alpha=0.5)", "addr(ones(2, 3), f([1, 2]), f([1, 2, 3]))", "f([nan, nan, nan]).addmv(m, f([1, 2, 3, 4]), beta=0)")
both("tensordot(m, m, 1)", "f([1]).trace()", "b([[1]]).trace()", "m.addmv(f([1]), f([1]))", "cdist(m, zeros(2, 3))", "cdist(f([1]), m)", "m.inner(f([1, 2]))", "tensordot(m, m, dims=([0], [0, 1]))", error=True)
# Reductions.
for x in ["f([[1, nan, 3], [nan, nan, 5]])", "m", "f([nan])", "d([1, 2])", "m.t()"]:
    both(f"{x}.nansum()", f"{x}.nansum(0)", f"{x}.nansum(-1, True)", f"nanmean({x})", f"{x}.nanmean(0)", f"{x}.nanmean(dim=-1, keepdim=True)", f"{x}.aminmax()", f"{x}.aminmax(dim=0)", f"aminmax({x}, dim=-1, keepdim=True)", f"{x}.diff()", f"{x}.diff(2)", f"{x}.diff(dim=0)", f"std_mean({x})", f"var_mean({x}, 0)", f"std_mean({x}, dim=-1, keepdim=True)", f"var_mean({x}, dim=0, correction=0)")
both("k.nansum()", "k.diff()", "b([1, 0, 0]).diff()", "k.aminmax()", "m.diff(n=1, dim=1, prepend=zeros(3, 1))", "m.diff(append=m)", "f([1]).diff()", "m.diff(0)", "f([1, 2, 4]).diff(5)")
both("k.nanmean()", "tensor(1.).diff()", "zeros(0).aminmax()", "m.diff(-1)", "k.float().to(torch.int64).nanmean()", error=True)
x = "m.clone().requires_grad_()"
both(f"{x}.roll(1)", f"{x}.rot90()", f"{x}.fliplr()", f"{x}.repeat_interleave(2)", f"{x}.diag()", f"{x}.diag_embed()", f"{x}.select(0, 1)", f"{x}.tensor_split(2)", f"{x}.select_scatter(zeros(4), 0, 1)", f"{x}.slice_scatter(zeros(3, 2), 1, 0, 2)", f"{x}.diagonal_scatter(zeros(3))", f"{x}.kron(f([[1, 2]]))", f"tensordot({x}, m.t(), 1)", f"{x}.inner(m)", f"{x}.dist(m)",
     f"cdist({x}, m, 1)", f"{x}.trace()", f"f([1, 2, 3]).addmv({x}, f([1, 2, 3, 4]))", f"addr({x}, f([1, 2, 3]), f([1, 2, 3, 4]))", f"{x}.nansum()", f"{x}.nanmean()", f"{x}.aminmax()", f"{x}.diff()", f"std_mean({x})", f"var_mean({x}, 1)", f"{x}.sum_to_size(1, 4)", f"{x}.ravel()", f"{x}.narrow(1, 0, 3).cross(m.narrow(1, 0, 3), dim=1)")
row.write()
