"""PyTorch's random numbers: the rows of tests/fixtures/rng.json.

A row is [Python, TypeScript, "exact" or "near", dtype, shape, stride, the elements in row-major order as base64].
Uniforms and integers agree in every bit; normals go through log, sin and cos, which differ in the last digits.
"""

import base64

import torch

from fixture import write
from table import fresh, outcome

rows = []


def row(py, ts=None, how="exact"):
    *before, last = py.split("; ")
    scope = fresh()
    exec("; ".join(before), scope)
    x = eval(last, scope)
    raw = base64.b64encode(x.contiguous().numpy().tobytes()).decode()
    rows.append([py, ts or py, how, str(x.dtype).removeprefix("torch."), list(x.shape), list(x.stride()), raw])


def near(py, ts=None):
    row(py, ts, "near")


SIZES = [1, 2, 3, 15, 16, 17, 20, 31, 32, 33, 100]
for seed in [0, 1, 42, 1234567]:
    s, t = f"manual_seed({seed}); ", f"manualSeed({seed}); "
    for n in SIZES + ([1000] if seed in (1, 42) else []):
        near(f"{s}randn({n})", f"{t}randn({n})")
        row(f"{s}rand({n})", f"{t}rand({n})")
        if n <= 33:
            near(f"{s}randn({n}, dtype=torch.float64)", f"{t}randn({n}, {{dtype: 'float64'}})")
            row(f"{s}rand({n}, dtype=torch.float64)", f"{t}rand({n}, {{dtype: 'float64'}})")
            row(f"{s}randperm({n})", f"{t}randperm({n})")
            row(f"{s}randint(10, ({n},))", f"{t}randint(10, [{n}])")
    row(f"{s}randperm(1000)", f"{t}randperm(1000)")
    near(f"{s}randn(5, 784)[:, ::97]", f"{t}randn(5, 784).at(':', '::97')")
    near(f"{s}randn(2, 3)", f"{t}randn([2, 3])")
    # The spare normal outlives other draws, and a new seed forgets it.
    near(f"{s}cat([randn(3), rand(2), randn(1), randn(20), randn(2)])", f"{t}cat([randn(3), rand(2), randn(1), randn(20), randn(2)])")
    near(f"{s}randn(1); {s}randn(3)", f"{t}randn(1); {t}randn(3)")
for seed in [-1, -(2**63), 2**32, 2**32 + 5, 2**40 + 7, 2**64 - 1]:
    row(f"manual_seed({seed}); rand(4)", f"manualSeed({seed if abs(seed) < 2**53 else f'{seed}n'}); rand(4)")

# More words than one twist makes, and draws that straddle it.
near("manual_seed(3); randn(623); randn(5)", "manualSeed(3); randn(623); randn(5)")
row("manual_seed(3); rand(623); rand(3, dtype=torch.float64)", "manualSeed(3); rand(623); rand(3, {dtype: 'float64'})")
row("manual_seed(3); rand(5000)[::499]", "manualSeed(3); rand(5000).at('::499')")
near("manual_seed(3); randn(5000)[::499]", "manualSeed(3); randn(5000).at('::499')")

S, T = "manual_seed(7); ", "manualSeed(7); "
for low, high in [(0, 2), (0, 1), (-5, 5), (100, 1000), (0, 2**28 - 1), (0, 2**28), (-(2**31), 2**31), (0, 2**40), (-(2**62), 2**62), (2**60, 2**60 + 10)]:
    big = lambda x: str(x) if abs(x) < 2**53 else f"{x}n"
    row(f"{S}randint({low}, {high}, (6,))", f"{T}randint({big(low)}, {big(high)}, [6])")
for dtype in ["float32", "float64", "int32", "uint8", "int64"]:
    row(f"{S}randint(3, 200, (2, 3), dtype=torch.{dtype})", f"{T}randint(3, 200, [2, 3], {{dtype: '{dtype}'}})")
    row(f"{S}zeros(9, dtype=torch.{dtype}).random_()", f"{T}zeros(9, {{dtype: '{dtype}'}}).random_()")
    row(f"{S}zeros(9, dtype=torch.{dtype}).random_(100)", f"{T}zeros(9, {{dtype: '{dtype}'}}).random_(100)")
    row(f"{S}zeros(9, dtype=torch.{dtype}).random_(5, 9)", f"{T}zeros(9, {{dtype: '{dtype}'}}).random_(5, 9)")
    row(f"{S}randperm(20, dtype=torch.{dtype})", f"{T}randperm(20, {{dtype: '{dtype}'}})")
row(f"{S}zeros(9, dtype=torch.bool).random_()", f"{T}zeros(9, {{dtype: 'bool'}}).random_()")
row(f"{S}randint(2, (9,), dtype=torch.bool)", f"{T}randint(2, [9], {{dtype: 'bool'}})")
row(f"{S}randperm(0)", f"{T}randperm(0)")
row(f"{S}cat([randint(5, (3,)), randperm(4), randint(5, (3,))])", f"{T}cat([randint(5, [3]), randperm(4), randint(5, [3])])")

for low, high in [(-0.3, 1.7), (-0.05, 0.05), (2.5, 1000.0), (0, 0), (-1, -0.5)]:
    row(f"{S}zeros(5).uniform_({low}, {high})", f"{T}zeros(5).uniform_({low}, {high})")
    row(f"{S}zeros(200).uniform_({low}, {high})", f"{T}zeros(200).uniform_({low}, {high})")
    near(f"{S}zeros(20, dtype=torch.float64).uniform_({low}, {high})", f"{T}zeros(20, {{dtype: 'float64'}}).uniform_({low}, {high})")
for mean, std in [(0, 0.01), (5, 2), (-1, 0)]:
    for n in [4, 40]:
        near(f"{S}zeros({n}).normal_({mean}, {std})", f"{T}zeros({n}).normal_({mean}, {std})")
        near(f"{S}normal({mean}., {std}, ({n},))" if isinstance(std, int) else f"{S}normal({mean}., {std}, ({n},))", f"{T}normal({mean}, {std}, [{n}])")
near(f"{S}zeros(20).normal_(std=0.5)", f"{T}zeros(20).normal_({{std: 0.5}})")
near(f"{S}normal(arange(20.), 0.5)", f"{T}normal(arange(20), 0.5)")
near(f"{S}normal(arange(20.))", f"{T}normal(arange(20))")
near(f"{S}normal(1., arange(20.))", f"{T}normal(1, arange(20))")
near(f"{S}normal(arange(4.), arange(4.).view(4, 1))", f"{T}normal(arange(4), arange(4).view(4, 1))")

# Views are filled in the order of memory; those with gaps draw normals one by one.
for fill in ["uniform_()", "normal_()", "random_(10)", "bernoulli_(0.5)"]:
    how = "near" if fill == "normal_()" else "exact"
    for shape, view, ts in [("3, 4", ".t()", None), ("5, 8", ".t()", None), ("6, 8", "[::2, ::2]", ".at('::2', '::2')"), ("8, 10", ".t()[::2]", ".t().at('::2')"),
                            ("2, 3, 4", ".permute(1, 2, 0)", None), ("2, 3, 4", ".transpose(0, 1)[:, 1]", ".transpose(0, 1).at(':', 1)"), ("4, 5", "[1:3]", ".at('1:3')"),
                            ("6, 20", "[:, 2:18]", ".at(':', '2:18')")]:
        row(f"{S}a = zeros({shape}); a{view}.{fill}; a", f"{T}const a = zeros({shape}); a{ts or view}.{fill}; a", how)
    row(f"{S}zeros(3, 6).t().{fill}", f"{T}zeros(3, 6).t().{fill}", how)
for like, ts in [("rand_like", "randLike"), ("randn_like", "randnLike")]:
    for x in ["m", "m.t()", "zeros(5, 8).t()", "m.double()", "zeros(2, 3, 4).permute(2, 0, 1)"]:
        row(f"{S}{like}({x})", f"{T}{ts}({x})", "near" if like == "randn_like" else "exact")
row(f"{S}randint_like(k, 10)", f"{T}randintLike(k, 10)")
row(f"{S}randint_like(m, -3, 10)", f"{T}randintLike(m, -3, 10)")
row(f"{S}rand_like(k, dtype=torch.float32)", f"{T}randLike(k, {{dtype: 'float32'}})")

row(f"{S}bernoulli(full((50,), 0.3))", f"{T}bernoulli(full([50], 0.3))")
row(f"{S}bernoulli(full((50,), 0.3, dtype=torch.float64))", f"{T}bernoulli(full([50], 0.3, {{dtype: 'float64'}}))")
row(f"{S}bernoulli(linspace(0, 1, 12).view(3, 4).t())", f"{T}bernoulli(linspace(0, 1, 12).view(3, 4).t())")
row(f"{S}bernoulli(m, 0.4)", f"{T}bernoulli(m, 0.4)")
row(f"{S}zeros(50).bernoulli_()", f"{T}zeros(50).bernoulli_()")
row(f"{S}zeros(50).bernoulli_(0.1)", f"{T}zeros(50).bernoulli_(0.1)")
row(f"{S}zeros(50, dtype=torch.int64).bernoulli_(0.9)", f"{T}zeros(50, {{dtype: 'int64'}}).bernoulli_(0.9)")
row(f"{S}zeros(3, 4).bernoulli_(f([0.1, 0.5, 0.9, 1]))", f"{T}zeros(3, 4).bernoulli_(f([0.1, 0.5, 0.9, 1]))")
row(f"{S}zeros(3, 4).t().bernoulli_(d([0.1, 0.5, 0.9]))", f"{T}zeros(3, 4).t().bernoulli_(d([0.1, 0.5, 0.9]))")
near(f"{S}zeros(40).exponential_()", f"{T}zeros(40).exponential_()")
near(f"{S}zeros(40, dtype=torch.float64).exponential_(2.5)", f"{T}zeros(40, {{dtype: 'float64'}}).exponential_(2.5)")

# Fewer and more than 16 elements, one twist and several, both floats, turned and gapped views.
for py, ts in [
    ("cauchy_()", None), ("cauchy_(1, 0.5)", None), ("cauchy_(sigma=2)", "cauchy_({sigma: 2})"), ("log_normal_()", "logNormal_()"), ("log_normal_(0.5, 0.25)", "logNormal_(0.5, 0.25)"),
    ("log_normal_(std=0.5)", "logNormal_({std: 0.5})"), ("geometric_(0.3)", None), ("geometric_(0.01)", None), ("geometric_(p=0.99)", "geometric_({p: 0.99})"), ("exponential_(0.3)", None),
]:  # fmt: skip
    how = "exact" if "geo" in py else "near"
    for n in [1, 15, 16, 40, 700]:
        row(f"{S}zeros({n}).{py}", f"{T}zeros({n}).{ts or py}", how)
    row(f"{S}zeros(20, dtype=torch.float64).{py}", f"{T}zeros(20, {{dtype: 'float64'}}).{ts or py}", how)
    row(f"{S}a = zeros(5, 8); a.t().{py}; a", f"{T}const a = zeros(5, 8); a.t().{ts or py}; a", how)
    row(f"{S}a = zeros(6, 8); a[::2, ::3].{py}; a", f"{T}const a = zeros(6, 8); a.at('::2', '::3').{ts or py}; a", how)
for dtype in ["int64", "int32", "uint8"]:
    row(f"{S}zeros(30, dtype=torch.{dtype}).geometric_(0.2)", f"{T}zeros(30, {{dtype: '{dtype}'}}).geometric_(0.2)")
near(f"{S}cat([zeros(3).log_normal_(), randn(2)])", f"{T}cat([zeros(3).logNormal_(), randn(2)])")
near(f"{S}g = Generator().manual_seed(3); cat([zeros(3).cauchy_(generator=g), zeros(3).log_normal_(generator=g), zeros(3).geometric_(0.1, generator=g)])", f"{T}const g = new Generator().manualSeed(3); cat([zeros(3).cauchy_({{generator: g}}), zeros(3).logNormal_({{generator: g}}), zeros(3).geometric_(0.1, {{generator: g}})])")

for p, ts in [
    ("f([0.1, 0.2, 0.7])", None), ("f([3, 0, 1, 5, 0, 2])", None), ("f([[0.1, 0.2, 0.7], [3, 2, 1]])", None), ("d([[1, 2, 3, 4], [4, 3, 2, 1], [0, 0, 1, 1]])", None), ("linspace(0, 1, 50)", None),
    ("m[1:].t()", "m.at('1:').t()"),
]:  # fmt: skip
    for n in [1, 2]:
        row(f"{S}multinomial({p}, {n})", f"{T}multinomial({ts or p}, {n})")
    for n in [1, 2, 25, 700]:
        row(f"{S}multinomial({p}, {n}, True)", f"{T}multinomial({ts or p}, {n}, true)")
row(f"{S}linspace(0.1, 1, 30).multinomial(30)", f"{T}linspace(0.1, 1, 30).multinomial(30)")
row(f"{S}rand(1000).multinomial(900)", f"{T}rand(1000).multinomial(900)")
row(f"{S}multinomial(f([1, 2, 3]), 9, replacement=True, generator=Generator().manual_seed(1))", f"{T}multinomial(f([1, 2, 3]), 9, {{replacement: true, generator: new Generator().manualSeed(1)}})")
row(f"{S}cat([multinomial(f([1, 2, 3]), 3), multinomial(f([1, 2, 3]), 3, True), randint(9, (3,))])", f"{T}cat([multinomial(f([1, 2, 3]), 3), multinomial(f([1, 2, 3]), 3, true), randint(9, [3])])")

# Generators of one's own, and their states.
row("g = Generator().manual_seed(1); manual_seed(2); cat([rand(2, generator=g), rand(2), rand(2, generator=g)])",
    "const g = new Generator().manualSeed(1); manualSeed(2); cat([rand(2, {generator: g}), rand(2), rand(2, {generator: g})])")
row("g = Generator(); rand(3, generator=g)", "const g = new Generator(); rand(3, {generator: g})")
near("g = Generator().manual_seed(1); cat([randn(3, generator=g), zeros(20).normal_(0, 2, generator=g), randn(1, generator=g)])",
     "const g = new Generator().manualSeed(1); cat([randn(3, {generator: g}), zeros(20).normal_(0, 2, {generator: g}), randn(1, {generator: g})])")
row("g = Generator().manual_seed(9); cat([randperm(5, generator=g), randint(9, (3,), generator=g), zeros(2, dtype=torch.int64).random_(generator=g)])",
    "const g = new Generator().manualSeed(9); cat([randperm(5, {generator: g}), randint(9, [3], {generator: g}), zeros(2, {dtype: 'int64'}).random_({generator: g})])")
row("g = Generator().manual_seed(9); zeros(30).bernoulli_(0.4, generator=g)", "const g = new Generator().manualSeed(9); zeros(30).bernoulli_(0.4, {generator: g})")
row("g = Generator().manual_seed(5); rand(700, generator=g); g.get_state()", "const g = new Generator().manualSeed(5); rand(700, {generator: g}); g.getState()")
row("g = Generator().manual_seed(5); rand(624, generator=g); g.get_state()", "const g = new Generator().manualSeed(5); rand(624, {generator: g}); g.getState()")
row("g = Generator().manual_seed(2**63); randn(1, generator=g); g.get_state()", "const g = new Generator().manualSeed(2n ** 63n); randn(1, {generator: g}); g.getState()")
row("manual_seed(5); g = Generator(); g.set_state(torch.get_rng_state()); rand(3, generator=g)", "manualSeed(5); const g = new Generator(); g.setState(getRngState()); rand(3, {generator: g})")
row("manual_seed(5); s0 = torch.get_rng_state(); rand(9); torch.set_rng_state(s0); rand(3)", "manualSeed(5); const s0 = getRngState(); rand(9); setRngState(s0); rand(3)")

write("rng", rows)

errors = []
for py, ts in [
    ("randint(5, 5, (2,))", "randint(5, 5, [2])"), ("randint(5, 3, (2,))", "randint(5, 3, [2])"), ("randint(0, (2,))", "randint(0, [2])"),
    ("randint(300, (2,), dtype=torch.uint8)", "randint(300, [2], {dtype: 'uint8'})"), ("randint(0, 2**33, (2,), dtype=torch.int32)", "randint(0, 2 ** 33, [2], {dtype: 'int32'})"),
    ("randint(-1, 3, (2,), dtype=torch.uint8)", "randint(-1, 3, [2], {dtype: 'uint8'})"), ("randint(0, 3, (2,), dtype=torch.bool)", "randint(0, 3, [2], {dtype: 'bool'})"),
    ("rand(3, dtype=torch.int64)", "rand(3, {dtype: 'int64'})"), ("randn(3, dtype=torch.int64)", "randn(3, {dtype: 'int64'})"), ("rand(3, -1)", "rand(3, -1)"), ("randn(-2)", "randn(-2)"),
    ("randperm(-1)", "randperm(-1)"), ("randperm(300, dtype=torch.uint8)", "randperm(300, {dtype: 'uint8'})"), ("randperm(3, dtype=torch.bool)", "randperm(3, {dtype: 'bool'})"),
    ("zeros(3).uniform_(2, 1)", "zeros(3).uniform_(2, 1)"), ("zeros(3).uniform_(nan, 1)", "zeros(3).uniform_(NaN, 1)"), ("zeros(3).uniform_(0, 1e39)", "zeros(3).uniform_(0, 1e39)"),
    ("k.uniform_()", "k.uniform_()"), ("k.normal_()", "k.normal_()"), ("zeros(3).normal_(0, -1)", "zeros(3).normal_(0, -1)"), ("normal(0., -1., (3,))", "normal(0, -1, [3])"),
    ("normal(f([0, 1]), f([-1, 1]))", "normal(f([0, 1]), f([-1, 1]))"), ("normal(f([0, 1]), f([1, 1, 1]))", "normal(f([0, 1]), f([1, 1, 1]))"), ("normal(i([0, 1]), i([1, 1]))", "normal(i([0, 1]), i([1, 1]))"),
    ("zeros(3).bernoulli_(1.5)", "zeros(3).bernoulli_(1.5)"), ("bernoulli(i([1, 0]))", "bernoulli(i([1, 0]))"), ("zeros(3).bernoulli_(f([0.5, 0.2]))", "zeros(3).bernoulli_(f([0.5, 0.2]))"),
    ("zeros(3).exponential_(-1)", "zeros(3).exponential_(-1)"), ("zeros(3).exponential_(0)", "zeros(3).exponential_(0)"), ("k.exponential_()", "k.exponential_()"),
    ("zeros(1).expand(3).uniform_()", "zeros(1).expand(3).uniform_()"), ("zeros(3).random_(5, 5)", "zeros(3).random_(5, 5)"), ("zeros(3).random_(-5)", "zeros(3).random_(-5)"),
    ("u([0, 0]).random_(300)", "u([0, 0]).random_(300)"), ("zeros(3, requires_grad=True).uniform_()", "zeros(3, {requiresGrad: true}).uniform_()"), ("rand_like(k)", "randLike(k)"),
    ("zeros(4).cauchy_(0, -1)", "zeros(4).cauchy_(0, -1)"), ("zeros(4).cauchy_(0, 0)", "zeros(4).cauchy_(0, 0)"), ("k.cauchy_()", "k.cauchy_()"), ("zeros(4).log_normal_(0, -1)", "zeros(4).logNormal_(0, -1)"), ("k.log_normal_()", "k.logNormal_()"),
    ("zeros(4).geometric_(0)", "zeros(4).geometric_(0)"), ("zeros(4).geometric_(1)", "zeros(4).geometric_(1)"), ("b([True]).geometric_(0.5)", "b([true]).geometric_(0.5)"), ("zeros(2).geometric_()", "zeros(2).geometric_()"),
    ("zeros(2, requires_grad=True).cauchy_()", "zeros(2, {requiresGrad: true}).cauchy_()"), ("(zeros(2, requires_grad=True) * 1).cauchy_().grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).cauchy_().gradFn.name()"),
    ("(zeros(2, requires_grad=True) * 1).log_normal_().grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).logNormal_().gradFn.name()"), ("(zeros(2, requires_grad=True) * 1).geometric_(0.5).grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).geometric_(0.5).gradFn.name()"),
    ("multinomial(f([1, 2]), 3)", "multinomial(f([1, 2]), 3)"), ("multinomial(f([1, -2]), 1)", "multinomial(f([1, -2]), 1)"), ("multinomial(f([1, -2]), 2, True)", "multinomial(f([1, -2]), 2, true)"), ("multinomial(f([nan, 1]), 1)", "multinomial(f([NaN, 1]), 1)"),
    ("multinomial(f([inf, 1]), 2, True)", "multinomial(f([Infinity, 1]), 2, true)"), ("multinomial(f([0, 0]), 1)", "multinomial(f([0, 0]), 1)"), ("multinomial(f([0, 0]), 2, True)", "multinomial(f([0, 0]), 2, true)"), ("multinomial(f([1]), 0)", "multinomial(f([1]), 0)"),
    ("multinomial(i([1, 2]), 1)", "multinomial(i([1, 2]), 1)"), ("multinomial(zeros(2, 2, 2), 1)", "multinomial(zeros(2, 2, 2), 1)"), ("multinomial(tensor(1.), 1)", "multinomial(tensor(1), 1)"), ("multinomial(zeros(0, 3), 2)", "multinomial(zeros(0, 3), 2)"),
    ("manual_seed(2**64)", "manualSeed(2n ** 64n)"), ("manual_seed(-2**63 - 1)", "manualSeed(-(2n ** 63n) - 1n)"), ("(zeros(2, requires_grad=True) * 1).uniform_().grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).uniform_().gradFn.name()"),
    ("(zeros(2, requires_grad=True) * 1).normal_().grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).normal_().gradFn.name()"), ("(zeros(2, requires_grad=True) * 1).bernoulli_().grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).bernoulli_().gradFn.name()"),
    ("(zeros(2, requires_grad=True) * 1).random_().grad_fn.name()", "zeros(2, {requiresGrad: true}).mul(1).random_().gradFn.name()"), ("bernoulli(zeros(2, requires_grad=True)).grad_fn.name()", "bernoulli(zeros(2, {requiresGrad: true})).gradFn.name()"),
    ("Generator().manual_seed(-1).initial_seed() == 2**64 - 1", "new Generator().manualSeed(-1).initialSeed() === 2n ** 64n - 1n"), ("Generator().initial_seed()", "new Generator().initialSeed()"), ("manual_seed(6).initial_seed()", "manualSeed(6).initialSeed()"),
    ("manual_seed(6); initial_seed()", "manualSeed(6); initialSeed()"), ("rand(0, 3)", "rand(0, 3)"), ("randn(0).shape", "randn(0).shape"), ("randint(5, (0,))", "randint(5, [0])"), ("rand(2, 0).uniform_()", "rand(2, 0).uniform_()"), ("randn(2, requires_grad=True).requires_grad", "randn(2, {requiresGrad: true}).requiresGrad"),
]:  # fmt: skip
    errors.append([py, ts, outcome(py)])
write("rng_errors", errors)
