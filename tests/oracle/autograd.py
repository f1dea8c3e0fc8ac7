"""Gradients: values, errors, grad_fn names, histories of in-place ops. See table.py; `grads` and `node` are this file's."""

import warnings

import torch

from table import Table

warnings.simplefilter("ignore")


def leaves(inputs):
    return [x.clone().requires_grad_() if x.is_floating_point() else x for x in inputs]


def weights(y):
    return torch.arange(1.0, y.numel() + 1, dtype=y.dtype).reshape(y.shape) / 2


def grads(f, *inputs):
    """The gradients of f at the inputs, for fixed gradients of what it gives."""
    xs = leaves(inputs)
    out = f(*xs)
    ys = list(out) if isinstance(out, (list, tuple)) else [out]
    ys = [y for y in ys if y.requires_grad]
    torch.autograd.backward(ys, [weights(y) for y in ys])
    return [x.grad.clone() if x.grad is not None else None for x in xs if x.requires_grad]  # without an offset


def node(f, x=None):
    x = (torch.arange(1.0, 13.0).view(3, 4) if x is None else x).requires_grad_()
    out = f(x)
    return type(out.grad_fn).__name__ if out.grad_fn else None


def error(f):
    f()


def snake_to_camel(s):
    import re

    return re.sub(r"(?<=[a-z0-9])_([a-z0-9])", lambda m: m.group(1).upper(), s)


row = Table("autograd", {"grads": grads, "node": node})


def g(py, *inputs, ts=None):
    """One row of `grads`: the body of a function of a, b, c."""
    names = "abc"[: len(inputs)]
    args = ", ".join(inputs)
    row(f"grads(lambda {', '.join(names)}: {py}, {args})", f"grads(({', '.join(names)}) => {ts or snake_to_camel(py)}, {args.replace('True', 'true').replace('False', 'false')})")


def n(py, ts=None, x=None):
    extra = f", {x}" if x else ""
    row(f"node(lambda a: {py}{extra})", f"node((a) => {ts or snake_to_camel(py)}{extra})")


V = "f([-1.5, 0, 0.5, 2])"
P = "f([0.3, 0.5, 0.9])"
M = "f([[1, -2, 3], [0, 5, 5]])"
for name in "neg abs sign exp exp2 expm1 sin cos tan sinh cosh tanh asinh atan sigmoid relu floor ceil round trunc frac erf erfc square".split():
    g(f"a.{name}()", V)
for name in "log log2 log10 log1p sqrt rsqrt reciprocal asin acos atanh lgamma".split():
    g(f"a.{name}()", P)
g("a.acosh()", "f([1.5, 2, 4])")
g("a.lgamma()", "d([-0.5, -2.5, 1e-3, 1, 25])")
for name in "log sqrt rsqrt reciprocal abs".split():
    g(f"a.{name}()", "f([0, 1, inf])", ts=None)
rows = [r for r in row.rows]
for r in rows:
    r[1] = r[1].replace("inf]", "Infinity]")

A, B = "f([1, 2, 2, -3])", "f([2, 1, 2, 0.5])"
for op, ts in [("a + b", "a.add(b)"), ("a - b", "a.sub(b)"), ("a * b", "a.mul(b)"), ("a / b", "a.div(b)"), ("a % b", "a.remainder(b)")]:
    g(op, A, B, ts=ts)
for name in "maximum minimum atan2 hypot fmod".split():
    g(f"a.{name}(b)", A, B)
g("a ** b", "f([1, 2, 0, 0, 3])", "f([2, 0.5, 0, 2, -1])", ts="a.pow(b)")
g("a ** b", "f([0, 2])", "f([0, 1])", ts="a.pow(b)")
for e in ["0", "1", "2", "0.5", "-1", "3"]:
    g(f"a ** {e}", "f([0, 1, 2, 4])", ts=f"a.pow({e})")
g("2 ** a", V, ts="a.rpow(2)")
g("0 ** a", "f([0, 1, 2])", ts="a.rpow(0)")
g("1 - a", V, ts="a.rsub(1)")
g("2 / a", P, ts="a.rdiv(2)")
g("a.add(b, alpha=3)", A, B, ts="a.add(b, {alpha: 3})")
g("a.sub(b, alpha=2)", A, B, ts="a.sub(b, {alpha: 2})")
g("a.div(b, rounding_mode='floor')", A, B, ts="a.div(b, {roundingMode: 'floor'})")
g("a.div(b, rounding_mode='trunc')", A, B, ts="a.div(b, {roundingMode: 'trunc'})")
# Broadcasting, dtypes.
g("a * b", "f([[1, 2, 3], [4, 5, 6]])", "f([1, 2, 3])", ts="a.mul(b)")
g("a * b", "f([[1], [4]])", "f([1, 2, 3])", ts="a.mul(b)")
g("a / b", "f([[1, 2], [4, 5]])", "f(2)", ts="a.div(b)")
g("a - b", "f([1, 2])", "f([[[1, 2]], [[3, 4]]])", ts="a.sub(b)")
g("a * b", "f([1, 2])", "d([3, 4])", ts="a.mul(b)")
g("a + b", "d([1, 2])", "f(3)", ts="a.add(b)")
g("a * b", "f([1, 2])", "i([3, 4])", ts="a.mul(b)")
g("a.double() * 2", "f([1, 2])", ts="a.double().mul(2)")
g("a.float().double().exp()", "d([1, 2])", ts="a.float().double().exp()")
g("a @ b", "f([[1, 2], [3, 4]])", "f([[1, 2, 3], [3, 4, 5]])", ts="a.matmul(b)")
g("a.t() @ b", "f([[1, 2], [3, 4]])", "f([[1, 2, 3], [3, 4, 5]])", ts="a.t().matmul(b)")
g("a @ b.t()", "f([[1, 2], [3, 4]])", "f([[1, 2], [3, 4], [5, 6]])", ts="a.matmul(b.t())")
g("a @ b", "f([1, 2])", "f([3, 4])", ts="a.matmul(b)")
g("a @ b", "f([[1, 2], [3, 4]])", "f([3, 4])", ts="a.matmul(b)")
g("a @ b", "f([3, 4])", "f([[1, 2], [3, 4]])", ts="a.matmul(b)")
g("a @ b", "m.reshape(3, 2, 2)", "f([[1, 2], [3, 4]])", ts="a.matmul(b)")
g("a @ b", "m.reshape(3, 2, 2)", "m.reshape(3, 2, 2)", ts="a.matmul(b)")
g("a @ b", "m.reshape(1, 3, 2, 2)", "m.reshape(3, 1, 2, 2)", ts="a.matmul(b)")
g("a @ b", "m.reshape(3, 2, 2)", "f([3, 4])", ts="a.matmul(b)")
g("addmm(a, b, c)", "f([1, 2])", "f([[1, 2], [3, 4]])", "f([[1, 2], [3, 4]])")
g("addmm(a, b, c, alpha=2, beta=3)", "f([[1], [2]])", "f([[1, 2], [3, 4]])", "f([[1, 2], [3, 4]])", ts="addmm(a, b, c, {alpha: 2, beta: 3})")
g("baddbmm(a, b, c, alpha=2, beta=3)", "f([1, 2])", "m.reshape(3, 2, 2)", "m.reshape(3, 2, 2)", ts="baddbmm(a, b, c, {alpha: 2, beta: 3})")
g("outer(a, b)", "f([1, 2])", "f([1, 2, 3])")
for eq in ["ij,jk->ik", "ij,jk->ki", "ij,ij->i", "ij,ij->", "ij,ij->ij", "ij,kj->ik", "ij,jk->", "ii,jk->ik"]:
    g(f"einsum('{eq}', a, b)", "f([[1, 2], [3, 4]])", "f([[1, -2], [3, 0]])")
g("einsum('bij,bjk,k->bi', a, b, c)", "m.reshape(3, 2, 2)", "m.reshape(3, 2, 2)", "f([1, 2])")
g("einsum('ik,kj->ij', a, b)", "f([[1], [2]])", "f([[1, 2], [3, 4]])")
# Reductions.
for call, ts in [
    ("sum()", None), ("sum(0)", None), ("sum(1, keepdim=True)", "sum(1, true)"), ("sum((0, 1))", "sum([0, 1])"), ("mean()", None), ("mean(1)", None),
    ("mean(0, keepdim=True)", "mean(0, true)"), ("prod()", None), ("prod(0)", None), ("prod(1, keepdim=True)", "prod(1, true)"), ("std()", None), ("std(1)", None),
    ("std(0, keepdim=True)", "std(0, true)"), ("var()", None), ("var(1)", None), ("var(1, unbiased=False)", "var(1, {unbiased: false})"), ("std(1, correction=0)", "std(1, {correction: 0})"),
    ("max()", None), ("min()", None), ("max(1)[0]", None), ("min(1)[0]", None), ("max(0, keepdim=True)[0]", "max(0, true)[0]"), ("amax()", None), ("amax(1)", None),
    ("amin(0)", None), ("amax((0, 1))", "amax([0, 1])"), ("norm()", None), ("norm(1)", None), ("norm(3)", None), ("norm(0)", None), ("norm(0.5)", None), ("norm(1.5)", None),
    ("norm(float('inf'))", "norm(Infinity)"), ("norm(dim=1)", "norm({dim: 1})"), ("norm(2, 0, True)", "norm(2, 0, true)"), ("logsumexp(1)", None), ("logsumexp((0, 1))", "logsumexp([0, 1])"),
    ("logsumexp(0, keepdim=True)", "logsumexp(0, true)"), ("cumsum(0)", None), ("cumsum(1)", None), ("cumprod(0)", None), ("cumprod(1)", None), ("softmax(1)", None), ("softmax(0)", None),
    ("log_softmax(1)", None), ("sum(dtype=torch.float64)", "sum({dtype: 'float64'})"),
]:  # fmt: skip
    g(f"a.{call}", M, ts=f"a.{ts or snake_to_camel(call)}")
g("a.norm()", "f([0, 0])")
g("a.norm(3)", "f([0, 0])")
g("a.std()", "f([2, 2, 2])")
g("a.var()", "f([2, 2, 2])")
g("a.prod()", "f([0, 2, 0])")
g("a.prod()", "f(3)")
g("a.prod(1)", "f([[0, 2, 0], [1, 0, 3], [1, 2, 3]])")
g("a.cumprod(0)", "f([2, 0, 3, 0, 4])")
g("a.max()", "f([3, 1, 3, 2])")
g("a.min(0)[0]", "f([3, 1, 1, 2])")
g("a.amin()", "f([3, 1, 1, 2])")
g("a.sum()", "f(3)")
g("a.max(0)[0]", "f(3)")
g("a.logsumexp(0)", "f([-1000, 1000])")
# Choices.
for call, ts in [("clamp(0, 2)", None), ("clamp(min=0.5)", "clamp({min: 0.5})"), ("clamp(max=0.5)", "clamp({max: 0.5})"), ("clamp_min(0)", None), ("clamp_max(0)", None), ("clamp(2, 0)", None)]:
    g(f"a.{call}", V, ts=f"a.{ts or snake_to_camel(call)}")
g("a.clamp(b, c)", "f([-2, 0, 1, 5, 2])", "f([-1, 0, 0, 0, 9])", "f([1, 1, 1, 1, 3])")
g("a.clamp_min(b)", "f([-2, 0, 1])", "f([-1, 0, 0])")
g("a.clamp_max(b)", "f([-2, 0, 1])", "f([-1, 0, 0])")
g("where(a > 0, a, b)", V, "f([5, 6, 7, 8])", ts="where(a.gt(0), a, b)")
g("where(a > 0, a, a)", V, ts="where(a.gt(0), a, a)")
g("where(a > 0, a, b)", V, "f(5)", ts="where(a.gt(0), a, b)")
g("where(a > 0, 1.5, a)", V, ts="where(a.gt(0), 1.5, a)")
g("a.masked_fill(a > 0, 3)", V, ts="a.maskedFill(a.gt(0), 3)")
g("a.masked_fill(a > 0, b)", V, "f(5)", ts="a.maskedFill(a.gt(0), b)")
g("a.masked_select(a > 0)", V, ts="a.maskedSelect(a.gt(0))")
# Views, joins.
for call, ts in [
    ("view(3, 2)", None), ("reshape(6)", None), ("t()", None), ("t().reshape(6)", None), ("T", None), ("mT", None), ("transpose(0, 1)", None), ("permute(1, 0)", None), ("unsqueeze(1)", None),
    ("unsqueeze(0).squeeze(0)", None), ("expand(2, 2, 3)", None), ("flatten()", None), ("unflatten(1, (3, 1))", "unflatten(1, [3, 1])"), ("movedim(0, 1)", None), ("narrow(1, 1, 2)", None),
    ("diagonal()", None), ("diagonal(1)", None), ("unfold(1, 2, 1)", None), ("as_strided((2, 2), (1, 1))", "asStrided([2, 2], [1, 1])"), ("split(2, 1)", None), ("split([1, 2], 1)", None), ("chunk(2, 1)[1]", None),
    ("unbind(1)", None), ("unbind()[1]", None), ("repeat(2, 2)", None), ("tile(2)", None), ("flip(0, 1)", None), ("tril()", None), ("triu(1)", None), ("clone()", None), ("t().contiguous()", None),
    ("index_select(1, i([2, 0, 2]))", None), ("broadcast_to(2, 2, 3)", None),
]:  # fmt: skip
    g(f"a.{call}", M, ts=f"a.{ts or snake_to_camel(call)}")
for py, ts in [("0", "0"), ("0, 1", "0, 1"), (":, 1", "':', 1"), ("0:1", "'0:1'"), (":, ::2", "':', '::2'"), ("..., 0", "'...', 0"), ("None", "null"), ("[0, 1, 0]", "[0, 1, 0]"), ("[0, 0], [1, 1]", "[0, 0], [1, 1]"),
               (":, [0, 0, 2]", "':', [0, 0, 2]"), ("a > 0", "a.gt(0)"), ("i([1, 1]), 1:", "i([1, 1]), '1:'"), ("0, b([1, 0, 1])", "0, b([1, 0, 1])")]:  # fmt: skip
    row(f"grads(lambda a: a[{py}], {M})", f"grads((a) => a.at({ts}), {M})")
g("cat([a, b, a])", "f([[1, 2]])", "f([[1, 2], [3, 4]])")
g("cat([a, b], 1)", "f([[1, 2], [3, 4]])", "d([[1], [5]])")
g("stack([a, b, a], 1)", "f([1, 2])", "f([1, 2])")
g("hstack([a, b])", "f([1, 2])", "f([1, 2])")
g("vstack([a, b])", "f([1, 2])", "f([1, 2])")
g("meshgrid(a, b, indexing='ij')", "f([1, 2])", "f([1, 2, 3])", ts="meshgrid([a, b])")
g("broadcast_tensors(a, b)", "f([1, 2])", "f([[1], [3]])")
# One tensor in several places.
g("a * a + a.exp() * a", V, ts="a.mul(a).add(a.exp().mul(a))")
g("(a - a.mean()) / a.std()", V, ts="a.sub(a.mean()).div(a.std())")
g("a + a", V, ts="a.add(a)")

# 0 and not −0 where relu is flat.
row("x = f([-1, 0, 2]).requires_grad_(); x.relu().backward(f([-1, -2, -3])); x.grad", "const x = f([-1, 0, 2]).requiresGrad_(); x.relu().backward(f([-1, -2, -3])); x.grad")
row("x = f([-1, 0, 2]).requires_grad_(); F.relu(x).backward(f([-1, -2, -3])); x.grad", "const x = f([-1, 0, 2]).requiresGrad_(); F.relu(x).backward(f([-1, -2, -3])); x.grad")

# Names.
for py, ts in [
    ("a + 1", "a.add(1)"), ("a - a", "a.sub(a)"), ("1 - a", "a.rsub(1)"), ("-a", "a.neg()"), ("a * 2", "a.mul(2)"), ("a / 2", "a.div(2)"), ("2 / a", "a.rdiv(2)"), ("a ** 2", "a.pow(2)"), ("a ** a", "a.pow(a)"),
    ("2 ** a", "a.rpow(2)"), ("a.clamp_min(0.)", "a.clampMin(0)"), ("a.clamp(min=0)", "a.clamp({min: 0})"), ("a.clamp(0, 1)", None), ("a.clamp(a, a)", None), ("a @ a.t()", "a.matmul(a.t())"), ("a.t()", None), ("a.T", None),
    ("a.sum()", None), ("a.sum(0)", None), ("a.mean()", None), ("a.mean(1)", None), ("a.std()", None), ("a.var()", None), ("a.var(0)", None), ("a.max()", None), ("a.max(1)[0]", None), ("a.min()", None), ("a.min(1)[0]", None),
    ("a.view(12)", None), ("a.reshape(12)", None), ("a.t().reshape(12)", None), ("a[0]", "a.at(0)"), ("a[0, 0]", "a.at(0, 0)"), ("a[:, 1]", "a.at(':', 1)"), ("a[1:]", "a.at('1:')"), ("a[[0, 1], [1, 2]]", "a.at([0, 1], [1, 2])"), ("a[None]", "a.at(null)"),
    ("a[..., None]", "a.at('...', null)"), ("a[a > 0]", "a.at(a.gt(0))"), ("a[:, :1].squeeze(-1)", "a.at(':', ':1').squeeze(-1)"), ("a[:, :1].squeeze()", "a.at(':', ':1').squeeze()"), ("a.expand(2, 3, 4)", None), ("cat([a, a])", None), ("stack([a, a])", None),
    ("a.clone()", None), ("a.detach()", None), ("a.log_softmax(1)", None), ("a.softmax(-1)", None), ("a.logsumexp(1)", None), ("einsum('ij,kj->ik', a, a)", None), ("a.unfold(1, 2, 1)", None), ("a.norm()", None),
    ("a.float()", None), ("a.double()", None), ("a.prod()", None), ("a.prod(1)", None), ("a.cumsum(0)", None), ("a.cumprod(0)", None), ("where(a > 0, a, a)", "where(a.gt(0), a, a)"), ("a.masked_fill(a > 0, 0.)", "a.maskedFill(a.gt(0), 0)"),
    ("a.index_select(0, i([0]))", None), ("a.flatten()", None), ("a.chunk(2)[0]", None), ("a.split([1, 2])[0]", None), ("a.unbind()[0]", None), ("list(a)[0]", "[...a][0]"), ("a.masked_select(a > 0)", "a.maskedSelect(a.gt(0))"), ("a.maximum(a)", None),
    ("a.repeat(2, 1)", None), ("a.amax(1)", None), ("a.square()", None), ("a.rsqrt()", None), ("a.tril()", None), ("bmm(a[None], a.t()[None])", "bmm(a.at(null), a.t().at(null))"), ("outer(a[0], a[1])", "outer(a.at(0), a.at(1))"),
    ("mv(a, a[0])", "mv(a, a.at(0))"), ("dot(a[0], a[1])", "dot(a.at(0), a.at(1))"), ("matmul(a[None], a.t()[None])", "matmul(a.at(null), a.t().at(null))"), ("a.permute(1, 0)", None), ("a.transpose(0, 1)", None), ("a.diagonal()", None), ("a.flip(0)", None),
    ("a.remainder(2)", None), ("a.remainder(a)", None), ("a.fmod(2)", None), ("a.fmod(a)", None), ("a.div(a, rounding_mode='floor')", "a.div(a, {roundingMode: 'floor'})"), ("a.as_strided((2,), (1,))", "a.asStrided([2], [1])"),
    ("a.mul(2).add_(1)", None), ("a.mul(2).clamp_max_(6)", None), ("a.mul(2).zero_()", None), ("a.mul(2).fill_(3)", None), ("a.mul(2).relu_()", None), ("a.mul(2).lt_(0)", None), ("a.mul(2).copy_(a)", None),
    ("a.mul(2).masked_fill_(a > 0, 1)", "a.mul(2).maskedFill_(a.gt(0), 1)"), ("a.mul(2).t().mul_(2)", None), ("a.gt(0)", None), ("a.argmax()", None), ("a.long()", None), ("a.log1p()", None), ("a.atan2(a)", None), ("a.hypot(a)", None), ("a.addmm(a, ones(4, 4))", None),
]:  # fmt: skip
    n(py, ts)

# Leaves, errors. `x` is f([1, 2, 3]) with a gradient, `y` x * 2.
L = "x = f([1, 2, 3]).requires_grad_(); "
LT = "const x = f([1, 2, 3]).requiresGrad_(); "


def s(py, ts=None, error=False):
    def camel(code):
        import re

        code = re.sub(r"(^|; )([a-z]\w*) = ", lambda k: f"{k.group(1)}const {k.group(2)} = ", code)
        code = re.sub(r"(const \w+ = .*?)\bconst x\.grad", r"\1x.grad", code)
        code = code.replace("None", "null").replace("True", "true").replace("False", "false")
        return snake_to_camel(code)

    (row.error if error else row)(L + py, LT + (ts or camel(py)))


def e(py, ts=None):
    s(py, ts, error=True)


s("x")
s("x.mul(2)")
s("[x.is_leaf, x.requires_grad, x.mul(2).is_leaf, x.mul(2).requires_grad, x.detach().is_leaf, x.grad]")
s("x.mul(2).sum().backward(); x.grad")
s("x.mul(2).backward(f([1, 10, 100])); x.grad")
s("x.mul(x).backward(gradient=f([1, 10, 100])); x.grad", "x.mul(x).backward({gradient: f([1, 10, 100])}); x.grad")
s("y = x.mul(x).sum(); y.backward(retain_graph=True); y.backward(); x.grad", "const y = x.mul(x).sum(); y.backward({retainGraph: true}); y.backward(); x.grad")
s("x.sum().backward(); x.mul(2).sum().backward(); x.grad")
s("x.sum().backward(); k = x.grad; x.mul(2).sum().backward(); k")
s("x.sum().backward(); x.grad = None; x.mul(3).sum().backward(); x.grad", "x.sum().backward(); x.grad = null; x.mul(3).sum().backward(); x.grad")
s("x.grad = ones(3); x.sum().backward(); x.grad", "x.grad = ones(3); x.sum().backward(); x.grad")
s("y = x.add(1); y.sum().backward(); y.sum().backward(); x.grad")
s("y = x.sub(1).sum(); y.backward(); y.backward(); x.grad")
s("y = x.mul(2); y.retain_grad(); y.square().sum().backward(); [x.grad, y.grad]")
s("y = x.mul(2); z = y.detach().mul(x); z.sum().backward(); x.grad")
s("x.requires_grad_(False); x.mul(2)")
s("y = x.mul(2); y.detach_(); [y, y.is_leaf, y.requires_grad]")
s("x.mul(x).sum().backward(create_graph=True); x.grad", "x.mul(x).sum().backward({createGraph: true}); x.grad")
s("y = x.mul(x).mul(x).sum(); torch.autograd.grad(torch.autograd.grad(y, x, create_graph=True)[0].sum(), x)[0]", "const y = x.mul(x).mul(x).sum(); autograd.grad(autograd.grad(y, x, {createGraph: true})[0].sum(), x)[0]")
s("list(torch.autograd.grad(x.mul(x).sum(), x))", "autograd.grad(x.mul(x).sum(), x)")
s("list(torch.autograd.grad([x.mul(x).sum(), x.sum()], [x]))", "autograd.grad([x.mul(x).sum(), x.sum()], [x])")
s("list(torch.autograd.grad(x.mul(x), x, grad_outputs=f([1, 0, 2])))", "autograd.grad(x.mul(x), x, {gradOutputs: f([1, 0, 2])})")
s("y = x.mul(2); z = y.exp(); [*torch.autograd.grad(z.sum(), [y, x]), x.grad]", "const y = x.mul(2); const z = y.exp(); [...autograd.grad(z.sum(), [y, x]), x.grad]")
s("w = ones(3).requires_grad_(); list(torch.autograd.grad(x.sum(), [x, w], allow_unused=True))", "const w = ones(3).requiresGrad_(); autograd.grad(x.sum(), [x, w], {allowUnused: true})")
s("w = ones(3).requires_grad_(); list(torch.autograd.grad(x.sum(), [x, w], materialize_grads=True))", "const w = ones(3).requiresGrad_(); autograd.grad(x.sum(), [x, w], {materializeGrads: true})")
s("w = ones(3).requires_grad_(); x.mul(w).sum().backward(inputs=[w]); [x.grad, w.grad]", "const w = ones(3).requiresGrad_(); x.mul(w).sum().backward({inputs: [w]}); [x.grad, w.grad]")
s("torch.autograd.backward([x.sum(), x.mul(x)], [None, ones(3)]); x.grad", "autograd.backward([x.sum(), x.mul(x)], [null, ones(3)]); x.grad")
s("x.sum().backward(i(2)); x.grad")
s("x.sum().backward(d(2)); x.grad")
s("h = x.register_hook(lambda g: g * 2); x.sum().backward(); h.remove(); x.sum().backward(); x.grad", "const h = x.registerHook((g) => g.mul(2)); x.sum().backward(); h.remove(); x.sum().backward(); x.grad")
s("y = x.mul(2); y.register_hook(lambda g: g + 1); y.register_hook(lambda g: g * 10); y.sum().backward(); x.grad", "const y = x.mul(2); y.registerHook((g) => g.add(1)); y.registerHook((g) => g.mul(10)); y.sum().backward(); x.grad")
s("x.data.mul_(2); x")
s("y = x.mul(x); x.data.add_(1); y.sum().backward(); x.grad")
s("[x.mul(2).grad_fn.name(), x.grad_fn]", "[x.mul(2).gradFn.name(), x.gradFn]")
s("y = x.mul(2); [k[0].name() for k in y.mul(x).grad_fn.next_functions]", "const y = x.mul(2); y.mul(x).gradFn.nextFunctions.map((k) => k[0].name())")
s("torch.no_grad().__enter__(); y = x.mul(2); torch.set_grad_enabled(True); y", "const y = noGrad(() => x.mul(2)); y")
e("x.mul(2).backward()")
e("f([1]).backward()")
e("z = x.mul(2).sum(); z.backward(); z.backward()")
e("y = x.mul(2); y.sum().backward(); y.sum().backward(retain_graph=True)", "const y = x.mul(2); y.sum().backward(); y.sum().backward({retainGraph: true})")
e("y = x.exp().sum(); y.backward(); y.backward()")
e("y = x[[0, 1]].sum(); y.backward(); y.backward()", "const y = x.at([0, 1]).sum(); y.backward(); y.backward()")
e("x.mul(2).backward(ones(2))")
e("x.sum().backward(ones(2))")
e("x.add_(1)")
e("x.zero_()")
e("x.copy_(ones(3))")
e("x.__setitem__(0, 3.)", "x.set([0], 3)")
e("x.__setitem__(slice(None), 3.)", "x.set([':'], 3)")
e("x.__setitem__(x > 1, 3.)", "x.set([x.gt(1)], 3)")
e("x[0].add_(1)", "x.at(0).add_(1)")
e("x.view(3, 1).mul_(2)")
e("i([1, 2]).requires_grad_()")
e("x.mul(2).requires_grad_(False)")
e("x[0:2].detach_()", "x.at('0:2').detach_()")
e("torch.autograd.grad(x.sum(), x.detach())", "autograd.grad(x.sum(), x.detach())")
e("torch.autograd.grad(x.sum(), ones(3).requires_grad_())", "autograd.grad(x.sum(), ones(3).requiresGrad_())")
e("torch.autograd.grad([x.sum(), x.sum()], x, grad_outputs=[ones(())])", "autograd.grad([x.sum(), x.sum()], x, {gradOutputs: [ones([])]})")
e("torch.autograd.grad(x * 2, x)", "autograd.grad(x.mul(2), x)")
e("torch.autograd.backward([x.sum(), ones(())])", "autograd.backward([x.sum(), ones([])])")
e("torch.autograd.backward([x.sum()], [])", "autograd.backward([x.sum()], [])")
e("ones(3).retain_grad()")
e("ones(3).register_hook(lambda g: g)", "ones(3).registerHook((g) => g)")
e("setattr(x, 'grad', ones(2))", "(x.grad = ones(2))")
e("setattr(x, 'grad', d([1, 2, 3]))", "(x.grad = d([1, 2, 3]))")

# What was changed since: versions.
for py, ts in [
    ("a = x * 2; b = a * a; a.add_(1); b.sum().backward()", "const a = x.mul(2); const b = a.mul(a); a.add_(1); b.sum().backward()"),
    ("a = x.exp(); a.add_(1); a.sum().backward()", None), ("a = x.clone(); a.exp_(); a.add_(1); a.sum().backward()", None),
    ("a = x.clone(); b = a * a; a[0] = 3; b.sum().backward()", "const a = x.clone(); const b = a.mul(a); a.set([0], 3); b.sum().backward()"),
    ("y = x.mul(x); x.detach().add_(1); y.sum().backward()", None), ("a = x.clone(); b = a[0] * a[1]; a.zero_(); b.backward()", "const a = x.clone(); const b = a.at(0).mul(a.at(1)); a.zero_(); b.backward()"),
    ("w = ones(3); y = x.mul(w); w.add_(1); y.sum().backward()", None), ("a = x.mul(2); b = a.sigmoid(); b.mul_(2); b.sum().backward()", None), ("a = x.mul(2).relu(); a.mul_(2); a.sum().backward()", None),
]:  # fmt: skip
    e(py, ts)

# In-place ops with gradients.
for py, ts in [
    ("a = x * 1; a.mul_(3); a.sum().backward(); [a, x.grad]", "const a = x.mul(1); a.mul_(3); a.sum().backward(); [a, x.grad]"), ("a = x.clone(); a.mul_(x); a.sum().backward(); [a, x.grad]", None), ("a = x.clone(); a.mul_(a); a.sum().backward(); x.grad", None),
    ("a = x.clone(); a.div_(x.square()); a.sum().backward(); x.grad", None), ("a = x.clone(); a.pow_(2); a.sum().backward(); x.grad", None), ("a = x.clone(); a.exp_(); a.sum().backward(); x.grad", None),
    ("a = x.clone(); a.log_(); a.sum().backward(); x.grad", None), ("a = x.clone(); a.clamp_(1.5, 2.5); a.sum().backward(); [a, x.grad]", None), ("a = x.clone(); a.zero_(); a.sum().backward(); [a, x.grad]", None),
    ("a = x.clone(); a.add_(x, alpha=3); a.sum().backward(); x.grad", "const a = x.clone(); a.add_(x, {alpha: 3}); a.sum().backward(); x.grad"),
    ("a = zeros(3); a.copy_(x); a.mul(2).sum().backward(); [a, x.grad]", None), ("a = zeros(2, 3); a.copy_(x); a.sum().backward(); x.grad", None), ("a = zeros(3); a[1] = x[0]; a.sum().backward(); [a, x.grad]", "const a = zeros(3); a.set([1], x.at(0)); a.sum().backward(); [a, x.grad]"),
    ("a = x.clone(); a[0] = 5; a.mul(a).sum().backward(); [a, x.grad]", "const a = x.clone(); a.set([0], 5); a.mul(a).sum().backward(); [a, x.grad]"), ("a = x.clone(); a[1:] = x[:2] * 2; a.mul(a).sum().backward(); [a, x.grad]", "const a = x.clone(); a.set(['1:'], x.at(':2').mul(2)); a.mul(a).sum().backward(); [a, x.grad]"),
    ("a = x.clone(); a[a > 1] = 0; a.mul(a).sum().backward(); [a, x.grad]", "const a = x.clone(); a.set([a.gt(1)], 0); a.mul(a).sum().backward(); [a, x.grad]"), ("a = x.clone(); a[i([0, 2])] = x[:2]; a.mul(a).sum().backward(); [a, x.grad]", "const a = x.clone(); a.set([i([0, 2])], x.at(':2')); a.mul(a).sum().backward(); [a, x.grad]"),
    ("a = x.clone(); v = a[0]; v.mul_(10); a.mul(a).sum().backward(); [a, v, x.grad]", "const a = x.clone(); const v = a.at(0); v.mul_(10); a.mul(a).sum().backward(); [a, v, x.grad]"),
    ("a = x.clone(); v = a[:2]; u = a[1:]; v.mul_(10); u.add_(x[0]); [a, u, v]", "const a = x.clone(); const v = a.at(':2'); const u = a.at('1:'); v.mul_(10); u.add_(x.at(0)); [a, u, v]"),
    ("a = x.clone(); v = a[:2]; u = a[1:]; v.mul_(10); u.add_(x[0]); v.mul(v).sum().backward(); x.grad", "const a = x.clone(); const v = a.at(':2'); const u = a.at('1:'); v.mul_(10); u.add_(x.at(0)); v.mul(v).sum().backward(); x.grad"),
    ("a = x.clone(); v = a[:2]; a.mul_(3); v.mul(v).sum().backward(); [v, x.grad]", "const a = x.clone(); const v = a.at(':2'); a.mul_(3); v.mul(v).sum().backward(); [v, x.grad]"),
    ("a = x.mul(2).view(3, 1); a.expand(3, 2).sum().backward(); x.grad", None), ("a = outer(x, x); a.t().mul_(outer(x, ones(3))); a.sum().backward(); [a, x.grad]", None), ("a = outer(x, x); a.diagonal().mul_(3); a.sum().backward(); x.grad", None),
    ("a = outer(x, x); a[0].mul_(x); a[:, 1].exp_(); a.mul(a).sum().backward(); x.grad", "const a = outer(x, x); a.at(0).mul_(x); a.at(':', 1).exp_(); a.mul(a).sum().backward(); x.grad"), ("a = zeros(2, 3); a[0].copy_(x); a[1] = a[0] * x; a.sum().backward(); [a, x.grad]", "const a = zeros(2, 3); a.at(0).copy_(x); a.set([1], a.at(0).mul(x)); a.sum().backward(); [a, x.grad]"),
    ("a = x.clone(); a.masked_fill_(a > 1, 7); a.sum().backward(); [a, x.grad]", "const a = x.clone(); a.maskedFill_(a.gt(1), 7); a.sum().backward(); [a, x.grad]"), ("a = x.clone(); a.fill_(x[1]); a.sum().backward(); [a, x.grad]", "const a = x.clone(); a.fill_(x.at(1)); a.sum().backward(); [a, x.grad]"),
    ("a = x.clone(); a.relu_().neg_().add_(1).sub_(x); a.sum().backward(); [a, x.grad]", None), ("torch.set_grad_enabled(False); x.sub_(1); torch.set_grad_enabled(True); x", "noGrad(() => x.sub_(1)); x"),
    ("a = x.clone(); b = a.add(1); a.mul_(2); (a * b).sum().backward(); x.grad", "const a = x.clone(); const b = a.add(1); a.mul_(2); a.mul(b).sum().backward(); x.grad"), ("a = x.double(); a.mul_(x); a.sum().backward(); [a, x.grad]", None),
    ("a = x.mul(2); a.register_hook(lambda g: g * 5); a.mul_(3); a.sum().backward(); x.grad", "const a = x.mul(2); a.registerHook((g) => g.mul(5)); a.mul_(3); a.sum().backward(); x.grad"),
]:  # fmt: skip
    s(py, ts)
for py, ts in [
    ("a = x.clone(); a.unbind()[0].mul_(2)", None), ("a = x.clone(); a.split(2)[1].mul_(2)", None), ("a = x.clone(); a.chunk(3)[0].zero_()", None), ("a = x.clone(); [v.mul_(2) for v in a]", "const a = x.clone(); [...a].map((v) => v.mul_(2))"),
    ("torch.set_grad_enabled(False); v = x[:2]; torch.set_grad_enabled(True); v.mul_(x[:2])", "const v = noGrad(() => x.at(':2')); v.mul_(x.at(':2'))"),
]:  # fmt: skip
    e(py, ts)

row.write()
