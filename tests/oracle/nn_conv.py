"""Convolutions, pooling, normalisation, padding: values and gradients, in double where sums are long."""

from table import Table

row = Table("nn_conv")

IMG = "arange(2. * 4 * 7 * 6).double().sin().view(2, 4, 7, 6)"
TS_IMG = "arange(2 * 4 * 7 * 6).double().sin().view([2, 4, 7, 6])"


def weights(*size):
    n = 1
    for s in size:
        n *= s
    return f"arange({n}.).double().cos().view({', '.join(map(str, size))})", f"arange({n}).double().cos().view([{', '.join(map(str, size))}])"


CONVS = [
    ((6, 4, 3, 3), "", ""), ((6, 4, 3, 3), "padding=1", "padding: 1"), ((6, 4, 3, 2), "stride=2", "stride: 2"), ((6, 4, 3, 3), "stride=(2, 1), padding=(1, 2)", "stride: [2, 1], padding: [1, 2]"),
    ((6, 4, 3, 2), "dilation=2, padding=2", "dilation: 2, padding: 2"), ((6, 2, 3, 3), "groups=2", "groups: 2"), ((4, 1, 3, 3), "groups=4, padding=1, stride=2", "groups: 4, padding: 1, stride: 2"),
    ((3, 4, 1, 1), "", ""), ((2, 4, 7, 6), "", ""), ((3, 4, 3, 3), "padding='same'", "padding: 'same'"), ((3, 4, 2, 4), "padding='same'", "padding: 'same'"), ((3, 4, 3, 3), "padding='valid'", "padding: 'valid'"),
]
for size, py, ts in CONVS:
    w, tw = weights(*size)
    b, tb = weights(size[0])
    row(f"x = {IMG}.requires_grad_(); w = {w}.requires_grad_(); c = {b}.requires_grad_(); y = F.conv2d(x, w, c{', ' + py if py else ''}); (y * y.detach().cos()).sum().backward(); [y.detach(), x.grad, w.grad, c.grad]",
        f"const x = {TS_IMG}.requiresGrad_(); const w = {tw}.requiresGrad_(); const c = {tb}.requiresGrad_(); const y = F.conv2d(x, w, c, {{{ts}}}); y.mul(y.detach().cos()).sum().backward(); [y.detach(), x.grad, w.grad, c.grad]")
ROWS, TS_ROWS = "arange(40.).double().sin().view(2, 4, 5)", "arange(40).double().sin().view([2, 4, 5])"
for size, py, ts in [((3, 4, 3), "", ""), ((3, 4, 2), "stride=2, padding=1", "stride: 2, padding: 1"), ((4, 2, 3), "groups=2, padding=2, dilation=2", "groups: 2, padding: 2, dilation: 2"), ((3, 4, 4), "padding='same'", "padding: 'same'")]:
    w, tw = weights(*size)
    row(f"x = {ROWS}.requires_grad_(); w = {w}.requires_grad_(); y = F.conv1d(x, w{', ' + py if py else ''}); (y * y.detach().cos()).sum().backward(); [y.detach(), x.grad, w.grad]",
        f"const x = {TS_ROWS}.requiresGrad_(); const w = {tw}.requiresGrad_(); const y = F.conv1d(x, w, {{{ts}}}); y.mul(y.detach().cos()).sum().backward(); [y.detach(), x.grad, w.grad]")
row("F.conv2d(ones(1, 3, 3), ones(2, 1, 2, 2))"), row("F.conv1d(ones(1, 4), ones(2, 1, 3))"), row("F.conv2d(ones(1, 1, 4, 4), ones(2, 1, 3, 3), f([1, 2]), 2, 1)"), row("F.conv2d(zeros(1, 1, 4, 4, requires_grad=True), zeros(1, 1, 3, 3)).grad_fn.name()", "F.conv2d(zeros(1, 1, 4, 4, {requiresGrad: true}), zeros(1, 1, 3, 3)).gradFn.name()")
S, TS = "manual_seed(0); ", "manualSeed(0); "
row(S + "nn.Conv2d(1, 2, 3).weight", TS + "new nn.Conv2d(1, 2, 3).weight"), row(S + "nn.Conv2d(1, 2, 3).bias", TS + "new nn.Conv2d(1, 2, 3).bias"), row(S + "nn.Conv2d(4, 6, (3, 2), stride=2, padding=1)(ones(2, 4, 5, 5)).shape", TS + "new nn.Conv2d(4, 6, [3, 2], {stride: 2, padding: 1})(ones(2, 4, 5, 5)).shape")
row(S + "nn.Conv1d(2, 3, 2).weight", TS + "new nn.Conv1d(2, 3, 2).weight"), row(S + "nn.Conv2d(1, 2, 3, bias=False)(ones(1, 1, 4, 4))", TS + "new nn.Conv2d(1, 2, 3, {bias: false})(ones(1, 1, 4, 4))")
for py, ts in [("nn.Conv2d(1, 8, kernel_size=5, padding=2, stride=2)", "new nn.Conv2d(1, 8, 5, {padding: 2, stride: 2})"), ("nn.Conv2d(1, 8, 3, bias=False)", "new nn.Conv2d(1, 8, 3, {bias: false})"), ("nn.Conv2d(4, 8, (3, 5), dilation=2, groups=4)", "new nn.Conv2d(4, 8, [3, 5], {dilation: 2, groups: 4})"),
               ("nn.Conv2d(1, 8, 3, padding='same')", "new nn.Conv2d(1, 8, 3, {padding: 'same'})"), ("nn.Conv1d(1, 8, 3, padding=1)", "new nn.Conv1d(1, 8, 3, {padding: 1})"), ("nn.MaxPool2d(2)", "new nn.MaxPool2d(2)"), ("nn.MaxPool2d((3, 2), stride=1, padding=1)", "new nn.MaxPool2d([3, 2], {stride: 1, padding: 1})"),
               ("nn.AvgPool2d(2, ceil_mode=True)", "new nn.AvgPool2d(2, {ceilMode: true})"), ("nn.AdaptiveAvgPool2d(1)", "new nn.AdaptiveAvgPool2d(1)"), ("nn.AdaptiveAvgPool2d((2, None))", "new nn.AdaptiveAvgPool2d([2, null])"), ("nn.AdaptiveMaxPool2d(3)", "new nn.AdaptiveMaxPool2d(3)"),
               ("nn.BatchNorm2d(8)", "new nn.BatchNorm2d(8)"), ("nn.BatchNorm1d(8, momentum=None, affine=False)", "new nn.BatchNorm1d(8, {momentum: null, affine: false})"), ("nn.LayerNorm(4)", "new nn.LayerNorm(4)"), ("nn.LayerNorm((2, 3), elementwise_affine=False)", "new nn.LayerNorm([2, 3], {elementwiseAffine: false})"),
               ("nn.GroupNorm(2, 4)", "new nn.GroupNorm(2, 4)"), ("nn.InstanceNorm2d(4)", "new nn.InstanceNorm2d(4)"), ("nn.InstanceNorm2d(4, affine=True)", "new nn.InstanceNorm2d(4, {affine: true})")]:
    row(f"str({py})", f"String({ts})")
row.error("nn.Conv2d(1, 8, 3)(zeros(2, 3, 28, 28))", "new nn.Conv2d(1, 8, 3)(zeros(2, 3, 28, 28))"), row.error("nn.Conv2d(1, 8, 3)(zeros(5, 784))", "new nn.Conv2d(1, 8, 3)(zeros(5, 784))"), row.error("nn.Conv2d(1, 8, 5)(zeros(1, 1, 3, 3))", "new nn.Conv2d(1, 8, 5)(zeros(1, 1, 3, 3))")
row.error("nn.Conv2d(3, 4, 3, groups=2)", "new nn.Conv2d(3, 4, 3, {groups: 2})"), row.error("nn.Conv1d(1, 8, 5)(zeros(1, 1, 3))", "new nn.Conv1d(1, 8, 5)(zeros(1, 1, 3))"), row.error("nn.Conv2d(1, 1, 3, padding='same', stride=2)", "new nn.Conv2d(1, 1, 3, {padding: 'same', stride: 2})")

# Unfold and fold.
for py, ts in [("3", "3"), ("(2, 3), padding=1", "[2, 3], {padding: 1}"), ("2, dilation=2, stride=2", "2, {dilation: 2, stride: 2}")]:
    row(f"x = {IMG}.requires_grad_(); y = F.unfold(x, {py}); (y * y.detach().cos()).sum().backward(); [y.detach(), x.grad]", f"const x = {TS_IMG}.requiresGrad_(); const y = F.unfold(x, {ts}); y.mul(y.detach().cos()).sum().backward(); [y.detach(), x.grad]")
row("x = ones(1, 4, 4).requires_grad_(); y = F.fold(x, (3, 3), 2); y.square().sum().backward(); [y.detach(), x.grad]", "const x = ones(1, 4, 4).requiresGrad_(); const y = F.fold(x, [3, 3], 2); y.square().sum().backward(); [y.detach(), x.grad]")
row.error("F.unfold(ones(1, 1, 2, 2), 3)"), row.error("F.fold(ones(1, 4, 3), (3, 3), 2)", "F.fold(ones(1, 4, 3), [3, 3], 2)")

# Pooling.
for name, ts_name, py, ts in [("max_pool2d", "maxPool2d", "2", "2"), ("max_pool2d", "maxPool2d", "3, stride=2, padding=1", "3, {stride: 2, padding: 1}"), ("max_pool2d", "maxPool2d", "(2, 3), stride=1", "[2, 3], {stride: 1}"), ("max_pool2d", "maxPool2d", "2, dilation=2", "2, {dilation: 2}"),
                              ("max_pool2d", "maxPool2d", "4, ceil_mode=True", "4, {ceilMode: true}"), ("avg_pool2d", "avgPool2d", "2", "2"), ("avg_pool2d", "avgPool2d", "3, stride=2, padding=1", "3, {stride: 2, padding: 1}"), ("avg_pool2d", "avgPool2d", "3, 2, 1, count_include_pad=False", "3, 2, 1, {countIncludePad: false}"),
                              ("avg_pool2d", "avgPool2d", "4, ceil_mode=True", "4, {ceilMode: true}"), ("avg_pool2d", "avgPool2d", "2, divisor_override=3", "2, {divisorOverride: 3}"), ("adaptive_avg_pool2d", "adaptiveAvgPool2d", "1", "1"), ("adaptive_avg_pool2d", "adaptiveAvgPool2d", "(3, 4)", "[3, 4]"),
                              ("adaptive_avg_pool2d", "adaptiveAvgPool2d", "(None, 2)", "[null, 2]"), ("adaptive_max_pool2d", "adaptiveMaxPool2d", "(3, 4)", "[3, 4]"), ("adaptive_max_pool2d", "adaptiveMaxPool2d", "1", "1")]:
    row(f"x = {IMG}.requires_grad_(); y = F.{name}(x, {py}); (y * y.detach().cos()).sum().backward(); [y, x.grad]", f"const x = {TS_IMG}.requiresGrad_(); const y = F.{ts_name}(x, {ts}); y.mul(y.detach().cos()).sum().backward(); [y, x.grad]")
row("F.max_pool2d(arange(16.).view(1, 4, 4), 2)", "F.maxPool2d(arange(16).view([1, 4, 4]), 2)"), row("F.avg_pool2d(arange(16.).view(1, 4, 4), 2)", "F.avgPool2d(arange(16).view([1, 4, 4]), 2)"), row("F.max_pool2d(f([[[1, nan], [3, 2]]]), 2)", "F.maxPool2d(f([[[1, NaN], [3, 2]]]), 2)")
row("nn.MaxPool2d(2)(arange(16.).view(1, 1, 4, 4))", "new nn.MaxPool2d(2)(arange(16).view([1, 1, 4, 4]))"), row("nn.AvgPool2d(2)(arange(16.).view(1, 1, 4, 4))", "new nn.AvgPool2d(2)(arange(16).view([1, 1, 4, 4]))"), row("nn.AdaptiveAvgPool2d(2)(arange(16.).view(1, 1, 4, 4))", "new nn.AdaptiveAvgPool2d(2)(arange(16).view([1, 1, 4, 4]))")
row.error("F.max_pool2d(zeros(1, 1, 1, 1), 2)", "F.maxPool2d(zeros(1, 1, 1, 1), 2)")

# Normalisation.
NORMS = [("F.batch_norm(x, None, None, w, c, training=True)", "F.batchNorm(x, null, null, {weight: w, bias: c, training: true})", 4), ("F.batch_norm(x, zeros(4).double(), ones(4).double() * 2, w, c)", "F.batchNorm(x, zeros(4).double(), ones(4).double().mul(2), {weight: w, bias: c})", 4),
         ("F.layer_norm(x, (6,), w, c)", "F.layerNorm(x, [6], w, c)", 6), ("F.group_norm(x, 2, w, c)", "F.groupNorm(x, 2, w, c)", 4), ("F.group_norm(x, 4, w, c, eps=0.1)", "F.groupNorm(x, 4, w, c, {eps: 0.1})", 4), ("F.instance_norm(x, weight=w, bias=c)", "F.instanceNorm(x, {weight: w, bias: c})", 4)]
for py, ts, n in NORMS:
    w, tw = weights(n)
    row(f"x = {IMG}.requires_grad_(); w = {w}.requires_grad_(); c = ({w} * 2).detach().requires_grad_(); y = {py}; (y * y.detach().cos()).sum().backward(); [y.detach(), x.grad, w.grad, c.grad]",
        f"const x = {TS_IMG}.requiresGrad_(); const w = {tw}.requiresGrad_(); const c = {tw}.mul(2).detach().requiresGrad_(); const y = {ts}; y.mul(y.detach().cos()).sum().backward(); [y.detach(), x.grad, w.grad, c.grad]")
row(f"F.layer_norm({IMG}, (7, 6))", f"F.layerNorm({TS_IMG}, [7, 6])"), row("F.layer_norm(zeros(2, 4, requires_grad=True), (4,)).grad_fn.name()", "F.layerNorm(zeros(2, 4, {requiresGrad: true}), [4]).gradFn.name()"), row("F.group_norm(zeros(2, 4, 2, 2, requires_grad=True), 2).grad_fn.name()", "F.groupNorm(zeros(2, 4, 2, 2, {requiresGrad: true}), 2).gradFn.name()"), row("F.batch_norm(zeros(2, 3, requires_grad=True), None, None, training=True).grad_fn.name()", "F.batchNorm(zeros(2, 3, {requiresGrad: true}), null, null, {training: true}).gradFn.name()")
row("l = nn.BatchNorm1d(4); l(m); l(m * 2); [l.running_mean, l.running_var, l.num_batches_tracked]", "const l = new nn.BatchNorm1d(4); l(m); l(m.mul(2)); [l.runningMean, l.runningVar, l.numBatchesTracked]"), row("l = nn.BatchNorm1d(4, momentum=None); l(m); l(m * 2); [l.running_mean, l.running_var]", "const l = new nn.BatchNorm1d(4, {momentum: null}); l(m); l(m.mul(2)); [l.runningMean, l.runningVar]")
row("l = nn.BatchNorm1d(4); l(m); l.eval(); l(m).detach()", "const l = new nn.BatchNorm1d(4); l(m); l.eval(); l(m).detach()"), row("list(nn.BatchNorm2d(4).state_dict())", "Object.keys(new nn.BatchNorm2d(4).stateDict())"), row("list(nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)).state_dict())", "Object.keys(new nn.Sequential(new nn.Conv2d(1, 2, 3), new nn.BatchNorm2d(2)).stateDict())")
row("nn.LayerNorm(4)(m).detach()", "new nn.LayerNorm(4)(m).detach()"), row("nn.GroupNorm(2, 4)(m).detach()", "new nn.GroupNorm(2, 4)(m).detach()"), row(f"nn.InstanceNorm2d(4)({IMG})", f"new nn.InstanceNorm2d(4)({TS_IMG})"), row("nn.BatchNorm2d(4)(arange(32.).view(2, 4, 2, 2)).detach()", "new nn.BatchNorm2d(4)(arange(32).view([2, 4, 2, 2])).detach()")
row.error("nn.BatchNorm2d(3)(zeros(2, 3))", "new nn.BatchNorm2d(3)(zeros(2, 3))"), row.error("nn.BatchNorm1d(3)(zeros(1, 3))", "new nn.BatchNorm1d(3)(zeros(1, 3))"), row.error("nn.BatchNorm1d(3)(zeros(2, 4))", "new nn.BatchNorm1d(3)(zeros(2, 4))"), row.error("nn.LayerNorm(3)(m)", "new nn.LayerNorm(3)(m)"), row.error("F.group_norm(zeros(2, 3, 2), 2)", "F.groupNorm(zeros(2, 3, 2), 2)"), row.error("nn.GroupNorm(2, 3)", "new nn.GroupNorm(2, 3)")

# Padding and enlarging.
for py, ts in [("(1, 2)", "[1, 2]"), ("(1, 0, 2, 1), value=7.", "[1, 0, 2, 1], {value: 7}"), ("(-1, 1)", "[-1, 1]"), ("(1, 2), mode='reflect'", "[1, 2], {mode: 'reflect'}"), ("(1, 2), 'replicate'", "[1, 2], 'replicate'"), ("(1, 3), mode='circular'", "[1, 3], {mode: 'circular'}")]:
    row(f"x = m.clone().requires_grad_(); y = F.pad(x[None], {py}); y.square().sum().backward(); [y.detach(), x.grad]", f"const x = m.clone().requiresGrad_(); const y = F.pad(x.at(null), {ts}); y.square().sum().backward(); [y.detach(), x.grad]")
row.error("F.pad(m, (1,))", "F.pad(m, [1])"), row.error("F.pad(m, (-3, -3))", "F.pad(m, [-3, -3])"), row("F.pad(zeros(2, requires_grad=True), (1, 1)).grad_fn.name()", "F.pad(zeros(2, {requiresGrad: true}), [1, 1]).gradFn.name()")
for py, ts in [("scale_factor=2", "scaleFactor: 2"), ("size=(5, 3)", "size: [5, 3]"), ("scale_factor=0.5", "scaleFactor: 0.5"), ("size=9", "size: 9")]:
    row(f"x = m.view(1, 1, 3, 4).clone().requires_grad_(); y = F.interpolate(x, {py}); y.square().sum().backward(); [y, x.grad]", f"const x = m.view([1, 1, 3, 4]).clone().requiresGrad_(); const y = F.interpolate(x, {{{ts}}}); y.square().sum().backward(); [y, x.grad]")
row.write()
