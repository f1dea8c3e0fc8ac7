"""How PyTorch prints tensors: the rows of tests/fixtures/printing.json.

A row is [options, dtype, shape, strides or null, values, text]. `values` is the list of the storage's elements, or
{"n", "mul", "add", "mod", "div"} for ((i·mul + add) mod `mod`) / div, i < n, which keeps large tensors small here.
"""

import random

import torch

from fixture import write

nan, inf = float("nan"), float("inf")
rows = []


def values_of(spec):
    if isinstance(spec, dict):
        i = torch.arange(spec["n"], dtype=torch.int64)
        x = ((i * spec["mul"] + spec["add"]) % spec["mod"]).double()
        return x / spec["div"] - spec.get("shift", 0)
    return spec


def row(values, shape=None, dtype="float32", strides=None, suffix="", **options):
    data = values_of(values)
    t = torch.as_tensor(data).to(getattr(torch, dtype)) if torch.is_tensor(data) else torch.tensor(data, dtype=getattr(torch, dtype))
    shape = list(t.shape) if shape is None else list(shape)
    t = t.reshape(-1)
    t = t.as_strided(shape, strides) if strides is not None else t.reshape(shape)
    if suffix == "requires_grad":
        t = t.clone().requires_grad_()
    torch.set_printoptions(**{"profile": "default", **options})
    text = repr(t)
    torch.set_printoptions(profile="default")
    rows.append([options, dtype, shape, strides, values, text] + ([suffix] if suffix else []))


# Edges of the rules: what counts as whole, when notation turns scientific, how halves are rounded.
for x in [0.0, -0.0, 1e-5, 4.0896e-05, 1e9, 123456789.0, 1e8, 100000001.0, 12345.678, 0.5, nan, inf, -inf, 1e-45,
          3.4e38, 1 / 3, 0.00005, 0.00015, 0.00025, 2.00005, 0.03125, 0.09375, 1.5, -2.5, 99999.99999, 9.99995, 1e21]:
    for dtype in ["float32", "float64"]:
        row([x], [], dtype)
for xs in [[1.0, nan], [1.5, nan], [nan, nan], [inf, 1.0], [-inf, 1.5, 100], [0.0, -0.0], [1.0, 0.0001], [1.0, 0.001],
           [1.0, 0.00099], [1000.0, 1.5], [1001.0, 1.5], [1.0, 2000.0], [1.0, 1000.0], [1.0, 1001.0], [9e-5, 5e-5],
           [1e-4, 2e-4], [1e-4], [9.99995, 10], [0.99999], [-0.00001, 1.0], [1e8], [1.5e8], [2e8, 1.0], [1e39, 1],
           [16777216.0, 1.0], [1e10, 1e-10, nan, inf, -inf, 0], [-0.0, 2.5], [nan, -inf, 0.0], [-1e-300, 1e300],
           [1e-310], [10000.5, 20000.5], [0.125, 0.375, 0.625], [1e100, 1e-100], [-1.0], [-0.5, 0.5]]:
    for dtype in ["float32", "float64"]:
        row(xs, dtype=dtype)
for dtype in ["int64", "int32", "uint8", "bool", "float32", "float64"]:
    for shape in [[0], [0, 3], [2, 0], [1, 0, 2]]:
        row([], shape, dtype)
row([1, 2, -3], dtype="int64")
row([100, 2], dtype="int64")
row([9223372036854775807, -9223372036854775808], dtype="int64")
row([2147483647, -2147483648], dtype="int32")
row([255, 0], dtype="uint8")
row([1, 0, 1], dtype="bool")
row([[1, 0], [0, 0]], dtype="bool")
row([7], [], "int64")
row([1], [], "bool")
row([3], [], "int32")

# Layout: summaries, line breaks, dimensions, strides.
whole = lambda n: {"n": n, "mul": 1, "add": 0, "mod": 2**31, "div": 1}
mixed = lambda n, div=7: {"n": n, "mul": 7919, "add": 13, "mod": 10007, "div": div}
for n in [999, 1000, 1001, 5000]:
    for dtype in ["int64", "float32", "int32"]:
        row(whole(n), [n], dtype)
for shape in [[30], [2, 2, 2], [2, 3, 4], [1, 1, 1], [2, 1, 3, 2], [8, 200], [30, 40], [4, 300], [2, 10, 100],
              [10, 10, 11], [1200, 1], [1, 1200], [7, 7, 7, 7], [6, 6, 40], [3, 400], [400, 3], [1001], [6, 200], [7, 200]]:
    n = torch.Size(shape).numel()
    row(whole(n), shape)
    row(mixed(n), shape)
    row(mixed(n, 1000), shape, "float64")
    row({**mixed(n, 10), "shift": 500}, shape)
    row(mixed(n, 1), shape, "int64")
    row({"n": n, "mul": 1, "add": 0, "mod": 3, "div": 1}, shape, "bool")
for shape, strides in [([3, 4], [1, 3]), ([4, 5], [0, 1]), ([50, 40], [1, 50]), ([2, 3], [5, 2]), ([2000], [0]), ([3, 3], [1, 1])]:
    row(mixed(2000), shape, "float32", strides)
    row(whole(2000), shape, "int64", strides)

# Suffixes and the line they land on.
for n in range(1, 24):
    row({"n": n, "mul": 1, "add": 1, "mod": 1000, "div": 3}, [n], suffix="requires_grad")
    row({"n": n, "mul": 1, "add": 1, "mod": 1000, "div": 1}, [n], "float64", suffix="requires_grad")
    row({"n": n, "mul": 1, "add": 1, "mod": 1000, "div": 1}, [n], "int32")
row([], [0, 2], "float64", suffix="requires_grad")

# Options.
for options in [{"precision": 2}, {"precision": 0}, {"precision": 8}, {"profile": "short"}, {"profile": "full"}, {"linewidth": 40},
                {"linewidth": 140}, {"linewidth": 10}, {"edgeitems": 1}, {"edgeitems": 5}, {"edgeitems": 0}, {"threshold": 10},
                {"sci_mode": True}, {"sci_mode": False}, {"profile": "short", "precision": 3, "sci_mode": True},
                {"threshold": 5, "edgeitems": 2, "linewidth": 30}]:
    row([0.0, 1.5, 12345.0], **options)
    row([1.0, 2.0, nan, -inf, 0.0], **options)
    row([1e-9, 1.0, 1e12], dtype="float64", **options)
    row([0.125, 0.375, 2.5, 0.5, 1.5], dtype="float64", **options)
    row([1e22, 1.0], dtype="float64", **options)
    row(whole(60), [60], **options)
    row(mixed(60), [60], **options)
    row(mixed(120), [6, 20], **options)
    row(mixed(120), [2, 3, 20], **options)
    row(whole(40), [4, 10], "int64", **options)
for shape in [[20], [4, 5], [2, 2, 5]]:
    row(whole(20), shape, edgeitems=0, threshold=5)
row([3.0], [], edgeitems=0)
row(whole(1200), [1200], profile="full")
row(mixed(1200), [30, 40], profile="full")

# Random magnitudes: which notation, how wide, how rounded.
rng = random.Random(0)
for _ in range(300):
    n = rng.randint(1, 12)
    low = rng.uniform(-8, 6)
    spread = rng.choice([0, 1, 2.9, 3, 4, 12])
    xs = [rng.choice([-1, 1]) * 10 ** rng.uniform(low, low + spread) for _ in range(n)]
    if rng.random() < 0.3:
        xs = [round(x, rng.randint(0, 5)) for x in xs]
    if rng.random() < 0.2:
        xs = [round(x * 64) / 64 for x in xs]
    if rng.random() < 0.15:
        xs[rng.randrange(n)] = rng.choice([nan, inf, -inf, 0.0, -0.0])
    dtype = rng.choice(["float32", "float32", "float64"])
    row([float(torch.tensor(x, dtype=getattr(torch, dtype))) for x in xs], dtype=dtype, precision=rng.choice([4, 4, 4, 1, 2, 3, 6]))

write("printing", rows)
