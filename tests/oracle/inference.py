"""Inference mode and the tensors that are made in it: the rows of tests/fixtures/inference.json."""

import torch

from table import Table


def mode(on):
    def run(f):
        with torch.inference_mode(on):
            return f()

    return run


def enabled(f):
    with torch.enable_grad():
        return f()


def off(f):
    with torch.no_grad():
        return f()


row = Table("inference", {"inside": mode(True), "outside": mode(False), "enabled": enabled, "off": off})


def both(py, ts=None):
    """`lambda:` is `() =>`; `w` requires a gradient, `a` was made in inference mode, `v` is a view of `w` made there."""
    ts = ts or py
    for old, new in [("inside", "inferenceMode"), ("enabled", "enableGrad"), ("off", "noGrad"), ("lambda:", "() =>"), ("is_inference", "isInference"), ("requires_grad_", "requiresGrad_"),
                     ("requires_grad", "requiresGrad"), ("detach_", "detach_"), ("grad_fn", "gradFn"), ("outside(", "inferenceMode(false, "), ("[0]", ".at(0)")]:  # fmt: skip
        ts = ts.replace(old, new)
    row(
        f"w = ones(2, requires_grad=True); a = inside(lambda: ones(2)); v = inside(lambda: w.view(2, 1)); {py}",
        f"const w = ones(2, {{requiresGrad: true}}); const a = inferenceMode(() => ones(2)); const v = inferenceMode(() => w.view(2, 1)); {ts}",
    )


for py in [
    "[a.is_inference(), v.is_inference(), w.is_inference(), a[0].is_inference(), a.view(2, 1).is_inference(), a.detach().is_inference()]",
    "[a.clone().is_inference(), a.mul(2).is_inference(), a.exp().is_inference()]", "inside(lambda: w.mul(2)).requires_grad",
    "a.add_(1)", "a.mul_(w)", "a.zero_()", "a.fill_(1)", "a.copy_(ones(2))", "a.uniform_()", "a.exp_()", "a.view(2, 1).add_(1)", "off(lambda: a.add_(1))", "a.clamp_(0, 1)",
    "a.mul(w)", "w.mul(a)", "a.add(w)", "a.add(w).requires_grad", "a.view(1, 2).matmul(w.view(2, 1))", "cat([a, w])", "b = w.mul(1); b.mul_(a)", "a.clone().mul(w)", "w.div(a)",
    "a.requires_grad_()", "a.clone().requires_grad_()", "inside(lambda: a.requires_grad_()).requires_grad", "v.add_(1)", "off(lambda: w.add_(a))", "b = ones(2); b.copy_(a); b", "inside(lambda: a.add_(1)); a",
    "inside(lambda: w.add_(1)); w", "inside(lambda: enabled(lambda: w.mul(2))).requires_grad", "inside(lambda: outside(lambda: w.mul(2))).requires_grad", "inside(lambda: outside(lambda: ones(1))).is_inference()",
    "inside(lambda: off(lambda: ones(1))).is_inference()", "w.mul(2).sum().backward(); w.grad",
]:  # fmt: skip
    both(py, py.replace("b = ", "const b = "))
both("inside(lambda: w.sum()).backward()")
both("[inside(lambda: torch.is_grad_enabled()), inside(lambda: torch.is_inference_mode_enabled()), torch.is_inference_mode_enabled()]", "[inside(lambda: isGradEnabled()), inside(lambda: isInferenceModeEnabled()), isInferenceModeEnabled()]")
both("[inside(lambda: enabled(lambda: torch.is_grad_enabled())), inside(lambda: outside(lambda: torch.is_grad_enabled()))]", "[inside(lambda: enabled(lambda: isGradEnabled())), inside(lambda: outside(lambda: isGradEnabled()))]")
for value in ["2", "tensor(1.5)", "w.sum()"]:
    both(f"a[0] = {value}; a", f"a.set([-2], {value}); a")
    both(f"b = ones(2); b[1] = {value}; [b, b.requires_grad]", f"const b = ones(2); b.set([1], {value}); [b, b.requiresGrad]")
row.write()
