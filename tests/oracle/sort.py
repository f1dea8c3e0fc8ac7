"""Order: sorting, selection, counting, running extremes."""

from table import Table
from translate import typescript

row = Table("sort")


def both(*lines, error=False):
    for py in lines:
        (row.error if error else row)(py, typescript(py))


X = "f([[3, 1, 2, 1], [0, -5, nan, 2.5], [7, 7, 7, -inf]])"
for x in [X, "f([3, 1, 2])", "d([[2, 1], [0.5, 4]])", "i([[3, -1], [2, 3]])", "s([3, 1, 2])", "u([200, 3, 100])", "b([1, 0, 1])", "tensor(3.)", "zeros(0)", "zeros(0, 3)", "m.t()", "arange(24.).view(2, 3, 4).transpose(0, 2)"]:
    both(f"{x}.sort()", f"{x}.sort(0, True)", f"{x}.sort(descending=True)", f"{x}.argsort(stable=True, dim=0)", f"{x}.argsort(0, True)", f"sort({x})")
    if x != "tensor(3.)":
        both(f"{x}.msort()")
both("m.sort(2)", "m.argsort(-3)", error=True)
both("m.t().sort()[0].stride()".replace("[0]", ".values"), "m.t().sort(0).values.stride()", "arange(600.).mul(7919).remainder(601).sort()", "arange(600.).mul(7919).remainder(601).sort(descending=True).indices", "arange(600.).remainder(3).argsort(stable=True)",
     "f([0., -0., 0.]).argsort()", "zeros(2, 300).add(arange(300.).mul(-1)).sort(1).indices", "i([9007199254740993, 9007199254740992, -9007199254740993]).argsort()".replace("9007199254740993", "90071").replace("9007199254740992", "90070"))
for x in ["f([[3, 1, 2, 9], [0, -5, 7, 2.5]])", "f([3, 1, nan, inf, -inf])", "i([3, -1, 7, 2])", "u([200, 3, 100])", "arange(3000.).mul(7919).remainder(3001)"]:
    both(f"{x}.topk(2)", f"{x}.topk(2, largest=False)", f"{x}.topk(1, 0)", f"topk({x}, 2, -1, False)", f"{x}.topk(0)", f"{x}.kthvalue(2)", f"{x}.kthvalue(1, 0, True)", f"kthvalue({x}, 1, keepdim=True)")
both("m.topk(2, 0)", "m.t().topk(2)", "tensor(3.).topk(1)", "m.t().topk(2).values.stride()", "m.topk(2, dim=0, largest=False)", "tensor(3.).kthvalue(1)", "m.kthvalue(2, 0)")
# Which of equals are picked, and in which order, follows from the algorithm: a partial sort up to n / 64, else a selection.
for n, m, ks in [(4, 2, [1, 2, 3, 4]), (9, 3, [2, 5, 9]), (40, 5, [1, 7, 40]), (300, 4, [4, 5, 31, 300]), (3000, 50, [3, 46, 47, 60])]:
    for k in ks:
        x = f"arange({n}.).mul(7919).remainder({m})"
        both(f"{x}.topk({k})", f"{x}.topk({k}, largest=False).indices", f"{x}.topk({k}, sorted=False).indices", f"{x}.long().topk({k}).indices")
both("f([nan, 1, nan, inf, nan]).topk(3)", "f([nan, 1, nan, 1, 1]).topk(4, largest=False)", "f([0., -0., 0., -0.]).topk(3)", "f([[1, 1, 1], [2, 1, 2]]).topk(2, 0)", "topk(f([2, 2, 2, 2, 2]), 3, -1, True, False)")
both("m.topk(5)", "m.topk(-1)", "b([1]).topk(1)", "m.topk(1, 2)", "m.kthvalue(5)", "m.kthvalue(0)", "zeros(0).kthvalue(1)", "b([1]).kthvalue(1)", "m.kthvalue(1, 2)", error=True)
for x in [X, "f([3, 1, 2, 5])", "d([2, 1, 9])", "i([[3, -1, 4], [2, 3, 9]])", "tensor(3.)", "m.t()"]:
    for name in ["median", "nanmedian"]:
        both(f"{x}.{name}()", f"{x}.{name}(0)", f"{x}.{name}(-1, True)", f"{name}({x}, dim=0, keepdim=True)")
    both(f"{x}.mode()", f"{x}.mode(0)", f"{x}.mode(-1, True)", f"mode({x}, keepdim=True)")
both("zeros(0).median()", "f([nan, nan]).nanmedian()", "f([nan, nan]).nanmedian(0)", "zeros(0, 3).median(1)", "b([1, 0, 1]).mode()", "i([1, 2, 2, 3, 3]).mode()", "f([1, nan, 3]).median(0)")
both("zeros(0).median(0)", "zeros(0, 3).median(0)", "b([1]).median()", "m.median(2)", "zeros(0).mode()", "m.mode(2)", error=True)
Q = "f([0.1, 0.5, 0.9])"
for x in ["f([[3, 1, 2, 9], [0, -5, 7, 2.5]])", "f([3, 1, nan, 4])", "d([2, 1, 9])".replace("d(", "f("), "tensor(3.)", "m.t()"]:
    for name in ["quantile", "nanquantile"]:
        both(f"{x}.{name}(0.5)", f"{x}.{name}(0.3, 0)", f"{x}.{name}({Q})", f"{x}.{name}({Q}, 0, True)", f"{x}.{name}({Q}, dim=-1)", f"{x}.{name}(0.25, keepdim=True)")
        for how in ["lower", "higher", "midpoint", "nearest", "linear"]:
            both(f"{x}.{name}(0.4, interpolation='{how}')")
both("m.quantile(1.5)", "k.quantile(0.5)", "m.quantile(d([0.5]))", "m.quantile(0.5, interpolation='x')", "zeros(0).quantile(0.5)", "m.quantile(f([[0.5]]))", "m.quantile(f([0.5, 2]))", "m.quantile(0.5, 2)", error=True)

for x in ["f([3, 1, 1, 2, 3])", "i([[5, -1], [5, 7]])", "b([1, 0, 1])", "f([nan, nan, 1])", "zeros(0)", "u([200, 3, 200])", "tensor(3.)"]:
    for name in ["unique", "unique_consecutive"]:
        both(f"{x}.{name}()", f"{x}.{name}(return_inverse=True)", f"{x}.{name}(return_counts=True)", f"{name}({x}, return_inverse=True, return_counts=True)")
Y = "i([[1, 2, 1], [1, 2, 1], [0, 5, 0], [1, 2, 1]])"
for dim in (0, 1, -1):
    both(f"{Y}.unique(dim={dim})", f"{Y}.unique(return_inverse=True, return_counts=True, dim={dim})", f"{Y}.unique_consecutive(dim={dim})", f"{Y}.unique_consecutive(return_inverse=True, return_counts=True, dim={dim})")
both("m.unique(dim=2)", "zeros(2, 0).unique(dim=0)", error=True)
both("i([1, 2, 2, 5]).bincount()", "s([1, 0]).bincount()", "u([3]).bincount()", "i([1, 2]).bincount(f([0.5, 1]))", "i([1, 2, 1]).bincount(i([1, 2, 5]))", "i([1, 2]).bincount(d([0.5, 1]), 5)", "i([1, 2]).bincount(minlength=5)", "bincount(i([1]), weights=f([2]), minlength=3)",
     "zeros(0).long().bincount()", "zeros(0).long().bincount(minlength=2)")
both("i([-1]).bincount()", "f([1]).bincount()", "k.bincount()", "i([1]).bincount(f([1, 2]))", "i([1]).bincount(minlength=-1)", error=True)
both("m.histc(4)", "m.histc(4, 2, 9)", "histc(m, 3, min=0, max=5)", "m.histc(bins=2)", "f([1, nan, 2]).histc(2, 0, 3)", "f([5, 5]).histc(3)", "zeros(0).histc(3)", "d([0.1, 0.2, 0.3]).histc(3)", "m.histc().sum()", "f([1, 2, inf]).histc(2, 0, 2)", "arange(1000.).div(7).histc(10)", "f([0.1, 0.3, 0.7]).histc(10, 0, 1)")
both("m.histc(4, 3, 1)", "k.histc(4)", "m.histc(0)", "f([1, inf]).histc(3)", "f([1, nan]).histc(2)", error=True)
S = "i([1, 3, 5, 5, 7])"
for v in ["i([0, 1, 3, 5, 6, 9])", "3", "i([[5], [4]])", "f([4.5, 5])", "zeros(0).long()"]:
    both(f"searchsorted({S}, {v})", f"searchsorted({S}, {v}, right=True)", f"searchsorted({S}, {v}, side='right')", f"bucketize({v}, {S})", f"bucketize({v}, {S}, right=True)", f"searchsorted({S}, {v}, out_int32=True)")
both("searchsorted(f([[1, 3, 5], [2, 4, 6]]), f([[3, 9], [3, 2]]))", "searchsorted(f([1, nan]), f([nan, 2]))", "searchsorted(i([5, 3, 1]), i([3, 4]), sorter=i([2, 1, 0]))", "searchsorted(f([1, 2]), f([2]), side='left')", "searchsorted(f([[1, 2], [3, 4]]).t(), f([[1, 3], [2, 4]]).t())")
both("searchsorted(i([[1, 3, 5], [2, 4, 6]]), i([3]))", "searchsorted(i([1, 3]), i([3]), side='left', right=True)", "searchsorted(tensor(3.), f([1]))", "searchsorted(i([1, 3]), i([3]), side='x')", error=True)
both("isin(i([1, 2, 3]), i([2]))", "isin(i([[1, 2], [3, 4]]), 2)", "isin(2, i([1, 2]))", "isin(f([1, 2]), i([2]))", "isin(i([1, 2, 3]), i([2]), invert=True)", "isin(f([nan, 1]), f([nan]))", "isin(b([1, 0]), b([1]))")
for x in [X, "i([[3, 3, -1], [2, 5, 4]])", "tensor(3.)", "u([3, 200, 1])", "b([0, 1, 0])", "m.t()", "zeros(0)"]:
    both(f"{x}.cummax(0)", f"{x}.cummin(-1)", f"cummax({x}, dim=-1)")
for x in ["f([[3, 1, 2], [0, -5, inf]])", "f([-inf, -inf, 1])", "d([1000, 1000, 1])", "tensor(3.)", "f([nan, 1])", "m.t()"]:
    both(f"{x}.logcumsumexp(0)", f"logcumsumexp({x}, dim=-1)")
both("k.logcumsumexp(0)", "m.cummax(2)", "m.logcumsumexp(2)", error=True)
x = "m.clone().requires_grad_()"
both(f"{x}.sort()", f"{x}.topk(1)", f"{x}.kthvalue(2)", f"{x}.median()", f"{x}.median(1)", f"{x}.nanmedian(0)", f"{x}.mode()", f"{x}.cummax(0)", f"{x}.logcumsumexp(0)", f"{x}.unique()", f"{x}.argsort()", f"{x}.sum().nanmedian()")
row.write()
