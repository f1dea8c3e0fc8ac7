"""Sums and means of floats to the last bit: PyTorch's order of addition, seen in float64."""

from table import Table
from translate import typescript

row = Table("sums")


def both(*lines):
    for py in lines:
        row(py, typescript(py))


for n in [3, 5, 7, 8, 9, 16, 31, 32, 33, 63, 64, 100, 127, 200, 513, 1000, 5000, 20000, 32767]:
    both(f"full([{n}], 0.1).sum().double()", f"linspace(0, 1, {n}).sum().double()", f"linspace(0, 1, {n}).mean().double()", f"linspace(0, 1, {n}, dtype=torch.float64).sum()", f"linspace(0, 1, {2 * n}).view({n}, 2).select(1, 1).sum().double()")
for rows, columns in [(3, 4), (7, 5), (20, 3), (5, 40), (40, 5), (100, 33), (100, 45), (33, 100), (9, 9), (17, 64), (17, 12)]:
    x = f"linspace(0, 1, {rows * columns}).view({rows}, {columns})"
    both(*[f"{x}.{call}.double()" for call in ["sum(0)", "sum(1)", "mean(1)", "t().sum(0)", "t().sum(1)", "t().mean()", "sum((0, 1))"]])
for shape, n in [("3, 4, 5", 60), ("8, 9, 10", 720), ("4, 1, 33", 132), ("20, 2, 9", 360)]:
    x = f"linspace(0, 1, {n}).view({shape})"
    for dims in ["0", "1", "2", "(0, 1)", "(0, 2)", "(1, 2)", "(0, 1, 2)"]:
        both(f"{x}.sum({dims}).double()", f"{x}.transpose(0, 2).sum({dims}).double()", f"{x}.permute(1, 2, 0).mean({dims}).double()")
both("linspace(0, 1, 12).view(3, 4).expand(2, 3, 4).sum(0).double()", "linspace(0, 1, 5).view(5, 1).expand(5, 9).sum(1).double()", "linspace(0, 1, 100000).view(100, 1000).sum(1).double()", "linspace(0, 1, 100000).view(1000, 100).mean(1)[:50].double()".replace("[:50]", ".narrow(0, 0, 50)"), "full([100], 0.1).sum()", "linspace(0, 1, 100).sum()")
row.write()
