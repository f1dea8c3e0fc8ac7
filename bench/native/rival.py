"""PyTorch's side of bench/native/run.mjs: answers each name on stdin with its time in microseconds."""

import statistics
import sys
import time

import torch

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)
CHOOSE = min if sys.argv[2] == "best" else statistics.median

N = 1_000_000
a, b = torch.randn(N), torch.randn(N)
p = a.abs() + 0.1
out, mask = torch.empty(N), torch.empty(N, dtype=torch.bool)
m, row, column = torch.randn(1000, 1000), torch.randn(1000), torch.randn(1000, 1)
wide = torch.empty(1000, 1000)
thin = torch.randn(50000, 10)
tall = torch.randn(50000, 784)
small = torch.randn(3)
ints = torch.randint(0, 100, (N,))
index = torch.randint(0, 50000, (64,))
big = torch.randn(64, 784)


def product(m, k, n, trans_a=False, trans_b=False):
    x = torch.randn(k, m).T if trans_a else torch.randn(m, k)
    y = torch.randn(n, k).T if trans_b else torch.randn(k, n)
    z = torch.empty(m, n)
    return lambda: torch.matmul(x, y, out=z)


def batch(b, m, k, n):
    x, y, z = torch.randn(b, m, k), torch.randn(b, k, n), torch.empty(b, m, n)
    return lambda: torch.bmm(x, y, out=z)


CASES = {
    "add of 3": lambda: torch.add(small, small),
    "add": lambda: torch.add(a, b, out=out),
    "add row": lambda: torch.add(m, row, out=wide),
    "add column": lambda: torch.add(m, column, out=wide),
    "mul number": lambda: torch.mul(a, 2.5, out=out),
    "add transposed": lambda: torch.add(m, m.T, out=wide),
    "exp": lambda: torch.exp(a, out=out),
    "tanh": lambda: torch.tanh(a, out=out),
    "log": lambda: torch.log(p, out=out),
    "sqrt": lambda: torch.sqrt(p, out=out),
    "sin": lambda: torch.sin(a, out=out),
    "sigmoid": lambda: torch.sigmoid(a, out=out),
    "relu": lambda: torch.clamp_min(a, 0, out=out),
    "pow number": lambda: torch.pow(p, 1.7, out=out),
    "square": lambda: torch.square(a, out=out),
    "gt": lambda: torch.gt(a, b, out=mask),
    "gt number": lambda: torch.gt(a, 0, out=mask),
    "where": lambda: torch.where(mask, a, b, out=out),
    "sum": lambda: a.sum(),
    "sum(0)": lambda: m.sum(0),
    "sum(1)": lambda: m.sum(1),
    "sum(0) of 50000x784": lambda: tall.sum(0),
    "sum(0) of 50000x10": lambda: thin.sum(0),
    "sum(1) of 50000x10": lambda: thin.sum(1),
    "mean": lambda: a.mean(),
    "std": lambda: a.std(),
    "var(0)": lambda: m.var(0),
    "max": lambda: a.max(),
    "max(1)": lambda: m.amax(1),
    "max(1) of 50000x10": lambda: thin.amax(1),
    "argmax": lambda: a.argmax(),
    "argmax(1) of 50000x10": lambda: thin.argmax(1),
    "sum of int64": lambda: ints.sum(),
    "any": lambda: (mask).any(),
    "cumsum": lambda: torch.cumsum(a, 0, out=out),
    "cumsum(1)": lambda: torch.cumsum(m, 1, out=wide),
    "copy": lambda: out.copy_(a),
    "transposed copy": lambda: wide.copy_(m.T),
    "float to double": lambda: a.double(),
    "int64 to float": lambda: out.copy_(ints),
    "fill": lambda: out.fill_(1.5),
    "gather 64 rows of 784": lambda: torch.index_select(tall, 0, index, out=big),
    "rand": lambda: out.uniform_(),
    "randn": lambda: out.normal_(),
    "matmul 5x784x10": product(5, 784, 10),
    "matmul 64": product(64, 64, 64),
    "matmul 96": product(96, 96, 96),
    "matmul 128": product(128, 128, 128),
    "matmul 256": product(256, 256, 256),
    "matmul 512": product(512, 512, 512),
    "matmul 512 TN": product(512, 512, 512, True, False),
    "matmul 512 NT": product(512, 512, 512, False, True),
    "matmul 1024": product(1024, 1024, 1024),
    "matmul 2048": product(2048, 2048, 2048),
    "matmul 50000x784x50": product(50000, 784, 50),
    "matmul 784x50000x50 TN": product(784, 50000, 50, True, False),
    "matmul 64x784x50": product(64, 784, 50),
    "matrix-vector 1000": product(1000, 1000, 1),
    "vector-matrix 1000": product(1, 1000, 1000),
    "dot 784": product(1, 784, 1),
    "matmul 10x50000x10": product(10, 50000, 10),
    "bmm 100 of 32": batch(100, 32, 32, 32),
    "bmm 64 of 5x784x10": batch(64, 5, 784, 10),
}


def time_of(f):
    for _ in range(3):
        f()
    start = time.perf_counter_ns()
    f()
    once = max(time.perf_counter_ns() - start, 300)
    inner = max(1, int(100_000 / once))
    times = []
    for _ in range(max(5, min(60, int(60_000_000 / (once * inner))))):
        start = time.perf_counter_ns()
        for _ in range(inner):
            f()
        times.append((time.perf_counter_ns() - start) / inner)
    return CHOOSE(times) / 1000


print("ready", flush=True)
for line in sys.stdin:
    f = CASES.get(line.strip())
    print(time_of(f) if f else "nan", flush=True)
