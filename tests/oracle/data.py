"""Data sets, samplers and loaders: the rows of tests/fixtures/data.json."""

import torch.utils.data as data

from table import Table

row = Table("data", {"data": data})


def camel(options):
    """Keyword arguments as a literal in TypeScript."""
    names = {"batch_size": "batchSize", "drop_last": "dropLast", "num_samples": "numSamples", "collate_fn": "collateFn", "batch_sampler": "batchSampler"}
    text = lambda v: {True: "true", False: "false", None: "null"}[v] if v is None or isinstance(v, bool) else v if isinstance(v, str) else str(v)
    return "{" + ", ".join(f"{names.get(k, k)}: {text(v)}" for k, v in options.items()) + "}"


def python(options):
    return ", ".join(f"{k}={v}" for k, v in options.items())


DS = "ds = data.TensorDataset(arange(10.), arange(20).view(10, 2)); "
TS = "const ds = new data.TensorDataset(arange(10), arange(20, {dtype: 'int64'}).view(10, 2)); "

# An epoch, the one after it, and what the default generator draws then.
for options in [
    {"batch_size": 3}, {"batch_size": 3, "drop_last": True}, {"batch_size": 5, "shuffle": True}, {"batch_size": 3, "shuffle": True},
    {"batch_size": 3, "shuffle": True, "drop_last": True}, {"batch_size": 20, "shuffle": True}, {"shuffle": True}, {"batch_size": None}, {},
]:  # fmt: skip
    for seed in (0, 42):
        py = f"manual_seed({seed}); {DS}loader = data.DataLoader(ds, {python(options)}); "
        ts = f"manualSeed({seed}); {TS}const loader = new data.DataLoader(ds, {camel(options)}); "
        row(f"{py}[list(loader), list(loader), rand(2), len(loader)]", f"{ts}[[...loader], [...loader], rand(2), loader.length]")
    g = {**options, "generator": "g"}
    py = f"manual_seed(1); g = Generator().manual_seed(5); {DS}loader = data.DataLoader(ds, {python(g)}); "
    ts = f"manualSeed(1); const g = new Generator().manualSeed(5); {TS}const loader = new data.DataLoader(ds, {camel(g)}); "
    row(f"{py}[list(loader), list(loader), rand(2), rand(2, generator=g)]", f"{ts}[[...loader], [...loader], rand(2), rand(2, {{generator: g}})]")

# A loop that is left early draws no more.
row(
    f"manual_seed(3); {DS}first = next(iter(data.DataLoader(ds, batch_size=4, shuffle=True))); [first, rand(2)]",
    f"manualSeed(3); {TS}const first = new data.DataLoader(ds, {{batchSize: 4, shuffle: true}})[Symbol.iterator]().next().value; [first, rand(2)]",
)
row(
    f"manual_seed(42); {DS}parts = data.random_split(ds, [7, 3]); [list(p.indices) for p in parts]",
    f"manualSeed(42); {TS}const parts = data.randomSplit(ds, [7, 3]); parts.map((p) => [...p.indices])",
)
for lengths in ["[0.5, 0.5]", "[0.3, 0.3, 0.4]", "[0.33, 0.33, 0.34]", "[0.15, 0.85]", "[10]", "[1.0]", "[0, 10]"]:
    ts = lengths.replace("1.0", "1")
    row(
        f"{DS}parts = data.random_split(ds, {lengths}, generator=Generator().manual_seed(1)); [list(p.indices) for p in parts]",
        f"{TS}const parts = data.randomSplit(ds, {ts}, {{generator: new Generator().manualSeed(1)}}); parts.map((p) => [...p.indices])",
    )
row(
    f"{DS}parts = data.random_split(ds, [6, 4], generator=Generator().manual_seed(1)); [list(data.DataLoader(p, batch_size=3)) for p in parts]",
    f"{TS}const parts = data.randomSplit(ds, [6, 4], {{generator: new Generator().manualSeed(1)}}); parts.map((p) => [...new data.DataLoader(p, {{batchSize: 3}})])",
)
row.error(f"{DS}data.random_split(ds, [5, 4])", f"{TS}data.randomSplit(ds, [5, 4])")
row.error(f"{DS}data.random_split(ds, [0.5, -0.5, 1.0])", f"{TS}data.randomSplit(ds, [0.5, -0.5, 1])")

for sampler, ts in [
    ("data.SequentialSampler(range(5))", "new data.SequentialSampler({length: 5})"),
    ("data.RandomSampler(range(9))", "new data.RandomSampler({length: 9})"),
    ("data.RandomSampler(range(9), num_samples=4)", "new data.RandomSampler({length: 9}, {numSamples: 4})"),
    ("data.RandomSampler(range(5), num_samples=12)", "new data.RandomSampler({length: 5}, {numSamples: 12})"),
    ("data.RandomSampler(range(5), num_samples=10)", "new data.RandomSampler({length: 5}, {numSamples: 10})"),
    ("data.RandomSampler(range(5), replacement=True)", "new data.RandomSampler({length: 5}, {replacement: true})"),
    ("data.RandomSampler(range(50), replacement=True, num_samples=70)", "new data.RandomSampler({length: 50}, {replacement: true, numSamples: 70})"),
    ("data.RandomSampler(range(5), generator=Generator().manual_seed(2))", "new data.RandomSampler({length: 5}, {generator: new Generator().manualSeed(2)})"),
    ("data.SubsetRandomSampler([3, 1, 4, 1, 5])", "new data.SubsetRandomSampler([3, 1, 4, 1, 5])"),
    ("data.SubsetRandomSampler([3, 1, 4], generator=Generator().manual_seed(2))", "new data.SubsetRandomSampler([3, 1, 4], {generator: new Generator().manualSeed(2)})"),
    ("data.WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], 5)", "new data.WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3, 0.6], 5)"),
    ("data.WeightedRandomSampler([0.9, 0.4, 0.05, 0.2, 0.3, 0.1], 5, replacement=False)", "new data.WeightedRandomSampler([0.9, 0.4, 0.05, 0.2, 0.3, 0.1], 5, {replacement: false})"),
    ("data.BatchSampler(data.SequentialSampler(range(7)), 3, False)", "new data.BatchSampler(new data.SequentialSampler({length: 7}), 3, false)"),
    ("data.BatchSampler(data.RandomSampler(range(7)), 3, True)", "new data.BatchSampler(new data.RandomSampler({length: 7}), 3, true)"),
]:  # fmt: skip
    row(f"manual_seed(9); s = {sampler}; [list(s), len(s), rand(1)]", f"manualSeed(9); const s = {ts}; [[...s], s.length, rand(1)]")
row(
    f"manual_seed(9); {DS}s = data.WeightedRandomSampler(arange(10.), 6); list(data.DataLoader(ds, batch_size=4, sampler=s))",
    f"manualSeed(9); {TS}const s = new data.WeightedRandomSampler(arange(10), 6); [...new data.DataLoader(ds, {{batchSize: 4, sampler: s}})]",
)
row(
    f"{DS}list(data.DataLoader(ds, batch_sampler=[[0, 9], [3]]))",
    f"{TS}[...new data.DataLoader(ds, {{batchSampler: [[0, 9], [3]]}})]",
)

# Data sets.
row(f"{DS}[len(ds), ds[3], ds[-1]]", f"{TS}[ds.length, ds.at(3), ds.at(-1)]")
row.error(f"{DS}ds[10]", f"{TS}ds.at(10)")
row(f"{DS}s = data.Subset(ds, [5, 0, 7]); [len(s), s[1], list(data.DataLoader(s, batch_size=2))]", f"{TS}const s = new data.Subset(ds, [5, 0, 7]); [s.length, s.at(1), [...new data.DataLoader(s, {{batchSize: 2}})]]")
row(f"{DS}s = data.Subset(data.Subset(ds, [5, 0, 7]), [2, 1]); list(data.DataLoader(s, batch_size=2))", f"{TS}const s = new data.Subset(new data.Subset(ds, [5, 0, 7]), [2, 1]); [...new data.DataLoader(s, {{batchSize: 2}})]")
row.error("data.Subset([1, 2], [5, 0])[2]", "new data.Subset([1, 2], [5, 0]).at(2)")
row(f"{DS}c = data.ConcatDataset([ds, data.Subset(ds, [1])]); [len(c), c[0], c[10], c[-1], c[-11], c.cumulative_sizes]", f"{TS}const c = new data.ConcatDataset([ds, new data.Subset(ds, [1])]); [c.length, c.at(0), c.at(10), c.at(-1), c.at(-11), c.cumulativeSizes]")
row(f"manual_seed(1); {DS}c = data.ConcatDataset([ds, ds]); list(data.DataLoader(c, batch_size=8, shuffle=True))", f"manualSeed(1); {TS}const c = new data.ConcatDataset([ds, ds]); [...new data.DataLoader(c, {{batchSize: 8, shuffle: true}})]")
row.error(f"{DS}data.ConcatDataset([ds])[-11]", f"{TS}new data.ConcatDataset([ds]).at(-11)")
row.error(f"{DS}data.ConcatDataset([ds])[10]", f"{TS}new data.ConcatDataset([ds]).at(10)")

# Views, other dtypes and 0-d rows as samples.
row("list(data.DataLoader(data.TensorDataset(m.t(), m.t()[:, 1]), batch_size=3))", "[...new data.DataLoader(new data.TensorDataset(m.t(), m.t().at(':', 1)), {batchSize: 3})]")
row("list(data.DataLoader(data.TensorDataset(m[::2] > 3, k[::2, 1:]), batch_size=3))", "[...new data.DataLoader(new data.TensorDataset(m.at('::2').gt(3), k.at('::2', '1:')), {batchSize: 3})]")
row("list(data.DataLoader(m, batch_size=2))", "[...new data.DataLoader(m, {batchSize: 2})]")
row("list(data.DataLoader(data.TensorDataset(zeros(3, 0)), batch_size=2))", "[...new data.DataLoader(new data.TensorDataset(zeros(3, 0)), {batchSize: 2})]")
row("w = ones(4, 2, requires_grad=True); [x] = next(iter(data.DataLoader(data.TensorDataset(w), batch_size=3))); x.sum().backward(); w.grad", "const w = ones(4, 2, {requiresGrad: true}); const [[x]] = new data.DataLoader(new data.TensorDataset(w), {batchSize: 3}); x.sum().backward(); w.grad")

# Batches of anything.
C, K = "data.default_collate", "data.defaultCollate"
for py, ts in [
    ("[1, 2, 3]", None), ("[1.5, 2.0]", "[1.5, 2]"), ("[True, False]", "[true, false]"), ("['a', 'b']", None), ("[(1, 2.5), (3, 4.5)]", "[[1, 2.5], [3, 4.5]]"), ("[[1, 'a'], [2, 'b']]", None),
    ("[f([1, 2]), f([3, 4])]", None), ("[(f([1, 2]), 0), (f([3, 4]), 1)]", "[[f([1, 2]), 0], [f([3, 4]), 1]]"), ("[(m[0], (k[1], 5)), (m[2], (k[0], 7))]", "[[m.at(0), [k.at(1), 5]], [m.at(2), [k.at(0), 7]]]"),
    ("[tensor(1.), tensor(2.)]", "[tensor(1), tensor(2)]"),
]:  # fmt: skip
    row(f"{C}({py})", f"{K}({ts or py})")
row.error(f"{C}([[1, 2], [3]])", f"{K}([[1, 2], [3]])")
row.error(f"{C}([f([1, 2]), f([1])])", f"{K}([f([1, 2]), f([1])])")
row("d = data.default_collate([{'x': 1, 'y': m[0]}, {'x': 2, 'y': m[1]}]); [d['x'], d['y']]", "const d = data.defaultCollate([{x: 1, y: m.at(0)}, {x: 2, y: m.at(1)}]); [d.x, d.y]")
row("list(data.DataLoader([(1, 'a'), (2, 'b'), (3, 'c')], batch_size=2))", "[...new data.DataLoader([[1, 'a'], [2, 'b'], [3, 'c']], {batchSize: 2})]")
row("list(data.DataLoader([1, 2, 3], batch_size=2, collate_fn=lambda x: sum(x)))", "[...new data.DataLoader([1, 2, 3], {batchSize: 2, collateFn: (x) => x.reduce((a, b) => a + b)})]")
row("list(data.DataLoader([1, 2, 3], batch_size=None, collate_fn=lambda x: x + 1))", "[...new data.DataLoader([1, 2, 3], {batchSize: null, collateFn: (x) => x + 1})]")

for options in [
    {"batch_size": 0}, {"batch_size": -1}, {"batch_size": 1.5}, {"shuffle": True, "sampler": "[1]"}, {"batch_size": None, "drop_last": True}, {"batch_sampler": "[[1]]", "batch_size": 2},
    {"batch_sampler": "[[1]]", "shuffle": True}, {"batch_sampler": "[[1]]", "drop_last": True},
]:  # fmt: skip
    row.error(f"{DS}data.DataLoader(ds, {python(options)})", f"{TS}new data.DataLoader(ds, {camel(options)})")
row.error("data.DataLoader([], shuffle=True)", "new data.DataLoader([], {shuffle: true})")
row("len(data.DataLoader([])), list(data.DataLoader([]))", "[new data.DataLoader([]).length, [...new data.DataLoader([])]]")
row.error("data.RandomSampler([1], num_samples=0)", "new data.RandomSampler([1], {numSamples: 0})")
row.error("data.RandomSampler([1], num_samples=-3)", "new data.RandomSampler([1], {numSamples: -3})")
row.error("data.WeightedRandomSampler([1], 0)", "new data.WeightedRandomSampler([1], 0)")
row.error("data.WeightedRandomSampler([[1, 2]], 1)", "new data.WeightedRandomSampler([[1, 2]], 1)")
row.error("list(data.WeightedRandomSampler([1, 2], 3, replacement=False))", "[...new data.WeightedRandomSampler([1, 2], 3, {replacement: false})]")

row.write()
