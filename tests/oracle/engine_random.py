"""What PyTorch draws: the rows of tests/fixtures/engine_random.json, for the engines' `random`.

A row is [kind, dtype, seed, n, a, b, [[index, value], …], next]: some of the n values drawn after manual_seed(seed), and
the float32 that torch.rand(1) gives after them, which tells how far the generator has gone.
"""

import torch

from fixture import write

rows = []


def row(kind, dtype, seed, n, a, b):
    torch.manual_seed(seed)
    x = torch.empty(n, dtype=getattr(torch, dtype))
    x = x.uniform_(a, b) if kind == "uniform" else x.normal_(a, b)
    following = torch.rand(1).item()
    picks = sorted({*range(min(n, 5)), *range(max(0, n - 19), n), n // 2, n // 3})
    rows.append([kind, dtype, seed, n, a, b, [[i, x[i].item()] for i in picks], following])


for dtype in ["float32", "float64"]:
    for seed in [0, 42, 2**32 - 1]:
        for n in [1, 7, 623, 624, 625, 1024, 3001]:
            row("uniform", dtype, seed, n, 0.0, 1.0)
        row("uniform", dtype, seed, 1500, -0.3, 0.7)
        row("uniform", dtype, seed, 1500, -1 / 28, 1 / 28)
        row("uniform", dtype, seed, 100, 2.0, 5.0)
        for n in [16, 17, 20, 31, 32, 100, 512, 640, 1000, 10_007]:
            row("normal", dtype, seed, n, 0.0, 1.0)
        row("normal", dtype, seed, 1000, 3.5, 0.25)

write("engine_random", rows)
