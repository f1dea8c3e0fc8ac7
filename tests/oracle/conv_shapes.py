"""Sizes of convolutions and poolings, for the types that compute them: [type, shape or message]."""

import torch
import torch.nn.functional as F

from fixture import write

rows = []


def ts(v):
    return "any" if v is None else f"[{', '.join(map(str, v))}]" if isinstance(v, (list, tuple)) else str(v)


def row(kind, *args, call):
    try:
        told = list(call().shape)
    except (RuntimeError, ValueError) as e:
        told = str(e).split("\n")[0]
    rows.append([f"{kind}<{', '.join(map(ts, args))}>", told])


def conv(a, w, stride=1, padding=0, dilation=1, groups=1):
    f = F.conv1d if len(w) == 3 else F.conv2d
    row("Conv", a, w, stride, padding, dilation, groups,
        call=lambda: f(torch.zeros(a), torch.zeros(w), stride=stride, padding=padding, dilation=dilation, groups=groups))  # fmt: skip


for n in (1, 5, 28, 29):
    for k in (1, 3, 5):
        for s in (1, 2, 3):
            for p in (0, 1, 2):
                conv((2, 3, n, n), (4, 3, k, k), s, p)
for d in (1, 2, 3):
    conv((1, 1, 9, 9), (1, 1, 3, 3), 1, 0, d)
    conv((1, 1, 5, 5), (1, 1, 3, 3), 1, 0, d)
conv((64, 1, 28, 28), (8, 1, 5, 5), 2, 2)
conv((1, 28, 28), (8, 1, 3, 3))
conv((3, 28, 28), (8, 1, 3, 3))
conv((5, 784), (8, 1, 3, 3))
conv((2, 2, 2, 28, 28), (8, 1, 3, 3))
conv((64, 3, 28, 28), (8, 1, 5, 5))
conv((4, 6, 10, 12), (8, 3, 3, 5), (1, 2), (2, 0), (1, 1), 2)
conv((4, 5, 10, 12), (8, 3, 3, 5), (1, 2), (2, 0), (1, 1), 2)
conv((4, 3, 10), (8, 3, 3))
conv((3, 10), (8, 3, 3), 2, 1)
conv((4, 3, 10, 10), (8, 3, 3))
conv((4, 3, 2), (8, 3, 5))
for n in (4, 5, 28):
    for k in (2, 3, (2, 1)):
        row("Pool", (2, 3, n, n), 2, k, call=lambda: F.max_pool2d(torch.zeros(2, 3, n, n), k))
        row("Pool", (2, 3, n, n), 2, k, 1, call=lambda: F.avg_pool2d(torch.zeros(2, 3, n, n), k, 1))
    row("Pool", (2, 3, n, n), 2, 3, 2, 1, call=lambda: F.max_pool2d(torch.zeros(2, 3, n, n), 3, 2, 1))
    row("Pool", (3, n), 1, 2, call=lambda: F.max_pool1d(torch.zeros(3, n), 2))
row("AdaptivePool", (2, 3, 28, 28), 2, 1, call=lambda: F.adaptive_avg_pool2d(torch.zeros(2, 3, 28, 28), 1))
row("AdaptivePool", (2, 3, 28, 28), 2, (7, 5), call=lambda: F.adaptive_avg_pool2d(torch.zeros(2, 3, 28, 28), (7, 5)))
row("AdaptivePool", (3, 28), 1, 4, call=lambda: F.adaptive_avg_pool1d(torch.zeros(3, 28), 4))

write("conv_shapes", rows)
