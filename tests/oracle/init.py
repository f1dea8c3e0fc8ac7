"""torch.nn.init under seeds."""

from table import Table

row = Table("init")


def seeded(py, ts):
    row("manual_seed(1); " + py, "manualSeed(1); " + ts)


for name, ts in [("uniform_", "uniform_"), ("normal_", "normal_"), ("xavier_uniform_", "xavierUniform_"), ("xavier_normal_", "xavierNormal_"),
                 ("kaiming_uniform_", "kaimingUniform_"), ("kaiming_normal_", "kaimingNormal_"), ("trunc_normal_", "truncNormal_"), ("orthogonal_", "orthogonal_")]:
    seeded(f"init.{name}(empty(3, 5))", f"init.{ts}(empty(3, 5))")
    seeded(f"init.{name}(empty(20, 10))", f"init.{ts}(empty(20, 10))")
seeded("init.uniform_(empty(3, 5), -1, 2)", "init.uniform_(empty(3, 5), -1, 2)"), seeded("init.uniform_(empty(3, 5), a=-1)", "init.uniform_(empty(3, 5), {a: -1})")
seeded("init.normal_(empty(3, 5), 1, 0.1)", "init.normal_(empty(3, 5), 1, 0.1)"), seeded("init.normal_(empty(3, 5), std=0.1)", "init.normal_(empty(3, 5), {std: 0.1})")
row("init.constant_(empty(2, 3), 0.3)"), row("init.ones_(empty(2))"), row("init.zeros_(empty(2))"), row("init.eye_(empty(3, 5))"), row("init.eye_(empty(3, 2))")
row("init.dirac_(empty(4, 2, 3))"), row("init.dirac_(empty(4, 2, 3, 3), 2)"), row("init.dirac_(empty(4, 2, 3), groups=2)", "init.dirac_(empty(4, 2, 3), {groups: 2})")
seeded("init.xavier_uniform_(empty(3, 5), gain=2)", "init.xavierUniform_(empty(3, 5), {gain: 2})"), seeded("init.xavier_normal_(empty(3, 5, 2), 2)", "init.xavierNormal_(empty(3, 5, 2), 2)")
for options, ts in [("mode='fan_out'", "{mode: 'fan_out'}"), ("nonlinearity='relu'", "{nonlinearity: 'relu'}"), ("a=5 ** 0.5", "{a: Math.sqrt(5)}"), ("0.1, 'fan_out', 'leaky_relu'", "0.1, 'fan_out', 'leaky_relu'"), ("mode='fan_out', nonlinearity='tanh'", "{mode: 'fan_out', nonlinearity: 'tanh'}")]:
    seeded(f"init.kaiming_normal_(empty(4, 6), {options})", f"init.kaimingNormal_(empty(4, 6), {ts})")
    seeded(f"init.kaiming_uniform_(empty(4, 6, 3, 3), {options})", f"init.kaimingUniform_(empty(4, 6, 3, 3), {ts})")
seeded("init.trunc_normal_(empty(4, 6), 0, 1, -0.5, 0.5)", "init.truncNormal_(empty(4, 6), 0, 1, -0.5, 0.5)"), seeded("init.trunc_normal_(empty(4, 6), std=0.02)", "init.truncNormal_(empty(4, 6), {std: 0.02})")
seeded("init.trunc_normal_(empty(4, 6), 0, 1, 1., 3.)", "init.truncNormal_(empty(4, 6), 0, 1, 1, 3)")
seeded("init.trunc_normal_(empty(4, 6), 0, 1, -0.1, 0.2)", "init.truncNormal_(empty(4, 6), 0, 1, -0.1, 0.2)")
seeded("init.orthogonal_(empty(5, 3), gain=2)", "init.orthogonal_(empty(5, 3), {gain: 2})"), seeded("init.orthogonal_(empty(4, 2, 3))", "init.orthogonal_(empty(4, 2, 3))")
seeded("init.sparse_(empty(4, 3), 0.5)", "init.sparse_(empty(4, 3), 0.5)"), seeded("init.sparse_(empty(10, 3), sparsity=0.25, std=1)", "init.sparse_(empty(10, 3), 0.25, {std: 1})")
for name in ["linear", "conv2d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"]:
    row(f"init.calculate_gain('{name}')", f"init.calculateGain('{name}')")
row("init.calculate_gain('leaky_relu', 0.2)", "init.calculateGain('leaky_relu', 0.2)")
row("list(init._calculate_fan_in_and_fan_out(empty(784, 50)))", "init.calculateFanInAndFanOut(empty(784, 50))"), row("list(init._calculate_fan_in_and_fan_out(empty(8, 3, 5, 5)))", "init.calculateFanInAndFanOut(empty(8, 3, 5, 5))")
row.error("init.calculate_gain('swish')", "init.calculateGain('swish')")
row.error("init.xavier_normal_(empty(3))", "init.xavierNormal_(empty(3))"), row.error("init.kaiming_normal_(empty(3, 3), mode='fan')", "init.kaimingNormal_(empty(3, 3), {mode: 'fan'})")
row.error("init.eye_(empty(3))"), row.error("init.dirac_(empty(3, 3))"), row.error("init.dirac_(empty(3, 3, 3), 2)"), row.error("init.sparse_(empty(3), 0.5)"), row.error("init.orthogonal_(empty(3))")
seeded("l = nn.Linear(3, 2); init.kaiming_normal_(l.weight); [l.weight, l.bias]", "const l = new nn.Linear(3, 2); init.kaimingNormal_(l.weight); [l.weight, l.bias]")
row.write()
