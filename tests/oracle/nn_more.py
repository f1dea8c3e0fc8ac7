"""More rows of nn.py: activations, losses of probabilities, containers, modules."""

V = "linspace(-4, 4, 12).view(3, 4)"
MLP, TS_MLP = "nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 2))", "new nn.Sequential(new nn.Linear(4, 5), new nn.ReLU(), new nn.Linear(5, 2))"

ACTIVATIONS = [
    ("leaky_relu", "leakyRelu"), ("elu", "elu"), ("celu", "celu"), ("selu", "selu"), ("gelu", "gelu"), ("silu", "silu"), ("mish", "mish"), ("softplus", "softplus"),
    ("hardtanh", "hardtanh"), ("relu6", "relu6"), ("hardsigmoid", "hardsigmoid"), ("hardswish", "hardswish"), ("logsigmoid", "logsigmoid"), ("softsign", "softsign"),
    ("tanhshrink", "tanhshrink"), ("hardshrink", "hardshrink"), ("softshrink", "softshrink"), ("sigmoid", "sigmoid"), ("tanh", "tanh"), ("relu", "relu"),
]
OPTIONS = [
    ("leaky_relu", "leakyRelu", "0.2", "0.2"), ("leaky_relu", "leakyRelu", "negative_slope=0.3", "{negativeSlope: 0.3}"), ("elu", "elu", "alpha=0.5", "{alpha: 0.5}"), ("celu", "celu", "alpha=2.", "{alpha: 2}"),
    ("gelu", "gelu", "approximate='tanh'", "{approximate: 'tanh'}"), ("softplus", "softplus", "beta=2, threshold=3", "{beta: 2, threshold: 3}"), ("hardtanh", "hardtanh", "-2., 1.", "-2, 1"),
    ("hardshrink", "hardshrink", "1.", "1"), ("softshrink", "softshrink", "lambd=1.", "{lambd: 1}"), ("threshold", "threshold", "0.5, 7.", "0.5, 7"), ("prelu", "prelu", "f([0.1])", "f([0.1])"),
    ("prelu", "prelu", "f([0.1, 0.2, 0.3, 0.4])", "f([0.1, 0.2, 0.3, 0.4])"), ("glu", "glu", "1", "1"), ("softmin", "softmin", "1", "1"),
]
MODULES = [
    ("nn.LeakyReLU(0.1)", "new nn.LeakyReLU(0.1)"), ("nn.LeakyReLU(inplace=True)", "new nn.LeakyReLU({inplace: true})"), ("nn.ELU()", "new nn.ELU()"), ("nn.CELU(alpha=0.5)", "new nn.CELU({alpha: 0.5})"), ("nn.SELU()", "new nn.SELU()"),
    ("nn.GELU()", "new nn.GELU()"), ("nn.GELU('tanh')", "new nn.GELU('tanh')"), ("nn.SiLU()", "new nn.SiLU()"), ("nn.Mish()", "new nn.Mish()"), ("nn.Sigmoid()", "new nn.Sigmoid()"), ("nn.Tanh()", "new nn.Tanh()"),
    ("nn.Softplus()", "new nn.Softplus()"), ("nn.Softsign()", "new nn.Softsign()"), ("nn.Softmax(dim=1)", "new nn.Softmax({dim: 1})"), ("nn.LogSoftmax(dim=1)", "new nn.LogSoftmax({dim: 1})"), ("nn.Hardtanh()", "new nn.Hardtanh()"),
    ("nn.PReLU()", "new nn.PReLU()"), ("nn.PReLU(4)", "new nn.PReLU(4)"), ("nn.ReLU6()", "new nn.ReLU6()"), ("nn.Hardsigmoid()", "new nn.Hardsigmoid()"), ("nn.Hardswish()", "new nn.Hardswish()"),
    ("nn.LogSigmoid()", "new nn.LogSigmoid()"), ("nn.Tanhshrink()", "new nn.Tanhshrink()"), ("nn.Flatten(0)", "new nn.Flatten(0)"), ("nn.Flatten()", "new nn.Flatten()"), ("nn.Unflatten(1, (2, 2))", "new nn.Unflatten(1, [2, 2])"),
    ("nn.Dropout(0.)", "new nn.Dropout(0)"), ("nn.Identity()", "new nn.Identity()"),
    ("nn.Hardshrink()", "new nn.Hardshrink()"), ("nn.Softshrink(0.3)", "new nn.Softshrink(0.3)"), ("nn.Threshold(0.1, 20)", "new nn.Threshold(0.1, 20)"), ("nn.GLU()", "new nn.GLU()"), ("nn.GLU(dim=1)", "new nn.GLU({dim: 1})"),
    ("nn.Softmin(dim=1)", "new nn.Softmin({dim: 1})"),
]
IMAGES = [
    ("nn.Upsample(scale_factor=2)", "new nn.Upsample({scaleFactor: 2})"), ("nn.Upsample(size=4)", "new nn.Upsample({size: 4})"), ("nn.Upsample((4, 5))", "new nn.Upsample([4, 5])"), ("nn.Upsample(scale_factor=(2, 3))", "new nn.Upsample({scaleFactor: [2, 3]})"),
    ("nn.ZeroPad2d(2)", "new nn.ZeroPad2d(2)"), ("nn.ZeroPad2d((1, 0, 2, 3))", "new nn.ZeroPad2d([1, 0, 2, 3])"), ("nn.ConstantPad2d(1, 3.5)", "new nn.ConstantPad2d(1, 3.5)"),
    ("nn.Unfold(2)", "new nn.Unfold(2)"), ("nn.Unfold((2, 1), stride=2)", "new nn.Unfold([2, 1], {stride: 2})"),
]
# s is a Sequential of four modules, whose weights are seeded.
CONTAINERS = [
    ("s.insert(1, nn.Tanh()); str(s)", "s.insert(1, new nn.Tanh()); String(s)"), ("s.insert(-1, nn.Tanh()); str(s)", "s.insert(-1, new nn.Tanh()); String(s)"), ("s.extend([nn.ReLU(), nn.Tanh()]); str(s)", "s.extend([new nn.ReLU(), new nn.Tanh()]); String(s)"),
    ("p = s.pop(0); [str(p), str(s)]", "const p = s.pop(0); [String(p), String(s)]"), ("str(s[1:3])", "String(s.slice(1, 3))"), ("str(s[:-1])", "String(s.slice(0, -1))"), ("s[:2](m).detach()", "s.slice(0, 2)(m).detach()"),
    ("s.insert(9, nn.Tanh())", "s.insert(9, new nn.Tanh())"), ("s.pop(7)", None), ("l = nn.ModuleList([nn.ReLU(), nn.Tanh()]); p = l.pop(0); [str(p), str(l)]", "const l = new nn.ModuleList([new nn.ReLU(), new nn.Tanh()]); const p = l.pop(0); [String(p), String(l)]"),
    ("d = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()}); p = d.pop('a'); [str(p), str(d)]", "const d = new nn.ModuleDict({a: new nn.ReLU(), b: new nn.Tanh()}); const p = d.pop('a'); [String(p), String(d)]"),
    ("[s.get_parameter('0.weight').shape, str(s.get_submodule('1')), s.get_buffer('3.running_mean')]", "[s.getParameter('0.weight').shape, String(s.getSubmodule('1')), s.getBuffer('3.running_mean'.replace('_m', 'M'))]"),
    ("s.load_state_dict({'0.weight': zeros(3, 1), 'x': zeros(1), '0.bias': zeros(2, 2), 'y.z': zeros(1)})", "s.loadStateDict({'0.weight': zeros(3, 1), 'x': zeros(1), '0.bias': zeros(2, 2), 'y.z': zeros(1)})"),
    ("k = s.state_dict(); del k['3.num_batches_tracked']; r = s.load_state_dict(dict(k)); r.missing_keys", "const k = s.stateDict(); delete k['3.num_batches_tracked']; const r = s.loadStateDict(k); r.missingKeys"),
]
LOSSES = ["MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss", "BCELoss", "BCEWithLogitsLoss", "KLDivLoss", "NLLLoss", "CrossEntropyLoss"]


def add(row, seeded):
    for name, ts in ACTIVATIONS:
        # In double where float32 leaves few digits of small results.
        x = V.replace(".view", ".double().view") if name in ("gelu", "elu", "celu", "selu") else V
        row(f"x = {x}.requires_grad_(); y = F.{name}(x); y.sum().backward(); [y, x.grad]", f"const x = {x}.requiresGrad_(); const y = F.{ts}(x); y.sum().backward(); [y, x.grad]")
    for name, ts, options, ts_options in OPTIONS:
        x = V.replace(".view", ".double().view") if name in ("gelu", "elu", "celu") else V
        row(f"x = {x}.requires_grad_(); y = F.{name}(x, {options}).square(); y.sum().backward(); [y.detach(), x.grad]",
            f"const x = {x}.requiresGrad_(); const y = F.{ts}(x, {ts_options}).square(); y.sum().backward(); [y.detach(), x.grad]")
    row("F.softplus(f([20., -100]))", "F.softplus(f([20, -100]))"), row("F.logsigmoid(f([20., -100]))", "F.logsigmoid(f([20, -100]))")
    row.error("F.gelu(k)"), row.error("F.leaky_relu(k)", "F.leakyRelu(k)"), row.error("F.glu(zeros(3, 3))"), row.error("F.prelu(m, f([1, 2]))"), row.error("F.softshrink(m, -1.)", "F.softshrink(m, -1)")
    for inplace, ts in [("leaky_relu", "leakyRelu"), ("silu", "silu"), ("hardtanh", "hardtanh")]:
        row(f"x = {V}.clone(); F.{inplace}(x, inplace=True); x", f"const x = {V}.clone(); F.{ts}(x, {{inplace: true}}); x")
        row(f"x = {V}.requires_grad_(); y = x * 2; F.{inplace}(y, inplace=True); y.sum().backward(); x.grad", f"const x = {V}.requiresGrad_(); const y = x.mul(2); F.{ts}(y, {{inplace: true}}); y.sum().backward(); x.grad")
    for py, ts in MODULES:
        row(f"str({py})", f"String({ts})")
        if "GELU" not in py:
            row(f"({py})({V}).detach()", f"({ts})({V}).detach()")
    for py, ts in IMAGES:
        x = "arange(24.).view(1, 2, 3, 4)"
        row(f"str({py})", f"String({ts})")
        row(f"({py})({x})", f"({ts})({x.replace('24.', '24')})")
    row("str(nn.Fold((3, 3), 2))", "String(new nn.Fold([3, 3], 2))")
    row("nn.Fold((3, 3), 2)(arange(16.).view(1, 4, 4))", "new nn.Fold([3, 3], 2)(arange(16).view(1, 4, 4))")
    for py, ts in CONTAINERS:
        seeded(f"s = nn.Sequential(nn.Linear(4, 2), nn.ReLU(), nn.Dropout(0.), nn.BatchNorm1d(2)); {py}", f"const s = new nn.Sequential(new nn.Linear(4, 2), new nn.ReLU(), new nn.Dropout(0), new nn.BatchNorm1d(2)); {ts or py}")
    row.error("nn.Dropout(1.5)", "new nn.Dropout(1.5)"), row("str(nn.Dropout(0.5))", "String(new nn.Dropout(0.5))"), row("str(nn.Softmax())", "String(new nn.Softmax())")
    row("nn.Flatten()(zeros(2, 3, 4))", "new nn.Flatten()(zeros(2, 3, 4))"), row("nn.Flatten(0, 1)(zeros(2, 3, 4))", "new nn.Flatten(0, 1)(zeros(2, 3, 4))"), row("nn.Unflatten(1, (2, -1))(m)", "new nn.Unflatten(1, [2, -1])(m)")

    # Dropout draws as PyTorch does.
    seeded("F.dropout(ones(3, 7), 0.3)", "F.dropout(ones(3, 7), 0.3)"), seeded("nn.Dropout(0.5)(ones(4, 4))", "new nn.Dropout(0.5)(ones(4, 4))"), seeded("nn.Dropout(0.5).eval()(ones(2, 2))", "new nn.Dropout(0.5).eval()(ones(2, 2))")
    seeded("x = ones(3, 4, requires_grad=True); y = F.dropout(x, 0.5); y.sum().backward(); [y, x.grad]", "const x = ones(3, 4, {requiresGrad: true}); const y = F.dropout(x, 0.5); y.sum().backward(); [y, x.grad]")
    seeded("F.dropout(ones(2, 3), training=False)", "F.dropout(ones(2, 3), {training: false})"), row("F.dropout(ones(2), 1.)", "F.dropout(ones(2), 1)"), seeded("nn.Dropout2d(0.5)(ones(2, 3, 2, 2))", "new nn.Dropout2d(0.5)(ones(2, 3, 2, 2))")
    row.error("F.dropout(m, 2.)", "F.dropout(m, 2)")

    # Losses of probabilities.
    P, T = "F.sigmoid(linspace(-4, 4, 12).view(3, 4))", "i([[1, 0, 1, 1], [0, 0, 1, 0], [1, 1, 1, 0]]).float()"
    for how in ["mean", "sum", "none"]:
        row(f"x = {P}.requires_grad_(); l = F.binary_cross_entropy(x, {T}, reduction='{how}'); l.sum().backward(); [l, x.grad]",
            f"const x = {P}.requiresGrad_(); const l = F.binaryCrossEntropy(x, {T}, {{reduction: '{how}'}}); l.sum().backward(); [l, x.grad]")
        row(f"x = {V}.requires_grad_(); l = F.binary_cross_entropy_with_logits(x, {T}, reduction='{how}'); l.sum().backward(); [l, x.grad]",
            f"const x = {V}.requiresGrad_(); const l = F.binaryCrossEntropyWithLogits(x, {T}, {{reduction: '{how}'}}); l.sum().backward(); [l, x.grad]")
        row(f"x = F.log_softmax({V}, 1).detach().requires_grad_(); l = F.kl_div(x, F.softmax(m, 1), reduction='{how}'); l.sum().backward(); [l.detach(), x.grad]",
            f"const x = F.logSoftmax({V}, 1).detach().requiresGrad_(); const l = F.klDiv(x, F.softmax(m, 1), {{reduction: '{how}'}}); l.sum().backward(); [l.detach(), x.grad]")
    row(f"x = {V}.requires_grad_(); l = F.binary_cross_entropy_with_logits(x, {T}, weight=f([1, 2, 3, 4]), pos_weight=f([2, 1, 0.5, 3])); l.backward(); [l, x.grad]",
        f"const x = {V}.requiresGrad_(); const l = F.binaryCrossEntropyWithLogits(x, {T}, {{weight: f([1, 2, 3, 4]), posWeight: f([2, 1, 0.5, 3])}}); l.backward(); [l, x.grad]")
    row(f"F.kl_div(F.log_softmax({V}, 1), F.log_softmax(m, 1), reduction='batchmean', log_target=True)", f"F.klDiv(F.logSoftmax({V}, 1), F.logSoftmax(m, 1), {{reduction: 'batchmean', logTarget: true}})")
    row("F.binary_cross_entropy(f([0, 1, 1]), f([1, 0, 1]))", "F.binaryCrossEntropy(f([0, 1, 1]), f([1, 0, 1]))"), row("F.binary_cross_entropy_with_logits(f([500, -500]), f([0, 1]))", "F.binaryCrossEntropyWithLogits(f([500, -500]), f([0, 1]))")
    row.error("F.binary_cross_entropy(f([2]), f([1]))", "F.binaryCrossEntropy(f([2]), f([1]))"), row.error("F.binary_cross_entropy(f([0.5]), f([1, 1]))", "F.binaryCrossEntropy(f([0.5]), f([1, 1]))")
    row.error("F.binary_cross_entropy_with_logits(f([0.5]), f([1, 1]))", "F.binaryCrossEntropyWithLogits(f([0.5]), f([1, 1]))")
    for loss in LOSSES:
        row(f"str(nn.{loss}())", f"String(new nn.{loss}())")
    row(f"nn.CrossEntropyLoss(label_smoothing=0.1)({V}, i([0, 1, 2]))", f"new nn.CrossEntropyLoss({{labelSmoothing: 0.1}})({V}, i([0, 1, 2]))"), row(f"nn.NLLLoss(ignore_index=1)({V}, i([0, 1, 2]))", f"new nn.NLLLoss({{ignoreIndex: 1}})({V}, i([0, 1, 2]))")
    row(f"nn.CrossEntropyLoss(weight=f([1, 2, 3, 4]), reduction='sum')({V}, i([0, 1, 2]))", f"new nn.CrossEntropyLoss({{weight: f([1, 2, 3, 4]), reduction: 'sum'}})({V}, i([0, 1, 2]))")
    row("list(nn.CrossEntropyLoss(weight=f([1, 2])).state_dict())", "Object.keys(new nn.CrossEntropyLoss({weight: f([1, 2])}).stateDict())"), row(f"nn.BCEWithLogitsLoss(pos_weight=f([2, 1, 1, 1]))({V}, {T})", f"new nn.BCEWithLogitsLoss({{posWeight: f([2, 1, 1, 1])}})({V}, {T})")
    row(f"nn.HuberLoss(delta=0.5)(m, {V})", f"new nn.HuberLoss({{delta: 0.5}})(m, {V})"), row(f"nn.SmoothL1Loss(beta=2.)(m, {V})", f"new nn.SmoothL1Loss({{beta: 2}})(m, {V})"), row(f"nn.L1Loss()(m, {V})", f"new nn.L1Loss()(m, {V})")
    row(f"nn.BCELoss()({P}, {T})", f"new nn.BCELoss()({P}, {T})"), row(f"nn.KLDivLoss(reduction='batchmean')({V}, F.softmax(m, 1))", f"new nn.KLDivLoss({{reduction: 'batchmean'}})({V}, F.softmax(m, 1))")

    # Embedding.
    seeded("nn.Embedding(10, 3).weight", "new nn.Embedding(10, 3).weight"), seeded("nn.Embedding(10, 3)(i([[1, 2], [9, 1]]))", "new nn.Embedding(10, 3)(i([[1, 2], [9, 1]]))"), seeded("nn.Embedding(4, 3, padding_idx=1).weight", "new nn.Embedding(4, 3, {paddingIdx: 1}).weight")
    seeded("e = nn.Embedding(4, 2, padding_idx=1); e(i([1, 2, 2])).sum().backward(); e.weight.grad", "const e = new nn.Embedding(4, 2, {paddingIdx: 1}); e(i([1, 2, 2])).sum().backward(); e.weight.grad")
    row("str(nn.Embedding(10, 3))", "String(new nn.Embedding(10, 3))"), row("str(nn.Embedding(10, 3, padding_idx=0))", "String(new nn.Embedding(10, 3, {paddingIdx: 0}))"), row.error("nn.Embedding(10, 3)(i([10]))", "new nn.Embedding(10, 3)(i([10]))")
    row("F.one_hot(i([0, 2, 1]))", "F.oneHot(i([0, 2, 1]))"), row("F.one_hot(i([[0], [1]]), 3)", "F.oneHot(i([[0], [1]]), 3)"), row.error("F.one_hot(i([0, 3]), 3)", "F.oneHot(i([0, 3]), 3)"), row.error("F.one_hot(f([0]))", "F.oneHot(f([0]))")
    row("F.embedding(i([2, 0]), m)")

    # Modules and containers.
    row("str(nn.ModuleList([nn.ReLU(), nn.ReLU(), nn.Linear(1, 2)]))", "String(new nn.ModuleList([new nn.ReLU(), new nn.ReLU(), new nn.Linear(1, 2)]))")
    row("str(nn.ModuleDict({'a': nn.Linear(1, 2), 'b': nn.ModuleList([nn.ReLU()])}))", "String(new nn.ModuleDict({a: new nn.Linear(1, 2), b: new nn.ModuleList([new nn.ReLU()])}))")
    row("str(nn.ParameterList([zeros(2, 3), zeros(4)]))", "String(new nn.ParameterList([zeros(2, 3), zeros(4)]))")
    row(f"str(nn.Sequential({MLP}, nn.Flatten()))", f"String(new nn.Sequential({TS_MLP}, new nn.Flatten()))"), row("str(nn.Sequential())", "String(new nn.Sequential())"), row("str(nn.ModuleList())", "String(new nn.ModuleList())")
    row("list(nn.ModuleList([nn.Linear(1, 2), nn.Linear(2, 3)]).state_dict())", "Object.keys(new nn.ModuleList([new nn.Linear(1, 2), new nn.Linear(2, 3)]).stateDict())"), row("len(list(nn.ParameterList([zeros(2), zeros(3)]).parameters()))", "[...new nn.ParameterList([zeros(2), zeros(3)]).parameters()].length")
    row("l = nn.Linear(2, 2); list(nn.Sequential(l, nn.ReLU(), l).state_dict())", "const l = new nn.Linear(2, 2); Object.keys(new nn.Sequential(l, new nn.ReLU(), l).stateDict())"), row("l = nn.Linear(2, 2); len(list(nn.Sequential(l, nn.ReLU(), l).parameters()))", "const l = new nn.Linear(2, 2); [...new nn.Sequential(l, new nn.ReLU(), l).parameters()].length")
    row(f"[n for n, c in nn.Sequential({MLP}, nn.Flatten()).named_modules()]", f"[...new nn.Sequential({TS_MLP}, new nn.Flatten()).namedModules()].map(([n]) => n)")
    row.error("nn.Sequential(nn.ReLU(), nn.Linear(3, 2))(m)", "new nn.Sequential(new nn.ReLU(), new nn.Linear(3, 2))(m)"), row.error("nn.Sequential(nn.ReLU())[1]", "new nn.Sequential(new nn.ReLU()).at(1)"), row.error("nn.ModuleList([nn.ReLU()])[1]", "new nn.ModuleList([new nn.ReLU()]).at(1)")
    seeded("a = nn.Linear(2, 2); c = nn.Linear(2, 2); c.load_state_dict(a.state_dict()); c.weight", "const a = new nn.Linear(2, 2); const c = new nn.Linear(2, 2); c.loadStateDict(a.stateDict()); c.weight")
    seeded("l = nn.Linear(2, 3); l.double(); [l.weight, l.bias]", "const l = new nn.Linear(2, 3); l.double(); [l.weight, l.bias]"), seeded("l = nn.Linear(2, 3); l.requires_grad_(False); l.weight", "const l = new nn.Linear(2, 3); l.requiresGrad_(false); l.weight")
    row("nn.Parameter(m)", "new nn.Parameter(m)"), row("nn.Parameter(m, requires_grad=False)", "new nn.Parameter(m, {requiresGrad: false})"), row.error("nn.Parameter(k)", "new nn.Parameter(k)")
    row.error("nn.Linear(2, 3).weight = zeros(3, 2)" if False else "setattr(nn.Linear(2, 3), 'weight', zeros(3, 2))", "new nn.Linear(2, 3).weight = zeros(3, 2)")
    row("nn.utils.parameters_to_vector(nn.ParameterList([m, zeros(2)]).parameters()).detach()", "nn.utils.parametersToVector(new nn.ParameterList([m, zeros(2)]).parameters()).detach()")
    row("l = nn.Linear(2, 1); nn.utils.vector_to_parameters(f([1, 2, 3]), l.parameters()); [l.weight, l.bias]", "const l = new nn.Linear(2, 1); nn.utils.vectorToParameters(f([1, 2, 3]), l.parameters()); [l.weight, l.bias]")
    for options, ts in [("1.", "1"), ("0.5, norm_type=inf", "0.5, {normType: Infinity}"), ("2., norm_type=1", "2, {normType: 1}"), ("1e6", "1e6")]:
        row(f"l = nn.Linear(4, 2); l(m).sum().backward(); n = nn.utils.clip_grad_norm_(l.parameters(), {options}); [n, l.weight.grad, l.bias.grad]",
            f"const l = new nn.Linear(4, 2); l(m).sum().backward(); const n = nn.utils.clipGradNorm_(l.parameters(), {ts}); [n, l.weight.grad, l.bias.grad]")
    row("l = nn.Linear(4, 2); l(m).sum().backward(); nn.utils.clip_grad_value_(l.parameters(), 13.); [l.weight.grad, l.bias.grad]", "const l = new nn.Linear(4, 2); l(m).sum().backward(); nn.utils.clipGradValue_(l.parameters(), 13); [l.weight.grad, l.bias.grad]")
    row.error("l = nn.Linear(1, 1); l.weight.grad = f([[inf]]); nn.utils.clip_grad_norm_(l.parameters(), 1., error_if_nonfinite=True)", "const l = new nn.Linear(1, 1); l.weight.grad = f([[Infinity]]); nn.utils.clipGradNorm_(l.parameters(), 1, {errorIfNonfinite: true})")
