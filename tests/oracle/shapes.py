"""What PyTorch makes of shapes, operator by operator. The rows drive the run time and the compiler alike."""

from itertools import product

from table import Table

row = Table("shapes")


def zeros(*size):
    return f"zeros({', '.join(map(str, size))})" if size else "zeros([])"


SHAPES = [(), (1,), (2,), (3,), (1, 3), (2, 1), (2, 3), (3, 2), (1, 2, 3), (2, 3, 2), (4, 1, 3), (2, 1, 3, 2)]

for a, b in product(SHAPES, SHAPES):
    row(f"{zeros(*a)}.matmul({zeros(*b)})")
    if a <= b:
        row(f"{zeros(*a)}.add({zeros(*b)})")
for a, b in product([(), (3,), (1, 3), (2, 3), (2, 1), (4, 2, 3)], repeat=2):
    row(f"{zeros(*a)}.add_({zeros(*b)})")
for a, b in [((2, 3), (3, 4)), ((2, 3), (2, 3)), ((2, 3), (3,)), ((3,), (3, 2))]:
    row(f"{zeros(*a)}.mm({zeros(*b)})")
for a, b in [((4, 2, 3), (4, 3, 5)), ((4, 2, 3), (4, 2, 3)), ((4, 2, 3), (5, 3, 2)), ((2, 3), (4, 3, 2)), ((4, 2, 3), (3, 2))]:
    row(f"{zeros(*a)}.bmm({zeros(*b)})")
for a, b in [((2, 3), (3,)), ((2, 3), (2,)), ((2, 3), (3, 1)), ((3,), (3,))]:
    row(f"{zeros(*a)}.mv({zeros(*b)})")
for a, b in [((3,), (3,)), ((3,), (2,)), ((3, 1), (3,)), ((), (3,))]:
    row(f"{zeros(*a)}.dot({zeros(*b)})")
for a, b in [((3,), (2,)), ((3, 1), (2,)), ((3,), (2, 1))]:
    row(f"{zeros(*a)}.outer({zeros(*b)})")
row("zeros(4).addmm(zeros(2, 3), zeros(3, 4))")
row("zeros(2, 4).addmm(zeros(2, 3), zeros(2, 4))")

for shape in [(), (3,), (2, 3), (2, 3, 4)]:
    rank = len(shape)
    x = zeros(*shape)
    row(f"{x}.sum()")
    for dim in range(-rank - 2, rank + 2):
        row(f"{x}.sum({dim})")
        row(f"{x}.mean({dim}, True)", f"{x}.mean({dim}, {{ keepdim: true }})")
        row(f"{x}.argmax({dim}, True)", f"{x}.argmax({dim}, true)")
        row(f"{x}.max({dim})")
        row(f"{x}.cumsum({dim})")
        row(f"{x}.softmax({dim})")
        row(f"{x}.unsqueeze({dim})")
        row(f"{x}.unbind({dim})")
        row(f"{x}.flatten({dim})")
    row(f"{x}.amax(dim=(), keepdim=True)", f"{x}.amax({{ dim: [], keepdim: true }})")
for dims in [[0, 1], [1, 2], [0, -1], [0, 0], [0, 3], [2, 0], [0, 1, 2], [-1, 2]]:
    row(f"zeros(2, 3, 4).sum({dims})")
    row(f"zeros(2, 3, 4).mean({dims}, True)", f"zeros(2, 3, 4).mean({dims}, true)")
    row(f"zeros(2, 3, 4).amin(dim={dims}, keepdim=True)", f"zeros(2, 3, 4).amin({{ dim: {dims}, keepdim: true }})")
row("zeros(2, 3).std(correction=0)", "zeros(2, 3).std({ correction: 0 })")
row("zeros(2, 3).var(1, unbiased=False)", "zeros(2, 3).var(1, { unbiased: false })")
row("zeros(2, 3).norm()")
row("zeros(2, 3).norm(1)")
row("zeros(2, 3).norm(2, 0)")
row("zeros(2, 3).norm(2, 0, True)", "zeros(2, 3).norm(2, 0, true)")
row("zeros(2, 3).norm(dim=1, keepdim=True)", "zeros(2, 3).norm({ dim: 1, keepdim: true })")
row("zeros(2, 3).norm(p=1, dim=5)", "zeros(2, 3).norm({ p: 1, dim: 5 })")
row("zeros(2, 3).any()")
row("zeros(2, 3).all(1)")
row("zeros(2, 3).logsumexp(0)")
row("zeros(2, 3).count_nonzero()", "zeros(2, 3).countNonzero()")
row("zeros(2, 3).max()")
row("zeros(2, 3).max(zeros(3))")
row("zeros(2, 3).min(1, True)", "zeros(2, 3).min(1, true)")
row("zeros(2, 3).prod(0)")

for shape in [(1, 3, 1), (1, 1), (), (2, 3), (1, 2, 1, 3)]:
    rank = len(shape)
    row(f"{zeros(*shape)}.squeeze()")
    for dim in range(-rank - 1, rank + 1):
        row(f"{zeros(*shape)}.squeeze({dim})")
row("zeros(1, 3, 1).squeeze([0, 1])")
row("zeros(1, 3, 1).squeeze([0, -1])")
row("zeros(1, 3, 1).squeeze([0, 3])")

for shape in SHAPES:
    row(f"{zeros(*shape)}.t()")
for i, j in [(0, 1), (0, -1), (1, 1), (-3, 2), (0, 3), (-4, 0)]:
    row(f"zeros(2, 3, 4).transpose({i}, {j})")
    row(f"zeros(2, 3, 4).movedim({i}, {j})")
row("zeros([]).transpose(0, -1)")
row("zeros(2, 3, 4).T.sum(0)", "zeros(2, 3, 4).permute(2, 1, 0).sum(0)")
row("zeros(2, 3).T")
row("zeros(5, 2, 3).mT")
for dims in ["2, 0, 1", "[2, 0, 1]", "-1, 0, 1", "0, 1", "0, 0, 1", "0, 1, 3", "0, 1, 2, 3", "2, 1, -3", "0, 1, -2"]:
    row(f"zeros(2, 3, 4).permute({dims})")

for size in ["3, 4", "[3, 4]", "-1", "2, -1", "-1, 4", "2, 2, 3", "2, 2, -1", "5, 2", "-1, 5", "-1, -1", "12", "1, 12, 1", "0, -1", "3, 4, 1, 1", "4, 3, 2"]:
    row(f"zeros(3, 4).view({size})")
    row(f"zeros(3, 4).reshape({size})")
for size in ["0, 7", "7, 0", "-1", "0, -1", "-1, 7", "3", "0"]:
    row(f"zeros(0, 5).reshape({size})")
for size in ["1", "-1", "1, 1", "[]", "2", "-1, 1"]:
    row(f"zeros([]).reshape({size})")
row("zeros(50, 28, 28).view(-1, 784)")
row("zeros(50, 784).view(-1, 1, 28, 28)")
row("zeros(6, 8).view(4, 12)")
row("zeros(6, 8).view(4, -1)")
row("zeros(6, 8).view(5, -1)")
row("zeros(2, 6).view_as(zeros(3, 4))", "zeros(2, 6).viewAs(zeros(3, 4))")
row("zeros(2, 6).reshape_as(zeros(3, 5))", "zeros(2, 6).reshapeAs(zeros(3, 5))")
for start, end in [(0, 1), (1, 2), (1, -1), (-2, -1), (2, 0), (0, 3), (-4, 1), (1, 1)]:
    row(f"zeros(2, 3, 4).flatten({start}, {end})")
for dim, sizes in [(1, [2, 3]), (0, [2, -1]), (-1, [3, 2]), (1, [4, 2]), (2, [1, 1]), (1, [5, -1])]:
    row(f"zeros(4, 6).unflatten({dim}, {sizes})")

for size in ["2, 3", "[5, 3]", "4, 5, 3", "-1, 3", "5, -1", "2, 2", "3", "-1, 5, 3", "2, -1, 3", "-1, -1, 3", "5, 0"]:
    row(f"zeros(5, 3).expand({size})")
    row(f"zeros(1, 3).expand({size})")
row("zeros(3).expand_as(zeros(3, 3))", "zeros(3).expandAs(zeros(3, 3))")
row("zeros(3).expand_as(zeros(3, 2))", "zeros(3).expandAs(zeros(3, 2))")
row("zeros(1, 3).broadcast_to((2, 3))", "zeros(1, 3).broadcastTo([2, 3])")
row("zeros([]).expand(2, 3)")
for counts in ["2, 3", "[2, 3]", "4, 2, 3", "3", "1, 0"]:
    row(f"zeros(2, 3).repeat({counts})")
    row(f"zeros(2, 3).tile({counts})")

for dim in [0, 1, -1, -2, 2, -3]:
    row(f"cat([zeros(2, 3), zeros(4, 3)], {dim})")
    row(f"cat([zeros(2, 3), zeros(2, 5), zeros(2, 1)], {dim})")
    row(f"stack([zeros(2, 3), zeros(2, 3), zeros(2, 3)], {dim})")
row("cat([zeros(2, 3)])")
row("cat([zeros(2, 3), zeros(2)])")
row("stack([zeros(2, 3), zeros(3, 2)])")
row("stack([zeros(2), zeros(2), zeros(3)])")
row("stack([zeros([]), zeros([])])")
row("stack([zeros(2), zeros(2)], 2)")
row("stack([])")
row("cat([])")
row("cat([zeros(0), zeros(2, 3)])")
row("cat([zeros(2, 3), zeros(0), zeros(1, 3)])")
row("cat([zeros([]), zeros(2)])")
row("cat([zeros(2), zeros([])])")
row("cat([zeros(2, 3), zeros(2, 3), zeros(3, 4)])")

for dim, start, length in [(0, 0, 2), (1, 1, 2), (-1, 2, 2), (1, 3, 2), (1, 5, 1), (2, 0, 1), (1, -2, 2), (1, 4, 0), (0, 1, -1)]:
    row(f"zeros(3, 4).narrow({dim}, {start}, {length})")
row("zeros(3, 4).split(2)")
row("zeros(3, 4).split(2, 1)")
row("zeros(3, 4).chunk(2, -1)")
row("zeros(3, 4).split(2, 2)")
row("zeros(3, 4).unbind()")
row("zeros(3, 4).diagonal()")
row("zeros(3, 4).diagonal(1)")
row("zeros(3, 4, 5).diagonal(0, 1, 2)")
row("zeros(3, 4, 5).diagonal(1, -1, 0)")
row("zeros(3, 4, 5).diagonal(-2, 0, 2)")
row("zeros(3, 4).diagonal(0, 1, -1)")
row("zeros(3, 4).diagonal(9)")
row("zeros(3, 4).index_select(1, i([0, 2, 2]))", "zeros(3, 4).indexSelect(1, i([0, 2, 2]))")
row("zeros(3, 4).index_select(2, i([0]))", "zeros(3, 4).indexSelect(2, i([0]))")
row("where(zeros(2, 1) > 0, zeros(3), 1.5)", "where(zeros(2, 1).gt(0), zeros(3), 1.5)")
row("where(zeros(2, 1) > 0, zeros(3), zeros(4, 1, 1))", "where(zeros(2, 1).gt(0), zeros(3), zeros(4, 1, 1))")
row("where(zeros(2) > 0, zeros(3), 0)", "where(zeros(2).gt(0), zeros(3), 0)")
row("zeros(2, 3).masked_fill(zeros(2) > 0, 1)", "zeros(2, 3).maskedFill(zeros(2).gt(0), 1)")
row("zeros(3).masked_fill(zeros(2, 3) > 0, 1)", "zeros(3).maskedFill(zeros(2, 3).gt(0), 1)")
row("zeros(2, 3).masked_fill(zeros(3) > 0, 1)", "zeros(2, 3).maskedFill(zeros(3).gt(0), 1)")

INDEX = [
    "0", "-1", "2", "3", "-4", "0, 0", "2, 3", "2, 4", "2, -5", "0, 0, 0", ":", ":, 0", ":, -1", ":, 4", "0, :", "1:", ":2", "1:3",
    "0:100", "2:1", "5:", "-2:", ":-1", "-3:-1", "::2", "1::2", ":, ::3", "0:3:2", "1:3, 1:3", "None", "None, 0", "0, None", ":, None", "...",
    "..., 0", "0, ...", "..., 0, 0", "0, ..., 0", "..., None", "0, 0, ...", "0, 0, 0, ...", "..., 9", "[0, 2]", "[0, 2], [1, 3]",
    "[0, 2], 1", ":, [0, 2]", "[0, 2], :", "0, [1, 2]", "[0, 2, 1], [1]", ":, [0, 2], None", "[0, 9]", "-1:, -1:", "None, :, None, 1:", "1.5", "0, 1.5",
]


def index(code):
    parts = []
    for p in code.replace("], [", "]~ [").replace(", ", "\0").replace("~\0", "\0").split("\0") if "[" not in code else split(code):
        parts.append("null" if p == "None" else p if p[0] == "[" or p.lstrip("-").replace(".", "0").isdigit() and "..." not in p else f"'{p}'")
    return ", ".join(parts)


def split(code):
    parts, depth, part = [], 0, ""
    for c in code + ",":
        depth += (c == "[") - (c == "]")
        if c == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += c
    return parts


for code in INDEX:
    # A lone list is a mistake of old in Python: the comma makes it an index.
    py = code + "," if code[0] == "[" and code.count("[") == 1 and code[-1] == "]" else code
    row(f"zeros(3, 4)[{py}]", f"zeros(3, 4).at({index(code)})")
for code in ["0", "...", "None", "..., None", "0:1", ":", "1.5"]:
    row(f"zeros(())[{code}]", f"zeros([]).at({index(code)})")
for code in ["0", "0, 1", "1, ..., 3", "..., 1:3", ":, 1:, ::2", "-1, -1, -1", "0, 0, 4", ":, [0, 1], [2, 3]", "0, :, [0, 1]", "[0, 1], None, [0, 2]", ":, [1], [0, 1, 2]", "[0, 1], [0, 1, 2]", ":, [0, 3]", "[0, 1], ..., [2, 3]", "[0, 1], 0, [1, 2]", "None, [0, 1], 1:, [0, 1]", "[0, 1], [0, 9]", "0, :, [0, 9]", "[0, -2]", "[0, -3]", "[0, 1], :, [2, 3]", "None, 0, :, None"]:
    row(f"zeros(2, 3, 4)[{code}]", f"zeros(2, 3, 4).at({index(code)})")

EINSUM = [
    ("ik,kj->ij", [(2, 3), (3, 4)]), ("ik,kj->ij", [(2, 3), (4, 5)]), ("ik,kj->ij", [(3, 1), (3, 3)]), ("ik,kj->ij", [(2, 3)]),
    ("ik,kj->ij", [(2, 3), (3, 4), (4, 5)]), ("ik,kj -> ij", [(2, 3), (3, 4)]), ("ik,kj", [(2, 3), (3, 4)]), ("ij->ji", [(2, 3)]),
    ("ij->", [(2, 3)]), ("ij->i", [(2, 3)]), ("ij->ij", [(2, 3, 4)]), ("ii->i", [(3, 3)]), ("ii", [(3, 3)]), ("ii", [(2, 3)]),
    ("i,i", [(3,), (3,)]), ("i,j", [(2,), (3,)]), ("i,j->ji", [(2,), (3,)]), ("bik,bkj->bij", [(2, 3, 4), (2, 4, 5)]),
    ("bik,bkj->bij", [(2, 3, 4), (3, 4, 5)]), ("bi,bj->ij", [(5, 2), (5, 3)]), ("bi,ij,bj->b", [(5, 2), (2, 3), (5, 3)]),
    ("ba", [(2, 3)]), ("bA", [(2, 3)]), ("i,i->k", [(3,), (3,)]), ("ij,jk,kl->il", [(2, 3), (3, 4), (4, 5)]), ("i->i", [(1,)]),
    ("i,i->i", [(1,), (3,)]), ("->", [()]), ("i,->i", [(3,), ()]), ("b i k , b k j -> b i j", [(2, 3, 4), (2, 4, 5)]),
    ("...ij->...ji", [(2, 3, 4)]), ("...ij->...ji", [(2, 3)]), ("...ij->...ji", [(5, 4, 2, 3)]), ("...ik,...kj->...ij", [(2, 3, 4), (2, 4, 5)]),
    ("...ik,...kj->...ij", [(7, 1, 3, 4), (2, 4, 5)]), ("...ik,kj->...ij", [(2, 3, 4), (4, 5)]), ("...ik,kj", [(2, 3, 4), (4, 5)]), ("i...->...", [(2, 3, 4)]),
    ("b...->b", [(2, 3, 4)]), ("...,...->...", [(2, 3), (3,)]), ("...i -> ...", [(2, 3)]), ("i...j,j->i...", [(2, 3, 4, 5), (5,)]), ("ij,ij->ij", [(1, 3), (2, 1)]), ("ijk,ijk->", [(2, 3, 4), (2, 3, 4)]), ("aab->ab", [(3, 3, 2)]), ("ii->i", [(1, 3)]), ("ij,ii->ij", [(2, 3), (2, 3)]),
]  # fmt: skip
for equation, shapes in EINSUM:
    row(f"einsum('{equation}', {', '.join(zeros(*s) for s in shapes)})")

for py, ts in [("tensor(3.)", "tensor(3)"), ("tensor([1., 2., 3.])", "tensor([1, 2, 3])"), ("tensor([[1., 2.], [3., 4.], [5., 6.]])", "tensor([[1, 2], [3, 4], [5, 6]])"),
               ("tensor([])", None), ("tensor([[]])", None), ("tensor([[[1.]]])", "tensor([[[1]]])"), ("tensor([True, False])", "tensor([true, false])"),
               ("tensor([[1., 2.], [3.]])", "tensor([[1, 2], [3]])"), ("tensor([[1., 2.], [3., 4.], [5.]])", "tensor([[1, 2], [3, 4], [5]])"),
               ("ones(2, 3, dtype=torch.int64)", "ones(2, 3, { dtype: 'int64' })"), ("full((2, 3), 7.)", "full([2, 3], 7)"), ("zeros_like(zeros(2, 3))", "zerosLike(zeros(2, 3))"),
               ("arange(10.)", "arange(10)"), ("arange(2., 10)", "arange(2, 10)"), ("arange(0., 10, 3)", "arange(0, 10, 3)"), ("arange(1., 0, -0.25)", "arange(1, 0, -0.25)"),
               ("arange(5., 0, -2)", "arange(5, 0, -2)"), ("arange(0., 1, .25)", "arange(0, 1, 0.25)"), ("arange(2.5)", None), ("linspace(0, 1, 5)", None), ("logspace(0, 1, 5)", None), ("eye(3)", None), ("eye(3, 4)", None), ("zeros(2, 0)", None), ("zeros(0)", None)]:
    row(py, ts)

row("zeros(5, 784).unsqueeze(-1).mul(zeros(784, 10)).sum(0)")
row("zeros(5, 784).matmul(zeros(784, 50)).add(zeros(50)).relu().matmul(zeros(50, 10)).softmax(-1)")
row("zeros(2, 3).sub(zeros(2, 3).mean(0)).div(zeros(2, 3).std(0))")
row("zeros(64, 1, 28, 28).flatten(1).matmul(zeros(784, 10)).argmax(1)")

row.write()
