"""Hooks of modules: the rows of tests/fixtures/hooks.json. `seen` collects what hooks are given."""

import torch
from torch import nn

from table import Table


class Two(nn.Module):
    def forward(self, a, b):
        return a * b, a + b


class Fails(nn.Module):
    def forward(self, a):
        raise RuntimeError("mine")


row = Table("hooks", {"Two": Two, "Fails": Fails})


def both(py, ts=None):
    ts = ts or py
    for old, new in [("register_full_backward_pre_hook", "registerFullBackwardPreHook"), ("register_full_backward_hook", "registerFullBackwardHook"), ("register_forward_pre_hook", "registerForwardPreHook"),
                     ("register_forward_hook", "registerForwardHook"), ("lambda m, gi, go: seen.append(", "(m, gi, go) => void seen.push("), ("lambda m, go: seen.append(", "(m, go) => void seen.push("),
                     ("lambda m, x, y: seen.append(", "(m, x, y) => void seen.push("), ("lambda m, x: seen.append(", "(m, x) => void seen.push("), ("lambda m, gi, go: ", "(m, gi, go) => "), ("lambda m, go: ", "(m, go) => "),
                     ("lambda m, x, y: ", "(m, x, y) => "), ("lambda m, x: ", "(m, x) => "), ("None", "null"), ("prepend=True", "{prepend: true}"), ("always_call=True", "{alwaysCall: true}"), ("requires_grad", "requiresGrad")]:  # fmt: skip
        ts = ts.replace(old, new)
    start = "manual_seed(1); seen = []; l = nn.Linear(2, 2); t = Two(); n = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)); x = f([[1, 2], [3, -4]]).requires_grad_(); z = f([[1, 2], [3, -4]]); "
    begin = "manualSeed(1); const seen = []; const l = new nn.Linear(2, 2); const t = new Two(); const n = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU(), new nn.Linear(3, 1)); const x = f([[1, 2], [3, -4]]).requiresGrad_(); const z = f([[1, 2], [3, -4]]); "
    row(start + py, begin + ts)


GI = "l.register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])); "
for call in ["l(x).sum().backward(); [seen, x.grad]", "l(z).sum().backward(); [seen, l.weight.grad]", "l(x).square().sum().backward(); [seen, x.grad, l.weight.grad]", "l(l(x)).sum().backward(); [seen, x.grad]"]:
    both(GI + call)
both("l.register_full_backward_hook(lambda m, gi, go: (gi[0] * 10,)); l(x).sum().backward(); [x.grad, l.weight.grad]", "l.registerFullBackwardHook((m, gi, go) => [gi[0].mul(10)]); l(x).sum().backward(); [x.grad, l.weight.grad]")
both("l.register_full_backward_pre_hook(lambda m, go: (go[0] * 10,)); l(x).sum().backward(); [x.grad, l.weight.grad]", "l.registerFullBackwardPreHook((m, go) => [go[0].mul(10)]); l(x).sum().backward(); [x.grad, l.weight.grad]")
both("l.register_full_backward_pre_hook(lambda m, go: (go[0] * 10,)); l(z).sum().backward(); l.weight.grad", "l.registerFullBackwardPreHook((m, go) => [go[0].mul(10)]); l(z).sum().backward(); l.weight.grad")
both("l.register_full_backward_pre_hook(lambda m, go: (go[0] * 10,)); " + GI + "l(x).sum().backward(); [seen, x.grad]", "l.registerFullBackwardPreHook((m, go) => [go[0].mul(10)]); " + GI + "l(x).sum().backward(); [seen, x.grad]")
both("l.register_full_backward_hook(lambda m, gi, go: (gi[0] * 10,)); l.register_full_backward_hook(lambda m, gi, go: (gi[0] + 1,)); l(x).sum().backward(); x.grad", "l.registerFullBackwardHook((m, gi, go) => [gi[0].mul(10)]); l.registerFullBackwardHook((m, gi, go) => [gi[0].add(1)]); l(x).sum().backward(); x.grad")
both("l.register_full_backward_hook(lambda m, gi, go: (gi[0] * 10,)); l.register_full_backward_hook(lambda m, gi, go: (gi[0] + 1,), prepend=True); l(x).sum().backward(); x.grad", "l.registerFullBackwardHook((m, gi, go) => [gi[0].mul(10)]); l.registerFullBackwardHook((m, gi, go) => [gi[0].add(1)], prepend=True); l(x).sum().backward(); x.grad")
both("h = " + GI + "h.remove(); l(x).sum().backward(); seen", "const h = " + GI + "h.remove(); l(x).sum().backward(); seen")
both(GI + "y = l(x); y.grad_fn.name()", GI + "const y = l(x); y.gradFn.name()")
both("l.register_full_backward_hook(lambda m, gi, go: (gi[0], gi[0])); l(x).sum().backward()", "l.registerFullBackwardHook((m, gi, go) => [gi[0], gi[0]]); l(x).sum().backward()")
both("l.register_full_backward_pre_hook(lambda m, go: (go[0], go[0])); l(x).sum().backward()", "l.registerFullBackwardPreHook((m, go) => [go[0], go[0]]); l(x).sum().backward()")
both("l.register_full_backward_hook(lambda m, gi, go: (go[0],)); l(z).sum().backward()", "l.registerFullBackwardHook((m, gi, go) => [go[0]]); l(z).sum().backward()")
both("[n[0].register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])), n[2].register_full_backward_hook(lambda m, gi, go: seen.append([gi, go]))]; n(x).square().sum().backward(); [seen, x.grad]",
     "n.at(0).register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])); n.at(2).register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])); n(x).square().sum().backward(); [seen, x.grad]")
both("n.register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])); y = n(x).square().sum(); y.backward(retain_graph=True); y.backward(); [seen, x.grad]", "n.register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])); const y = n(x).square().sum(); y.backward({retainGraph: true}); y.backward(); [seen, x.grad]")
TWO = "t.register_full_backward_hook(lambda m, gi, go: seen.append([gi, go])); "
both(TWO + "a, b = t(x, x); (a * 2 + b).sum().backward(); [seen, x.grad]", TWO + "const [a, b] = t(x, x); a.mul(2).add(b).sum().backward(); [seen, x.grad]")
both(TWO + "a, b = t(x, z); (a * 2 + b).sum().backward(); [seen, x.grad]", TWO + "const [a, b] = t(x, z); a.mul(2).add(b).sum().backward(); [seen, x.grad]")
both(TWO + "a, b = t(x, z); a.sum().backward(); [seen, x.grad]", TWO + "const [a, b] = t(x, z); a.sum().backward(); [seen, x.grad]")

F = "l.register_forward_hook(lambda m, x, y: seen.append([x, y])); "
both(F + "l(z); [[s[0][0], s[1].detach()] for s in seen]", F + "l(z); seen.map((s) => [s[0][0], s[1].detach()])")
both("l.register_forward_hook(lambda m, x, y: y * 2); l(z).detach()", "l.registerForwardHook((m, x, y) => y.mul(2)); l(z).detach()")
both("l.register_forward_pre_hook(lambda m, x: x[0] * 2); l(z).detach()", "l.registerForwardPreHook((m, x) => x[0].mul(2)); l(z).detach()")
both("l.register_forward_pre_hook(lambda m, x: (x[0] * 2,)); l.register_forward_pre_hook(lambda m, x: (x[0] + 1,), prepend=True); l(z).detach()", "l.registerForwardPreHook((m, x) => [x[0].mul(2)]); l.registerForwardPreHook((m, x) => [x[0].add(1)], prepend=True); l(z).detach()")
both("l.register_forward_hook(lambda m, x, y: y * 2); l.register_forward_hook(lambda m, x, y: y + 1, prepend=True); l(z).detach()", "l.registerForwardHook((m, x, y) => y.mul(2)); l.registerForwardHook((m, x, y) => y.add(1), prepend=True); l(z).detach()")
both("b = Fails(); b.register_forward_hook(lambda m, x, y: seen.append(y), always_call=True); b.register_forward_hook(lambda m, x, y: seen.append(1)); b(z)", "const b = new Fails(); b.register_forward_hook(lambda m, x, y: seen.append(y), always_call=True); b.register_forward_hook(lambda m, x, y: seen.append(1)); b(z)")
row.write()
