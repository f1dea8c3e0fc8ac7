"""PyTorch's result type for every pair of dtypes, with dimensions, without, and for numbers."""

from table import Table

row = Table("promotion")

ONE = {"f": "1.5", "d": "1.5", "i": "3", "s": "3", "u": "3", "b": "1"}
for x in ONE:
    for y in ONE:
        for left, right in [(f"{x}([{ONE[x]}])", f"{y}([{ONE[y]}])"), (f"{x}([{ONE[x]}])", f"{y}({ONE[y]})"), (f"{x}({ONE[x]})", f"{y}([{ONE[y]}])"),
                            (f"{x}({ONE[x]})", f"{y}({ONE[y]})")]:
            row(f"{left} * {right}", f"{left}.mul({right})")
            row(f"{left} / {right}", f"{left}.div({right})")
            row(f"where(b([1]), {left}, {right})")
        row(f"{x}([{ONE[x]}]) < {y}([{ONE[y]}])", f"{x}([{ONE[x]}]).lt({y}([{ONE[y]}]))")
        row(f"cat([{x}([{ONE[x]}]), {y}([{ONE[y]}])])")
        row(f"stack([{x}({ONE[x]}), {y}({ONE[y]})])")
        if not ({x, y} & {"f", "d"}):
            row(f"{x}([{ONE[x]}]).bitwise_and({y}([{ONE[y]}]))", f"{x}([{ONE[x]}]).bitwiseAnd({y}([{ONE[y]}]))")
    for number, ts in [("2", "2"), ("2.5", "2.5"), ("True", "true"), ("2", "2n")]:
        for t in [f"{x}([{ONE[x]}])", f"{x}({ONE[x]})"]:
            row(f"{t} + {number}", f"{t}.add({ts})")
            row(f"{t} / {number}", f"{t}.div({ts})")
            row(f"{t} == {number}", f"{t}.eq({ts})")
            row(f"{t}.maximum(tensor({number}))", f"{t}.maximum({'tensor(2, {dtype: `int64`})' if ts == '2' else f'tensor({ts})'})") if ts != "2n" else None
    row(f"{x}([{ONE[x]}]).sum().dtype")
    row(f"{x}([{ONE[x]}]).prod().dtype")
    row(f"{x}([{ONE[x]}]).cumsum(0).dtype")
    row(f"{x}([{ONE[x]}]).max().dtype")
    row(f"{x}([{ONE[x]}]).any().dtype")
    row(f"{x}([{ONE[x]}]).exp().dtype")
    row(f"{x}([{ONE[x]}]).argmax().dtype")

row.write()
