"""Finer points: ties, the sign of zero, names of nodes, numbers where PyTorch takes tensors alone."""

import torch

from table import Table
from translate import typescript

row = Table("finer")


def both(*lines):
    for py in lines:
        row(py, typescript(py))


# Which of equals is named: quickselect, a stable order, and std::sort, which is not stable above 16 elements.
torch.manual_seed(0)
for n in [3, 5, 8, 17, 40]:
    for _ in range(2):
        x = f"f({torch.randint(0, 4 + n // 8, (n,)).tolist()})"
        both(f"{x}.median(0)", f"{x}.mode()", f"{x}.argsort()", f"{x}.long().sort(descending=True)", f"{x}.sort(stable=True)[1]", *[f"{x}.kthvalue({k})" for k in sorted({1, n // 2, n})])
both("f([1,nan,1,2,1,nan]).nanmedian(0)", "f([1,nan,1,2,1,nan]).median(0)", "f([1,nan,1,2,1,nan]).kthvalue(6)", "f([nan,nan,1]).mode()", "i([[3,3,1],[2,2,2]]).median(0, keepdim=True)")
# Zeros of both signs.
for x in ["f([-0., 0.])", "f([0., -0.])", "d([-1, -0., 0., -2])", "f([1, 0., -0., 2])"]:
    for call in ["max()", "min()", "aminmax()", "amax()", "max(0)", "argmax()", "kthvalue(1)", "relu()", "clamp(min=0)", "sum()", "sort()"]:
        row(f"{x}.{call}", f"{x}.{typescript(call)}")
row("x = f([-0., 0., -1]).requires_grad_(); x.relu().backward(f([-1, -1, -1])); x.grad", "const x = f([-0, 0, -1]).requiresGrad_(); x.relu().backward(f([-1, -1, -1])); x.grad")
# For two tensors alone.
for name in ["maximum", "minimum", "fmax", "logical_and", "logical_xor", "logaddexp", "hypot", "atan2", "heaviside", "nextafter", "ldexp", "gcd", "mm", "mv", "dot", "outer", "matmul", "bmm"]:
    both(f"m.{name}(2)", f"{name}(m, 1.5)", f"m.{name}()", f"{name}(m)")
both("m.logical_xor_(True)", "maximum(2, m)", "m.logical_or(None)", "m.maximum('x')", "m.maximum([1])", "m.addmm(m, 2)", "m.clamp(1, f([3, 4, 5, 6]))", "m.clamp(f([3, 4, 5, 6]), 1)", "m.clamp(min=f([1, 2, 3, 4]), max=5)", "m.norm(axis=0)")
# einsum: what its last step is called, and subscripts as lists.
X, TS_X = "ones(3, 3, requires_grad=True)", "ones(3, 3, {requiresGrad: true})"
for equation, n in [("ii->i", 1), ("ii", 1), ("ij->ji", 1), ("ij->", 1), ("ij->i", 1), ("ij", 1), ("...ij->...ji", 1), ("...", 1), ("ij,jk->ik", 2), ("ij,ij->ij", 2), ("ij,ij->", 2), ("ij,kj->ik", 2), ("ij,jk->ki", 2), ("ii,ij->j", 2), ("ij,jk,kl->il", 3), ("ij,kl->ijkl", 2), ("...i,...i->...", 2)]:
    row(f"einsum('{equation}', {', '.join([X] * n)})", f"einsum('{equation}', {', '.join([TS_X] * n)})")
both("einsum(m, [0, 1], m, [2, 1], [0, 2])", "einsum(m, [0, 1])", "einsum(m, [1, 0])", "einsum(m, [0, 52])", "einsum(m, [0, 1], m, [0, 1])", "einsum(m, [-1, 0])")
row("einsum(m, [..., 0], [0, ...])", "einsum(m, ['...', 0], [0, '...'])")
for py in ["nn.Conv1d(1, 1, 1)(ones(1, 1, 3))", "nn.Conv1d(1, 1, 1)(ones(1, 3))", "nn.Conv1d(1, 1, 2, padding='same')(ones(1, 1, 3))"]:
    row(f"{py}.grad_fn.name()", f"new {typescript(py)}.gradFn.name()")
# The kernel among the options, and the bias by name.
row("F.max_pool2d(m[None], kernel_size=2)", "F.maxPool2d(m.at(null), {kernelSize: 2})"), row("F.max_pool2d(m[None], kernel_size=2, stride=1, padding=1)", "F.maxPool2d(m.at(null), {kernelSize: 2, stride: 1, padding: 1})")
row("F.avg_pool2d(m[None], kernel_size=2, stride=1)", "F.avgPool2d(m.at(null), {kernelSize: 2, stride: 1})"), row("F.linear(m, ones(2, 4), bias=ones(2))", "F.linear(m, ones(2, 4), {bias: ones(2)})")
row("F.adaptive_avg_pool2d(m[None], output_size=2)", "F.adaptiveAvgPool2d(m.at(null), {outputSize: 2})"), row("F.adaptive_max_pool2d(m[None], output_size=(2, None))", "F.adaptiveMaxPool2d(m.at(null), {outputSize: [2, null]})")
both("b([1, 0]).clamp(True)", "b([1, 0]).clamp(max=True)", "b([1, 0]).clamp(False, True)", "b([1, 0]).clamp(0)")
row.write()
