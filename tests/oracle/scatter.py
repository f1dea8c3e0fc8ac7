"""Reading and writing at places that an index tensor names."""

from table import Table
from translate import typescript

row = Table("scatter")


def both(*lines, error=False):
    for py in lines:
        (row.error if error else row)(py, typescript(py))


both("m.gather(1, i([[0, 1], [2, 3]]))", "m.gather(0, i([[0, 1, 2, 0]]))", "gather(m, -1, i([[3], [0], [1]]))", "m.t().gather(0, i([[0, 1, 2], [3, 3, 3]]))", "k.gather(1, s([[0]]))", "tensor(3.).gather(0, i([0, 0]))", "m.gather(1, zeros(0, 2).long())", "b([[1, 0]]).gather(1, i([[1, 1, 0]]))",
     "arange(24.).view(2, 3, 4).gather(1, i([[[0, 1, 2, 0]], [[1, 1, 1, 1]]]))")
both("m.gather(1, i([0]))", "m.gather(1, i([[4]]))", "m.gather(1, i([[-1]]))", "m.gather(0, i([[0, 0, 0, 0, 0]]))", "m.gather(1, f([[0]]))", "m.gather(2, i([[0]]))", error=True)
both("m.take_along_dim(i([[0], [1], [2]]), 1)", "m.take_along_dim(i([0, 5]))", "take_along_dim(m, i([[0]]), 1)", "m.take_along_dim(i([[1, 0, 2, 1]]), dim=0)", "m.take_along_dim(m.argsort(1, True), 1)")
both("m.take_along_dim(i([0]), 1)", "m.take_along_dim(f([[0]]), 1)", error=True)
both("m.take(i([0, 5, -1]))", "take(m.t(), i([[0, 5], [1, 1]]))", "m.take(zeros(0).long())", "k.take(tensor(3))".replace("tensor(3)", "i(3)"))
both("m.take(i([12]))", "m.take(f([0]))", "m.take(i([-13]))", error=True)
A, B = "i([[0, 1], [2, 0]])", "i([[0, 0, 0]])"
for name in ["scatter", "scatter_"]:
    both(f"zeros(3, 4).{name}(1, {A}, m)", f"zeros(3, 4).{name}(0, {A}, 5)", f"ones(3, 4).{name}(0, {A}, 2, reduce='multiply')", f"ones(3, 4).{name}(0, {A}, 2.5, reduce='add')", f"ones(3, 4).{name}(1, {B}, m, reduce='add')", f"zeros(4, 3).t().{name}(1, {A}, m)", f"zeros(2).{name}(0, i([1, 1]), f([5, 6]))")
both("scatter(zeros(3, 4), 0, i([[0, 1, 2, 0]]), 1)", "k.scatter(1, i([[0]]), 7)", "zeros(5, dtype=torch.int64).scatter(0, i([1, 3]), 1)", "zeros(3, 5).scatter(1, i([[1], [0], [4]]), 1)", "tensor(1.).scatter(0, i([0]), 5)", "zeros(2, 2).scatter(1, zeros(0, 2).long(), 1)")
both(f"zeros(3, 4).scatter(1, i([[0, 1], [2, 4]]), m)", "zeros(3, 4).scatter(1, i([[0]]), k)", "zeros(3, 4).scatter(1, i([0, 1]), m)", "zeros(3, 4).scatter(1, i([[0, 1, 2, 3, 0]]), m)", "zeros(3, 4).scatter(1, i([[0]]), m, reduce='x')", "zeros(3, 4).scatter(1, f([[0]]), m)", "zeros(3, 4).scatter(0, i([[0, 0, 0, 0, 0]]), 1)", "zeros(3, 4).scatter(1, i([[-1]]), 1)", error=True)
for name in ["scatter_add", "scatter_add_"]:
    both(f"zeros(3, 4).{name}(1, {B}, m)", f"ones(3, 4).{name}(0, {A}, m)", f"zeros(3).{name}(0, i([0, 0, 2]), f([1, 2, 3]))", f"zeros(3, dtype=torch.int64).{name}(0, i([0, 0, 2]), i([1, 2, 3]))")
both("zeros(3, 4).scatter_add(1, i([[0]]), k)", "zeros(3, 4).scatter_add(1, i([[-1]]), m)", "zeros(3, 4).scatter_add(2, i([[0]]), m)", error=True)
for how in ["sum", "prod", "mean", "amax", "amin"]:
    both(f"full((3, 4), 2.).scatter_reduce(1, {A}, m.add(1), '{how}')", f"full((3, 4), 2.).scatter_reduce(1, {B}, m.add(1), '{how}', include_self=False)", f"ones(3, dtype=torch.int64).scatter_reduce(0, i([0, 0, 2]), i([4, 3, 9]), '{how}')", f"ones(2).scatter_reduce_(0, i([0, 0, 1]), f([4, 3, 9]), '{how}')",
         f"ones(3, dtype=torch.int64).scatter_reduce(0, i([0, 0, 2]), i([4, 3, 9]), '{how}', include_self=False)")
both("zeros(3, 4).scatter_reduce(1, i([[0]]), m, 'x')", error=True)
for name in ["index_add", "index_add_"]:
    both(f"zeros(3, 4).{name}(0, i([0, 0]), m[:2])".replace("m[:2]", "m.narrow(0, 0, 2)"), f"zeros(3, 4).{name}(1, i([0, 3]), m.narrow(1, 0, 2), alpha=2)", f"ones(3, dtype=torch.int64).{name}(0, s([2, 2]), i([4, 5]))", f"zeros(4, 3).t().{name}(0, i([2]), m.narrow(0, 0, 1))", f"tensor(1.).{name}(0, i(0), tensor(2.))")
both("zeros(3, 4).index_add(1, i([0, 3]), m)", "zeros(3, 4).index_add(1, i([0, 5]), m.narrow(1, 0, 2))", "zeros(3, 4).index_add(1, i([[0, 3]]), m.narrow(1, 0, 2))", "zeros(3, 4).index_add(1, f([0, 3]), m.narrow(1, 0, 2))", "zeros(3, 4).index_add(1, i([0, 1]), k.narrow(1, 0, 2))", error=True)
for name in ["index_copy", "index_copy_"]:
    both(f"zeros(3, 4).{name}(0, i([2, 0]), m.narrow(0, 0, 2))", f"zeros(3, 4).{name}(-1, i([1]), m.narrow(1, 0, 1))", f"zeros(3).{name}(0, i([1, 2]), f([5, 6]))")
both("zeros(3, 4).index_copy(0, i([2, 5]), m.narrow(0, 0, 2))", "zeros(3, 4).index_copy(0, i([2]), m.narrow(0, 0, 2))", "zeros(3, 4).index_copy(0, i([[2]]), m.narrow(0, 0, 1))", "zeros(3, 4).index_copy(0, i([2, 1]), k.narrow(0, 0, 2))", "zeros(3, 4).index_copy(0, i([-1]), m.narrow(0, 0, 1))", "zeros(3, 4).index_copy(0, i([2]), m.narrow(0, 0, 1).narrow(1, 0, 3))", error=True)
for name in ["index_fill", "index_fill_"]:
    both(f"zeros(3, 4).{name}(0, i([2, 0]), 5)", f"zeros(3, 4).{name}(1, i([-1]), tensor(5.))", f"k.clone().{name}(1, i(2), 7)", f"zeros(3, 4).{name}(1, zeros(0).long(), 5)")
both("zeros(3, 4).index_fill(1, i([2, 4]), 5)", "zeros(3, 4).index_fill(1, i([2, 0]), f([5]))", "zeros(3, 4).index_fill(1, f([2]), 5)", "zeros(3, 4).index_fill(1, i([[2, 0]]), 5)", error=True)
for name in ["put", "put_"]:
    both(f"m.clone().{name}(i([0, 5, -1]), f([9, 8, 7]))", f"m.clone().{name}(i([0, 0]), f([9, 8]), True)", f"zeros(4, 3).t().{name}(i([1]), f([9]))", f"m.clone().{name}(i([0, 0]), f([9, 8]), accumulate=True)")
both("m.put(i([0, 20]), f([9, 8]))", "m.put(i([0]), f([9, 8]))", error=True)
row("m.clone().index_put_((i([0, 1]), i([1, 1])), tensor(9.))", "m.clone().indexPut_([i([0, 1]), i([1, 1])], tensor(9))")
row("m.index_put((i([0, 0]),), f([1.]), accumulate=True)", "m.indexPut([i([0, 0])], f([1]), {accumulate: true})")
row("m.index_put((m > 5,), tensor(0.))", "m.indexPut([m.gt(5)], tensor(0))")
row("m.index_put((i([0, 0]), i([1, 1])), f([1, 2]), True)", "m.indexPut([i([0, 0]), i([1, 1])], f([1, 2]), true)")
for name in ["masked_scatter", "masked_scatter_"]:
    row(f"m.clone().{name}(m > 5, m)", f"m.clone().{typescript(name + '()')[:-2]}(m.gt(5), m)")
    row(f"m.clone().{name}(b([1, 0, 0, 1]), m)", f"m.clone().{typescript(name + '()')[:-2]}(b([1, 0, 0, 1]), m)")
both("m.masked_scatter(b([1, 1, 1, 1]), f([1, 2]))", "m.masked_scatter(i([1, 0, 0, 1]), m)", "m.masked_scatter(b([1, 0, 0, 1]), k)", error=True)
x = "m.clone().requires_grad_()"
both(f"{x}.gather(1, i([[0]]))", f"{x}.take(i([0]))", f"{x}.scatter(1, i([[0]]), m)", f"{x}.scatter(1, i([[0]]), 5)", f"{x}.scatter_add(1, i([[0]]), m)", f"{x}.scatter_reduce(1, i([[0]]), m, 'sum')", f"{x}.index_add(0, i([0]), m.narrow(0, 0, 1))", f"{x}.index_copy(0, i([0]), m.narrow(0, 0, 1))",
     f"{x}.index_fill(0, i([0]), 5)", f"{x}.put(i([0]), f([5]))", f"{x}.masked_scatter(b([1, 0, 0, 0]), m)", f"{x}.take_along_dim(i([[0]]), 1)", f"{x}.index_fill(0, i([0]), tensor(5.))")
# The sum of bools is a bool, and a factor of whole numbers is whole.
both("b([0, 0]).scatter_add(0, i([0, 0]), b([1, 1])).long()", "b([0, 0]).index_add(0, i([0, 0]), b([1, 1])).long()", "b([0, 0]).put(i([0, 0]), b([1, 1]), True).long()", "b([0, 0]).scatter_reduce(0, i([0, 0]), b([1, 1]), 'sum').long()",
     "b([[0, 0]]).index_add(1, i([0, 0]), b([[1, 1]])).long()", "b([0, 1]).index_add(0, i([0, 0]), b([1, 1]), alpha=2).long()", "b([0, 1]).index_add(0, i([0, 0]), b([1, 1]), alpha=0).long()", "i([1, 2]).index_add(0, i([0, 1]), i([1, 2]), alpha=2.5)")
both("zeros(0).gather(0, i([-1]))", "zeros(2, 0).scatter(1, i([[0]]), 1)", "u([1, 2]).index_add(0, i([0, 1]), u([1, 2]), alpha=300)", "tensor(1.).index_copy(0, i([0, 0]), tensor(2.))", "f([1, 2]).index_copy(0, zeros(0).long(), tensor(2.))", error=True)
row.write()
