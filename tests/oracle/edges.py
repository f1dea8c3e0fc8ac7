"""What is easily forgotten: numbers and nothing among vectors, negative sizes, other dtypes, views in place, bits."""

from table import Table
from translate import typescript

row = Table("edges")


def both(*lines):
    for py in lines:
        row(py, typescript(py))


# Numbers, nothing, and sizes below 0.
both("f(1).split(1)", "f(1).chunk(1)", "m.narrow(0, 0, 0).chunk(3)", "m.split([1, -1, 3])", "m.unfold(0, -1, 1)", "f(1).unfold(0, 1, 1)", "m.as_strided((-1,), (1,))", "m.as_strided((2, 2), (1, 1), -1)", "m.repeat(-1, 1)", "m.view(3, 2, 2).movedim((0, 1), (1, 1))",
     "m.view(3, 2, 2).movedim((0,), (1, 2))", "f(1).mT", "f(1).permute()", "zeros(3, 0).logsumexp(1)", "f([]).logsumexp(0)", "zeros(0, 3).logsumexp(0, keepdim=True)", "hstack([])", "vstack([])", "cat(m)", "broadcast_shapes((2,), (3,))", "broadcast_shapes((2, 1), (3,), 3)", "einsum('....->', m)")
# Dtypes that are refused, taken, or made.
both("where(u([1, 0]), f([1, 2]), f([3, 4]))", "where(k, m, m)", "m.allclose(k)", "f([1]).isclose(d([1]))", "u([5]).clamp(-1, 300)", "u([5]).clamp(-1, 30)", "k.add(1, alpha=0.5)", "k.add(k, alpha=1.5)", "k.sub(k, alpha=2)", "k.round(decimals=1)", "m.mean(dtype=torch.int64)", "b([[1, 1], [1, 1]]).triu()", "b([[1, 1], [1, 1]]).tril(-1)",
     "m.norm('x')", "i(9007199254740992).item()", "m.type(torch.int64)", "is_floating_point(m)", "is_floating_point(k)", "zeros(1.5).shape" if False else "m.new_ones(2, requires_grad=True)", "k.new_ones(2)", "as_tensor(k).dtype", "as_tensor(k, dtype=torch.float32).dtype", "asarray(m).shape", "concatenate([m, m], 1).shape")
row("tensor([1., [2.]])", "tensor([1, [2]])"), row("tensor({'a': 1})"), row("m[i(1), i(2)].storage_offset()", "m.at(i(1), i(2)).storageOffset()"), row("m[i(1), :2].storage_offset()", "m.at(i(1), ':2').storageOffset()"), row("m[b(1)].shape", "m.at(b(1)).shape"), row("m[b(0)].shape", "m.at(b(0)).shape")
row("f(5)[b(1)]", "f(5).at(b(1))"), row("f(5)[2]", "f(5).at(2)"), row("f(5)[0]", "f(5).at(0)"), row("x = zeros(2, 2); x[i(1), i(0)] = 5; x", "const x = zeros(2, 2); x.set([i(1), i(0)], 5); x")
row("m.unflatten(1, ())", "m.unflatten(1, [])")
# The same bytes.
both("m.view(torch.float32).dtype", "m.view(torch.int32)", "m.double().view(torch.int64)", "i([1]).view(torch.float64)", "m.view(torch.float64)", "m.view(torch.uint8).shape", "m.t().view(torch.uint8)", "f([1, 2, 3]).view(torch.float64)", "f(1).view(torch.uint8)", "b([1, 0]).view(torch.uint8)", "u([0, 1]).view(torch.bool)", "m.narrow(1, 2, 2).view(torch.float64).storage_offset()", "m.narrow(1, 1, 2).view(torch.float64)")
row("x = f([1, -1]); x.view(torch.int32)[0] = 0; x", "const x = f([1, -1]); x.view('int32').set([0], 0); x")
# Views in place.
for call in ["t_()", "transpose_(0, 1)", "transpose_(0, 2)", "swapaxes_(0, 1)", "swapdims_(-1, 0)", "unsqueeze_(0)", "unsqueeze_(-1)", "unsqueeze_(4)", "squeeze_()", "squeeze_(1)", "squeeze_((0, 1))"]:
    both(f"m.clone().{call}", f"m.view(3, 1, 4).clone().{call}")
for call in ["t_()", "transpose_(0, 1)", "unsqueeze_(0)", "squeeze_()", "squeeze_(0)", "squeeze_((0,))"]:
    x = "f([[1, 2], [3, 4]]).requires_grad_()"
    both(f"{x}.mul(1).{call}", f"{x}.{call}")
row("x = f([[1, 2], [3, 4]]).requires_grad_(); y = x * 1; y.t_(); (y * f([[1, 2], [3, 4]])).sum().backward(); x.grad", "const x = f([[1, 2], [3, 4]]).requiresGrad_(); const y = x.mul(1); y.t_(); y.mul(f([[1, 2], [3, 4]])).sum().backward(); x.grad")
# How rows vary together, areas, powers.
both("m.cov()", "m.corrcoef()", "f([1, 2, 3]).cov()", "f([1, 2, 4]).corrcoef()", "m.cov(correction=0)", "m.cov(fweights=i([1, 2, 1, 1]))", "m.cov(aweights=f([1, 2, 1, 1]))", "m.cov(fweights=i([1, 2, 1, 1]), aweights=f([1, 2, 1, 3]))", "m.double().square().corrcoef()", "m.square().cov()", "k.cov()", "b([[1]]).cov()", "zeros(2, 2, 2).cov()", "zeros(2, 2, 2).corrcoef()",
     "m.cov(fweights=f([1, 2, 1, 1]))", "m.cov(fweights=i([1, 2]))", "m.cov(aweights=i([1, 2]))", "m.cov(aweights=f([-1, 2, 3, 4]))", "m.cov(fweights=i([0, 0, 0, 0]))", "cov(f([[1, 2], [2, 1]]).requires_grad_())", "trapezoid(f([1, 2, 3]))", "trapezoid(f([1, 2, 3]), f([0, 1, 3]))", "trapezoid(f([1, 2, 3]), dx=2)", "trapezoid(m, dim=0)",
     "trapezoid(m, m.square())", "trapezoid(m, f([1, 2]))", "trapz(m)", "cumulative_trapezoid(f([1, 2, 3]))", "cumulative_trapezoid(m, f([0, 1, 3, 4]))", "vander(f([1, 2, 3]))", "vander(i([1, 2, 3]), 2)", "vander(f([1, 2]), N=4, increasing=True)", "vander(m)", "unravel_index(i([3, 7]), (3, 4))", "unravel_index(i(7), (3, 4))", "unravel_index(i([[1, 2], [3, 4]]), (2, 3, 2))")
for name in ["eps", "max", "min", "tiny", "bits"]:
    row(f"[torch.finfo(torch.float32).{name}, torch.finfo(torch.float64).{name}]", f"[finfo('float32').{name}, finfo('float64').{name}]")
row("[torch.iinfo(torch.int32).max, torch.iinfo(torch.uint8).min, torch.iinfo(torch.int32).bits]", "[iinfo('int32').max, iinfo('uint8').min, iinfo('int32').bits]"), row("get_default_dtype()", "getDefaultDtype()")
# Gradients and names of what is made of others.
for x, call in [("f([2, 2, 1])", "median()"), ("f([2, 2, 1])", "quantile(0.5)"), ("f([[2, 2, 1], [0.1, 0, 0]])", "renorm(2, 0, 1)"), ("f([[2, 2, 1], [0.1, 0, 0]])", "renorm(1, 1, 0.5)"), ("f([2, 2, 1])", "unique()"), ("f([[1, 2]])", "corrcoef()")]:
    both(f"{x}.requires_grad_().{call}")
for x, call in [("f([2, 2, 1, 2])", "median()"), ("f([nan, 2])", "median()"), ("f([2, 2, nan])", "nanmedian()"), ("f([[2, 2, 1], [0.1, 0, 0]])", "renorm(2, 0, 1)"), ("d([[2, -2, 1], [0.1, 0, 0]])", "renorm(1, 1, 0.5)"), ("f([2, 2, 1])", "unique()"), ("f([1, 2])", "unique_consecutive()")]:
    ts = typescript(call)
    row(f"x = {x}.requires_grad_(); x.{call}.sum().backward(); x.grad", f"const x = {x.replace('nan', 'NaN')}.requiresGrad_(); x.{ts}.sum().backward(); x.grad")
row("x = f([1, 2]).requires_grad_(); autograd.grad([x * 2, x.sum()], x, [f([1, 5]), None])", "const x = f([1, 2]).requiresGrad_(); autograd.grad([x.mul(2), x.sum()], x, [f([1, 5]), null])")
row("x = f([1, 2]).requires_grad_(); autograd.grad(x * 2, x, f([1, 5]))", "const x = f([1, 2]).requiresGrad_(); autograd.grad(x.mul(2), x, f([1, 5]))")
row("x = f([1, 2]).requires_grad_(); autograd.grad(x * 2, x, f([1]))", "const x = f([1, 2]).requiresGrad_(); autograd.grad(x.mul(2), x, f([1]))")
# Modules.
row("F.conv2d(ones(1, 1, 3, 3), ones(1, 1, 2, 2), stride=0)", "F.conv2d(ones(1, 1, 3, 3), ones(1, 1, 2, 2), {stride: 0})"), row("F.conv2d(ones(1, 1, 3, 3), ones(1, 1, 2, 2), padding=-1)", "F.conv2d(ones(1, 1, 3, 3), ones(1, 1, 2, 2), {padding: -1})")
row("F.pad(m[None, None], (1, 1), mode='reflect')", "F.pad(m.at(null, null), [1, 1], {mode: 'reflect'})"), row("F.interpolate(m[None, None])", "F.interpolate(m.at(null, null))"), row("nn.Sequential(nn.ReLU(), 5)", "new nn.Sequential(new nn.ReLU(), 5)"), row("optim.SGD([5], lr=0.1)", "new optim.SGD([5], {lr: 0.1})")
for state, ts in [("{'weight': zeros(1, 1), 'bias': zeros(1)}", "{weight: zeros(1, 1), bias: zeros(1)}"), ("{'weight': zeros(1, 1), 'x': zeros(1)}, strict=False", "{weight: zeros(1, 1), x: zeros(1)}, {strict: false}"), ("5", "5")]:
    row(f"str(nn.Linear(1, 1).load_state_dict({state}))", f"String(new nn.Linear(1, 1).loadStateDict({ts}))")
row("nn.Linear(1, 1).register_parameter('w', zeros(1))", "new nn.Linear(1, 1).registerParameter('w', zeros(1))"), row("str(nn.ParameterList([zeros(2)]))", "String(new nn.ParameterList([zeros(2)]))")
D = "nn.ParameterDict({'a': nn.Parameter(zeros(2)), 'b': ones(2, 2).double()})"
TS_D = "new nn.ParameterDict({a: new nn.Parameter(zeros(2)), b: ones(2, 2).double()})"
row(f"str({D})", f"String({TS_D})"), row("str(nn.ParameterDict())", "String(new nn.ParameterDict())"), row("str(nn.ParameterDict({'a': zeros(2)}))", "String(new nn.ParameterDict({a: zeros(2)}))")
row(f"d = {D}; d['c'] = ones(1); p = d.pop('a'); [p, list(d), len(d), 'b' in d, list(d.state_dict()), d['c']]", f"const d = {TS_D}; d.set('c', ones(1)); const p = d.pop('a'); [p, [...d], d.length, d.has('b'), Object.keys(d.stateDict()), d.at('c')]")
row("m = nn.Module(); m.add_module('p', nn.ParameterDict({'a': zeros(2), 'b': zeros(1)})); [str(m), list(m.state_dict())]", "const m = new nn.Module(); m.addModule('p', new nn.ParameterDict({a: zeros(2), b: zeros(1)})); [String(m), Object.keys(m.stateDict())]")
X, Y = "f([[1, 2, 3], [0, 0, 0]])", "f([[3, 2, 1], [1, 1, 1]])"
both(f"F.normalize({X})", f"F.normalize({X}, p=1, dim=0)", f"F.normalize({X}, 2., -1)", f"F.cosine_similarity({X}, {Y})", f"F.cosine_similarity({X}, {Y}, dim=0)", f"F.cosine_similarity({X}, f([1, 2, 3]), -1, 1e-6)", f"F.pairwise_distance({X}, {Y})", f"F.pairwise_distance({X}, {Y}, p=1, keepdim=True)", "m.t().masked_fill(m.t().gt(3), 0).stride()")
row(f"nn.CosineSimilarity(dim=0)({X}, {Y})", f"new nn.CosineSimilarity({{dim: 0}})({X}, {Y})"), row(f"nn.PairwiseDistance(1)({X}, {Y})", f"new nn.PairwiseDistance(1)({X}, {Y})"), row("[str(nn.CosineSimilarity()), str(nn.PairwiseDistance())]", "[String(new nn.CosineSimilarity()), String(new nn.PairwiseDistance())]")
row("opt = optim.SGD([ones(1, requires_grad=True)], lr=1.); s = optim.lr_scheduler.MultiStepLR(opt, [1, 3, 3], gamma=0.5); [[opt.step(), s.step(), s.get_last_lr()[0]][2] for _ in range(4)]", "const opt = new optim.SGD([ones(1, {requiresGrad: true})], {lr: 1}); const s = new optim.lrScheduler.MultiStepLR(opt, [1, 3, 3], {gamma: 0.5}); Array.from({length: 4}, () => [opt.step(), s.step(), s.getLastLr()[0]][2])")
row.write()
