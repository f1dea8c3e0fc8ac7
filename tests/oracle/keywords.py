"""Arguments by name: the options object may follow any number of positional arguments."""

from table import Table
from translate import typescript

row = Table("keywords")

for py in [
    # Views and parts.
    "m.transpose(dim0=0, dim1=1)", "m.permute(dims=(1, 0))", "m.view(3, 1, 4).squeeze(dim=1).shape", "m.unsqueeze(dim=0).shape", "m.select(dim=0, index=1)", "m.select(0, index=1)",
    "m.narrow(dim=0, start=1, length=1)", "m.narrow(0, 1, length=1)", "m.chunk(chunks=2, dim=1)", "m.split(split_size=2, dim=1)", "m.unbind(dim=1)", "m.movedim(source=0, destination=1).shape", "m.unflatten(dim=1, sizes=(2, 2)).shape",
    "m.unfold(dimension=0, size=2, step=1).shape", "m.as_strided(size=(2, 2), stride=(1, 1))", "m.as_strided((2, 2), (1, 1), storage_offset=2)", "m.view(3, 2, 2).flatten(start_dim=1).shape", "m.view(3, 2, 2).flatten(end_dim=1).shape",
    "m.view(3, 2, 2).flatten(0, end_dim=1).shape", "flatten(m.view(3, 2, 2), start_dim=1).shape", "m.diagonal(offset=1, dim1=1, dim2=0)", "m.diagonal(dim1=0, dim2=1)", "m.diagonal(0, dim1=-1, dim2=0)", "m.expand(size=(2, 3, 4)).shape", "m.view(size=(4, 3)).shape",
    "m.reshape(shape=(4, 3)).shape", "m.swapaxes(axis0=0, axis1=1).shape", "m.repeat(repeats=(2, 1)).shape", "m.tile(dims=(2, 1)).shape", "m.flip(dims=(0,))", "m.roll(shifts=1, dims=0)", "m.roll(1, dims=1)", "m.rot90(k=1, dims=(0, 1))", "m.rot90(2, dims=(1, 0))",
    "m.tril(diagonal=1)", "m.triu(diagonal=-1)", "tril(m, diagonal=-1)", "m.clone().tril_(diagonal=1)", "m[0].diag(diagonal=1)".replace("[0]", ".select(0, 0)"), "diag_embed(m, offset=1).shape", "m.repeat_interleave(repeats=2, dim=0).shape", "m.repeat_interleave(2, dim=1).shape",
    # Indices.
    "m.gather(dim=1, index=i([[0], [1], [2]]))", "m.gather(1, index=i([[3]]))", "m.index_select(dim=0, index=i([0]))", "m.take(index=i([0]))", "zeros(2, 3).scatter_(dim=1, index=i([[0]]), value=3)", "zeros(2, 3).scatter(dim=1, index=i([[0]]), src=f([[3]]))",
    "zeros(2, 3).scatter(1, i([[0]]), f([[3]]), reduce='add')", "zeros(2, 3).scatter_add(dim=1, index=i([[0]]), src=f([[3]]))", "ones(3).scatter_reduce(0, i([0, 0, 2]), f([1, 4, -3]), reduce='amin')", "ones(3).scatter_reduce(0, i([0, 0, 2]), f([1, 4, 3]), reduce='sum', include_self=False)",
    "ones(3).scatter_reduce(0, i([0, 0, 2]), f([1, 4, -3]), reduce='x')", "zeros(2, 3).index_add(dim=0, index=i([0]), source=f([[3, 4, 5]]))", "zeros(2, 3).index_fill(dim=0, index=i([0]), value=3)", "m.masked_fill(mask=m.gt(5), value=0)", "m.masked_fill(m.gt(5), value=-1)", "m.masked_select(mask=m.gt(5))",
    "nonzero(m.gt(9), as_tuple=True)", "m.gt(9).nonzero(as_tuple=False)", "f(3).nonzero(as_tuple=True)", "where(condition=m.gt(5), input=m, other=0.)",
    # Orders and reductions.
    "m.quantile(q=0.5, dim=0)", "m.quantile(0.5, dim=1, keepdim=True)", "m.kthvalue(k=2, dim=0)", "m.kthvalue(2, dim=0, keepdim=True)", "m.topk(k=2, dim=1, largest=False)", "m.topk(1, dim=0)", "m.std(0, keepdim=True)", "m.std(1, True)", "m.std(1, False)", "m.var(0, False, True)", "m.var(1, True, keepdim=True)",
    "std_mean(m, 1, False)", "m.norm(dtype=torch.float64)", "m.norm('fro')", "m.norm(p='fro', dim=(0, 1))", "cat(tensors=[m, m], dim=1).shape", "stack(tensors=[m, m], dim=0).shape",
    # numpy's words.
    "m.sum(axis=0)", "m.mean(axis=1, keepdims=True)", "m.argmax(axis=1)", "m.std(axis=0)", "m.var(axis=0, unbiased=False, keepdims=True)", "m.softmax(axis=1)", "m.amax(axis=(0, 1))", "m.topk(2, axis=1)", "m.max(axis=0)", "m.any(axis=0)", "m.cumsum(axis=0)",
    # Arithmetic.
    "m.add(other=1)", "m.div(other=2, rounding_mode='floor')", "m.pow(exponent=2)", "matmul(input=m, other=m.t())", "add(input=m, other=1)", "m.lerp(end=m, weight=0.5)", "m.clone().fill_(value=3)", "m.clone().add_(other=1, alpha=2)", "rsub(f([1]), 3, alpha=2)", "rsub(f([1]), f([3]), alpha=2)",
    # What makes tensors.
    "eye(n=2, m=3)", "linspace(0, 1, steps=3)", "linspace(start=0, end=1, steps=3)", "logspace(start=0, end=1, steps=2)", "full(size=(2,), fill_value=1.5)", "full((2,), fill_value=1.5)", "zeros(size=(2, 2))", "ones(size=(2,), dtype=torch.int64)", "arange(end=5.)", "arange(1., end=5.)", "arange(start=1., end=4.)",
    "arange(0., 5., step=2.)", "manual_seed(0); rand(size=(2,))", "manual_seed(0); randn(size=(2, 2))", "manual_seed(0); randint(high=5, size=(3,))", "manual_seed(0); randint(low=2, high=5, size=(3,))", "manual_seed(0); randint(0, 5, size=(3,))", "manual_seed(0); randint(5, size=(3,))", "manual_seed(0); randperm(n=5)",
    "manual_seed(0); normal(mean=0., std=1., size=(2, 2))", "manual_seed(0); normal(0., 1., size=(2,))", "meshgrid(f([1, 2]), f([3, 4]), indexing='ij')", "meshgrid(f([1, 2]), f([3, 4]), indexing='xy')", "meshgrid([f([1, 2]), f([3, 4])], indexing='xy')", "meshgrid(f([1, 2]), f([3, 4]), indexing='x')",
]:  # fmt: skip
    row(py, typescript(py))

new = lambda py: typescript(py).replace("nn.", "new nn.")
for py in [
    "str(nn.Linear(in_features=2, out_features=3))", "str(nn.Linear(2, out_features=3, bias=False))", "str(nn.Conv2d(in_channels=1, out_channels=2, kernel_size=3, padding='same'))", "str(nn.Conv2d(1, 2, kernel_size=3, padding=1))", "str(nn.Conv1d(2, 4, kernel_size=3, bias=False))",
    "str(nn.Conv2d(1, 2, (3, 3), stride=(1, 2), padding_mode='zeros'))", "str(nn.BatchNorm2d(num_features=3, eps=0.5, affine=False))", "str(nn.LayerNorm(normalized_shape=4))", "str(nn.GroupNorm(num_groups=2, num_channels=4))", "str(nn.InstanceNorm2d(num_features=3))",
    "str(nn.Embedding(num_embeddings=3, embedding_dim=2, padding_idx=0))", "str(nn.MaxPool2d(kernel_size=2, stride=1, padding=1))", "str(nn.AvgPool2d(kernel_size=(2, 3)))", "str(nn.AdaptiveAvgPool2d(output_size=1))", "str(nn.Unflatten(dim=1, unflattened_size=(2, 2)))", "str(nn.Threshold(threshold=0.1, value=20))",
]:  # fmt: skip
    row(py, "String(" + new(py)[4:])
row("F.conv2d(m.view(1, 1, 3, 4), ones(1, 1, 2, 2), bias=f([1]))", "F.conv2d(m.view(1, 1, 3, 4), ones(1, 1, 2, 2), {bias: f([1])})")

STEPS = "[[opt.step(), s.step(), s.get_last_lr()[0]][2] for _ in range(5)]"
TS_STEPS = "Array.from({length: 5}, () => [opt.step(), s.step(), s.getLastLr()[0]][2])"
for py, ts in [
    ("StepLR(opt, step_size=2, gamma=0.1)", "StepLR(opt, {stepSize: 2, gamma: 0.1})"), ("ExponentialLR(opt, gamma=0.9)", "ExponentialLR(opt, {gamma: 0.9})"), ("CosineAnnealingLR(opt, T_max=4, eta_min=0.01)", "CosineAnnealingLR(opt, {tMax: 4, etaMin: 0.01})"),
    ("OneCycleLR(opt, max_lr=1., total_steps=6, anneal_strategy='linear')", "OneCycleLR(opt, {maxLr: 1, totalSteps: 6, annealStrategy: 'linear'})"), ("LambdaLR(opt, lr_lambda=lambda e: 0.5 ** e)", "LambdaLR(opt, {lrLambda: (e) => 0.5 ** e})"), ("LinearLR(opt, start_factor=0.5)", "LinearLR(opt, {startFactor: 0.5})"),
]:  # fmt: skip
    row(f"opt = optim.SGD([ones(1, requires_grad=True)], lr=0.1, momentum=0.9); s = optim.lr_scheduler.{py}; {STEPS}",
        f"const opt = new optim.SGD([ones(1, {{requiresGrad: true}})], {{lr: 0.1, momentum: 0.9}}); const s = new optim.lrScheduler.{ts}; {TS_STEPS}")
row.write()
