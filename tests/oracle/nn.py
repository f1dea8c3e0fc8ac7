"""torch.nn under seeds: what layers print, compute, refuse, and the gradients that they leave."""

from table import Table

row = Table("nn")

SEED, TS_SEED = "manual_seed(0); ", "manualSeed(0); "
X = "linspace(-2, 2, 12).view(3, 4)"
C = "i([1, 0, 3])"


def seeded(py, ts):
    row(SEED + py, TS_SEED + ts)


# Linear: weights under a seed, products of any rank, and what it refuses.
seeded("nn.Linear(4, 3).weight", "new nn.Linear(4, 3).weight")
seeded("nn.Linear(4, 3).bias", "new nn.Linear(4, 3).bias")
seeded("nn.Linear(784, 50).weight", "new nn.Linear(784, 50).weight")
seeded("nn.Linear(4, 3)(m)", "new nn.Linear(4, 3)(m)")
seeded("nn.Linear(4, 3)(m[0])", "new nn.Linear(4, 3)(m.at(0))")
seeded("nn.Linear(4, 3)(m.expand(2, 3, 4))", "new nn.Linear(4, 3)(m.expand(2, 3, 4))")
seeded("nn.Linear(4, 3, bias=False)(m)", "new nn.Linear(4, 3, {bias: false})(m)")
seeded("nn.Linear(4, 3, False)(m.expand(2, 3, 4)).detach()", "new nn.Linear(4, 3, false)(m.expand(2, 3, 4)).detach()")
seeded("nn.Linear(3, 2)(m.t())", "new nn.Linear(3, 2)(m.t())")
seeded("l = nn.Linear(4, 2); l(m).sum().backward(); [l.weight.grad, l.bias.grad]", "const l = new nn.Linear(4, 2); l(m).sum().backward(); [l.weight.grad, l.bias.grad]")
seeded("l = nn.Linear(4, 2).double(); x = m.double().requires_grad_(); l(x.expand(2, 3, 4)).square().sum().backward(); [x.grad, l.weight.grad, l.bias.grad]",
       "const l = new nn.Linear(4, 2).double(); const x = m.double().requiresGrad_(); l(x.expand(2, 3, 4)).square().sum().backward(); [x.grad, l.weight.grad, l.bias.grad]")
row("F.linear(m, ones(2, 4), f([1, 2]))"), row("F.linear(m, ones(2, 4))"), row("F.linear(m[0], ones(2, 4), f([1, 2]))", "F.linear(m.at(0), ones(2, 4), f([1, 2]))")
row.error("nn.Linear(784, 50)(zeros(5, 10))", "new nn.Linear(784, 50)(zeros(5, 10))")
row.error("nn.Linear(4, 3)(zeros(2, 3, 5))", "new nn.Linear(4, 3)(zeros(2, 3, 5))")
row.error("nn.Linear(4, 3)(zeros(5))", "new nn.Linear(4, 3)(zeros(5))")
row.error("nn.Linear(4, 3)(k)", "new nn.Linear(4, 3)(k)")
row.error("F.linear(m, ones(2, 3), f([1, 2]))"), row.error("F.linear(m, ones(2, 4), f([1, 2, 3]))"), row.error("F.linear(tensor(1.), ones(2, 4))", "F.linear(tensor(1), ones(2, 4))")
row("str(nn.Linear(2, 3))", "String(new nn.Linear(2, 3))"), row("str(nn.Linear(2, 3, bias=False))", "String(new nn.Linear(2, 3, {bias: false}))")
row("F.linear(m, zeros(2, 4, requires_grad=True), zeros(2)).grad_fn.name()", "F.linear(m, zeros(2, 4, {requiresGrad: true}), zeros(2)).gradFn.name()")

# Sequential.
MLP, TS_MLP = "nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 2))", "new nn.Sequential(new nn.Linear(4, 5), new nn.ReLU(), new nn.Linear(5, 2))"
seeded(f"{MLP}(m)", f"{TS_MLP}(m)")
seeded(f"{MLP}[2].weight", f"{TS_MLP}.at(2).weight")
seeded(f"{MLP}[-1].bias", f"{TS_MLP}.at(-1).bias")
row(f"len({MLP})", f"{TS_MLP}.length"), row(f"str({MLP})", f"String({TS_MLP})")
row(f"list({MLP}.state_dict())", f"Object.keys({TS_MLP}.stateDict())")
row(f"[n for n, p in {MLP}.named_parameters()]", f"[...{TS_MLP}.namedParameters()].map(([n]) => n)")
row.error(f"{MLP}(zeros(3, 5))", f"{TS_MLP}(zeros(3, 5))")
seeded(f"l = {MLP}; F.cross_entropy(l(m), i([0, 1, 1])).backward(); [p.grad for p in l.parameters()]",
       f"const l = {TS_MLP}; F.crossEntropy(l(m), i([0, 1, 1])).backward(); [...l.parameters()].map(p => p.grad)")
row("nn.Identity(54, unused=1)(m)", "new nn.Identity(54)(m)"), row("nn.ReLU()(m - 3)", "new nn.ReLU()(m.sub(3))")
row("a = m - 3; nn.ReLU(inplace=True)(a); a", "const a = m.sub(3); new nn.ReLU({inplace: true})(a); a")
row("str(nn.ReLU(inplace=True))", "String(new nn.ReLU({inplace: true}))"), row("str(nn.ReLU())", "String(new nn.ReLU())")

# Losses of numbers.
for name, ts in [("mse_loss", "mseLoss"), ("l1_loss", "l1Loss"), ("smooth_l1_loss", "smoothL1Loss"), ("huber_loss", "huberLoss")]:
    row(f"F.{name}(m, m * 1.5 - 1)", f"F.{ts}(m, m.mul(1.5).sub(1))")
    for how in ["sum", "none", "mean"]:
        row(f"x = m.clone().requires_grad_(); l = F.{name}(x, m * 1.5 - 1, reduction='{how}'); l.sum().backward(); [l, x.grad]",
            f"const x = m.clone().requiresGrad_(); const l = F.{ts}(x, m.mul(1.5).sub(1), {{reduction: '{how}'}}); l.sum().backward(); [l, x.grad]")
    row(f"x = f([1, 2, 3, 5]).requires_grad_(); F.{name}(m, x).backward(); x.grad", f"const x = f([1, 2, 3, 5]).requiresGrad_(); F.{ts}(m, x).backward(); x.grad")
    row.error(f"F.{name}(m, f([1, 2]))", f"F.{ts}(m, f([1, 2]))")
    row.error(f"F.{name}(m, m, reduction='max')", f"F.{ts}(m, m, {{reduction: 'max'}})")
row("F.mse_loss(zeros(3, 1), ones(3))", "F.mseLoss(zeros(3, 1), ones(3))"), row("nn.MSELoss()(m, m + 2)", "new nn.MSELoss()(m, m.add(2))")
row("nn.MSELoss(reduction='sum')(m, m + 2)", "new nn.MSELoss({reduction: 'sum'})(m, m.add(2))")
row("F.smooth_l1_loss(m, m * 1.5, beta=0.5)", "F.smoothL1Loss(m, m.mul(1.5), {beta: 0.5})"), row("F.smooth_l1_loss(m, m * 1.5, beta=0.)", "F.smoothL1Loss(m, m.mul(1.5), {beta: 0})")
row("F.huber_loss(m, m * 1.5, delta=2.)", "F.huberLoss(m, m.mul(1.5), {delta: 2})"), row.error("F.huber_loss(m, m, delta=0.)", "F.huberLoss(m, m, {delta: 0})")
row.error("F.smooth_l1_loss(m, m, beta=-1.)", "F.smoothL1Loss(m, m, {beta: -1})")

# Losses of classes.
row(f"F.cross_entropy({X}, {C})", f"F.crossEntropy({X}, {C})"), row(f"F.nll_loss({X}, {C})", f"F.nllLoss({X}, {C})")
row(f"F.nll_loss(F.log_softmax({X}, 1), {C})", f"F.nllLoss(F.logSoftmax({X}, 1), {C})")
W, TS_W = "f([0.5, 1, 2, 4])", "f([0.5, 1, 2, 4])"
for how in ["sum", "none", "mean"]:
    for options, ts_options in [("", ""), (f", weight={W}", f", weight: {TS_W}"), (", ignore_index=0", ", ignoreIndex: 0"), (f", weight={W}, ignore_index=3", f", weight: {TS_W}, ignoreIndex: 3")]:
        for name, ts in [("nll_loss", "nllLoss"), ("cross_entropy", "crossEntropy")]:
            row(f"x = {X}.clone().requires_grad_(); l = F.{name}(x, {C}{options}, reduction='{how}'); l.sum().backward(); [l, x.grad]",
                f"const x = {X}.clone().requiresGrad_(); const l = F.{ts}(x, {C}, {{reduction: '{how}'{ts_options}}}); l.sum().backward(); [l, x.grad]")
        row(f"x = {X}.clone().requires_grad_(); l = F.cross_entropy(x, {C}{options}, reduction='{how}', label_smoothing=0.1); l.sum().backward(); [l.detach(), x.grad]",
            f"const x = {X}.clone().requiresGrad_(); const l = F.crossEntropy(x, {C}, {{reduction: '{how}'{ts_options}, labelSmoothing: 0.1}}); l.sum().backward(); [l.detach(), x.grad]")
    row(f"x = {X}.clone().requires_grad_(); l = F.cross_entropy(x, F.softmax(m, 1), reduction='{how}'); l.sum().backward(); [l.detach(), x.grad]",
        f"const x = {X}.clone().requiresGrad_(); const l = F.crossEntropy(x, F.softmax(m, 1), {{reduction: '{how}'}}); l.sum().backward(); [l.detach(), x.grad]")
    row(f"F.cross_entropy(linspace(-1, 1, 24).view(2, 3, 4), i([[0, 1, 2, 0], [2, 2, 1, 1]]), reduction='{how}')", f"F.crossEntropy(linspace(-1, 1, 24).view(2, 3, 4), i([[0, 1, 2, 0], [2, 2, 1, 1]]), {{reduction: '{how}'}})")
row(f"F.cross_entropy({X}, F.softmax(m, 1), weight={W}, label_smoothing=0.2)", f"F.crossEntropy({X}, F.softmax(m, 1), {{weight: {TS_W}, labelSmoothing: 0.2}})")
row("F.cross_entropy(m[0], tensor(2))", "F.crossEntropy(m.at(0), tensor(2n))"), row("F.nll_loss(m[0], tensor(2))", "F.nllLoss(m.at(0), tensor(2n))")
row(f"F.cross_entropy({X}, i([0, 0, 0]), ignore_index=0)", f"F.crossEntropy({X}, i([0, 0, 0]), {{ignoreIndex: 0}})")
row(f"F.cross_entropy({X}.double(), {C})", f"F.crossEntropy({X}.double(), {C})")
row("F.cross_entropy(zeros(3, 5, requires_grad=True), i([0, 1, 2])).grad_fn.name()", "F.crossEntropy(zeros(3, 5, {requiresGrad: true}), i([0, 1, 2])).gradFn.name()")
row.error("F.cross_entropy(zeros(3, 5), i([0, 1]))", "F.crossEntropy(zeros(3, 5), i([0, 1]))"), row.error("F.cross_entropy(zeros(3, 5), i([0, 1, 9]))", "F.crossEntropy(zeros(3, 5), i([0, 1, 9]))")
row.error("F.cross_entropy(zeros(3, 5), f([0, 1, 2]))", "F.crossEntropy(zeros(3, 5), f([0, 1, 2]))"), row.error("F.nll_loss(zeros(3, 5), i([0, 1]))", "F.nllLoss(zeros(3, 5), i([0, 1]))")
row.error("F.nll_loss(zeros(3, 5), i([0, 1, 5]))", "F.nllLoss(zeros(3, 5), i([0, 1, 5]))"), row.error("F.nll_loss(zeros(3, 5), i([0, 1, -1]))", "F.nllLoss(zeros(3, 5), i([0, 1, -1]))")
row.error(f"F.cross_entropy({X}, {C}, weight=f([1, 2]))", f"F.crossEntropy({X}, {C}, {{weight: f([1, 2])}})"), row.error(f"F.cross_entropy({X}, {C}, label_smoothing=2.)", f"F.crossEntropy({X}, {C}, {{labelSmoothing: 2}})")
row.error("F.cross_entropy(zeros(2, 3, 4), i([[0, 1], [1, 0]]))", "F.crossEntropy(zeros(2, 3, 4), i([[0, 1], [1, 0]]))")
row.error("F.cross_entropy(zeros(3, 5), i([[0], [1], [2]]))", "F.crossEntropy(zeros(3, 5), i([[0], [1], [2]]))")

row("F.softmax(m, 1)"), row("F.softmax(m, dim=0)", "F.softmax(m, {dim: 0})"), row("F.log_softmax(m, -1)", "F.logSoftmax(m, -1)"), row("F.log_softmax(m, dim=1, dtype=torch.float64)", "F.logSoftmax(m, {dim: 1, dtype: 'float64'})")
row("F.relu(m - 4)", "F.relu(m.sub(4))")

import nn_more  # noqa: E402

nn_more.add(row, seeded)
row.write()
