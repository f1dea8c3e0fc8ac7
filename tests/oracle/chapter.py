"""Long seeded runs, as the lessons make them: matmul by hand and by library, the growth and decay of activations."""

from table import Table

row = Table("chapter")

# Sums of 784 floats differ in the last printed digit from one order of summation to the next, in PyTorch too: rounded.
MATRICES = "manual_seed(42); m1 = randn(5, 784); m2 = randn(784, 10); "
TS = "manualSeed(42); const m1 = randn(5, 784); const m2 = randn(784, 10); "
row(MATRICES + "(m1 @ m2).round(decimals=1)", TS + "m1.matmul(m2).round({decimals: 1})")
row(MATRICES + "einsum('ik,kj->ij', m1, m2).round(decimals=1)", TS + "einsum('ik,kj->ij', m1, m2).round({decimals: 1})")
row(MATRICES + "(m1[0, :, None] * m2).sum(0).round(decimals=1)", TS + "m1.at(0, ':', null).mul(m2).sum(0).round({decimals: 1})")
row(MATRICES + "(m1[:, :, None] * m2[None]).sum(1).round(decimals=1)", TS + "m1.at(':', ':', null).mul(m2.at(null)).sum(1).round({decimals: 1})")
row(MATRICES + "torch.stack([torch.stack([(m1[r] * m2[:, c]).sum() for c in range(10)]) for r in range(5)]).round(decimals=1)",
    TS + "stack([...m1].map((r) => stack([...m2.t()].map((c) => r.mul(c).sum())))).round({decimals: 1})")
row(MATRICES + "m1.mean(), m1.std(), m2.mean(1)[:4], m2.std(0)", TS + "[m1.mean(), m1.std(), m2.mean(1).at(':4'), m2.std(0)]")

X = "manual_seed(42); x = randn(200, 100)"
for scale, ts in [("", ""), (" * 0.01", ".mul(0.01)"), (" * 0.1", ".mul(0.1)")]:
    loop = f"\nfor n in range(50): x = x @ (randn(100, 100){scale})\n"
    ts_loop = f"manualSeed(42); let x = randn(200, 100); for (let n = 0; n < 50; n++) x = x.matmul(randn(100, 100){ts}); "
    row(f"{X}{loop}x[0:5, 0:5].round(decimals=2)", f"{ts_loop}x.at('0:5', '0:5').round({{decimals: 2}})")
    row(f"{X}{loop}x.mean(), x.std(), x.isnan().any()", f"{ts_loop}[x.mean(), x.std(), x.isnan().any()]")
for scale, ts in [("0.1", "0.1"), ("(2 / 100) ** 0.5", "Math.sqrt(2 / 100)")]:
    loop = f"\nfor n in range(50): x = (x @ (randn(100, 100) * {scale})).clamp_min(0.)\n"
    ts_loop = f"manualSeed(42); let x = randn(200, 100); for (let n = 0; n < 50; n++) x = x.matmul(randn(100, 100).mul({ts})).clampMin(0); "
    row(f"{X}{loop}x[0:5, 0:5].round(decimals=2)", f"{ts_loop}x.at('0:5', '0:5').round({{decimals: 2}})")
    row(f"{X}{loop}x.mean(), x.std()", f"{ts_loop}[x.mean(), x.std()]")
row("""manual_seed(42); x = randn(200, 100)
first = -1
for n in range(50):
    x = x @ randn(100, 100)
    if first < 0 and not x.isfinite().all(): first = n
first""", "manualSeed(42); let x = randn(200, 100); let first = -1; for (let n = 0; n < 50; n++) { x = x.matmul(randn(100, 100)); if (first < 0 && !x.isfinite().all().item()) first = n }; first")
row("manual_seed(42); x = randn(200, 100); w1 = randn(100, 50) * (2 / 100) ** 0.5; w2 = randn(50, 1) * (2 / 50) ** 0.5; y = randn(200); l1 = (x @ w1).clamp_min(0.); l2 = l1 @ w2; l1.mean(), l1.std(), l2.std(), (l2[:, 0] - y).pow(2).mean()",
    "manualSeed(42); const x = randn(200, 100); const w1 = randn(100, 50).mul(Math.sqrt(2 / 100)); const w2 = randn(50, 1).mul(Math.sqrt(2 / 50)); const y = randn(200); const l1 = x.matmul(w1).clampMin(0); const l2 = l1.matmul(w2); [l1.mean(), l1.std(), l2.std(), l2.at(':', 0).sub(y).pow(2).mean()]")

row.write()
