"""Values of elementwise functions in double precision, for the accuracy of every engine's loops.

A row is [function, dtype of the inputs, inputs, (second inputs,) what the function is there, computed in float64].
"""

import random

import torch

from fixture import write

rng = random.Random(1)
rows = []

SIGNED = [s * x for x in (1e-30, 1e-8, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1, 1.1, 1.5, 2, 2.2, 2.3, 3, 4.5, 7, 10, 20, 50, 85) for s in (1, -1)]
POSITIVE = [x for x in SIGNED if x > 0] + [1e-38, 3e5, 1e10, 1e30]
UNIT = [x for x in SIGNED if abs(x) < 1] + [0.99, -0.999, 0.99999]
SPREAD = [rng.uniform(-6, 6) for _ in range(40)]
DOMAINS = {
    "exp": SIGNED + SPREAD, "exp2": SIGNED + SPREAD, "expm1": SIGNED + SPREAD, "log": POSITIVE, "log2": POSITIVE, "log10": POSITIVE,
    "log1p": POSITIVE + UNIT, "sqrt": POSITIVE, "rsqrt": POSITIVE, "reciprocal": SIGNED, "sin": SIGNED + SPREAD + [1000.5, 1e6], "cos": SIGNED + SPREAD + [1000.5, 1e6],
    "tan": SIGNED + SPREAD, "asin": UNIT, "acos": UNIT, "atan": SIGNED + SPREAD, "sinh": SIGNED + SPREAD, "cosh": SIGNED + SPREAD, "tanh": SIGNED + SPREAD, "asinh": SIGNED + SPREAD,
    "acosh": [x for x in POSITIVE if x > 1], "atanh": UNIT, "sigmoid": SIGNED + SPREAD, "erf": SIGNED + SPREAD, "erfc": [x for x in SIGNED + SPREAD if x < 9],
    "lgamma": POSITIVE + [x for x in SPREAD] + [1.25, 1.75, 2.5, 0.75, 100.5], "digamma": [x for x in POSITIVE if abs(x - 1.4616) > 0.4], "erfinv": [x for x in UNIT + [1 - 1e-7, -0.51] if abs(x) > 1e-9], "i0": [x for x in SIGNED if abs(x) < 60], "square": SIGNED, "frac": SPREAD,
}  # fmt: skip
PAIRS = [(rng.uniform(-5, 5), rng.uniform(-5, 5)) for _ in range(60)]
BINARY = {"add": PAIRS, "sub": PAIRS, "mul": PAIRS, "div": PAIRS, "atan2": PAIRS, "hypot": PAIRS, "fmod": PAIRS, "remainder": PAIRS, "xlogy": [(x, abs(y) + 1.1) for x, y in PAIRS], "logaddexp": [(abs(x), abs(y)) for x, y in PAIRS], "logaddexp2": [(abs(x), abs(y)) for x, y in PAIRS], "igamma": [(abs(x), abs(y)) for x, y in PAIRS], "igammac": [(abs(x), abs(y)) for x, y in PAIRS], "copysign": PAIRS, "fmax": PAIRS, "pow": [(abs(x), y) for x, y in PAIRS]}

for dtype in ["float32", "float64"]:
    t = getattr(torch, dtype)
    for name, xs in [*DOMAINS.items(), *BINARY.items()]:
        if dtype == "float64" and name in ("digamma", "igamma", "igammac"):
            continue  # sums of many terms, or of some that cancel
        columns = list(zip(*xs)) if name in BINARY else [xs]
        # The inputs as the dtype holds them; the function of exactly those, in double.
        inputs = [torch.tensor(c, dtype=torch.float64).to(t).double() for c in columns]
        out = getattr(torch, name)(*inputs)
        keep = out.isfinite() & (out.abs() < 1e38) & ((out.abs() > 1e-37) | (out == 0))
        rows.append([name, dtype, *[c[keep].tolist() for c in inputs], out[keep].tolist()])

write("scalars", rows)
