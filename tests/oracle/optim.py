"""torch.optim step by step: parameters after each step, learning rates after each epoch, what is printed and refused."""

from table import Table

row = Table("optim")

START = "p = d([1, -2, 3]).requires_grad_(); q = d([[0.5, -1]]).requires_grad_(); "
TS_START = "const p = d([1, -2, 3]).requiresGrad_(); const q = d([[0.5, -1]]).requiresGrad_(); "
LOSS = "(p.square() * d([1, 2, 0.5])).sum() + (q ** 3).sum() + p.sum() * q.sum()"
TS_LOSS = "p.square().mul(d([1, 2, 0.5])).sum().add(q.pow(3).sum()).add(p.sum().mul(q.sum()))"

OPTIMIZERS = [
    ("SGD", "lr=0.1", "{lr: 0.1}"), ("SGD", "lr=0.1, momentum=0.9", "{lr: 0.1, momentum: 0.9}"), ("SGD", "lr=0.1, momentum=0.9, nesterov=True", "{lr: 0.1, momentum: 0.9, nesterov: true}"),
    ("SGD", "lr=0.1, momentum=0.5, dampening=0.3, weight_decay=0.01", "{lr: 0.1, momentum: 0.5, dampening: 0.3, weightDecay: 0.01}"), ("SGD", "lr=0.01, maximize=True", "{lr: 0.01, maximize: true}"), ("SGD", "", "{}"),
    ("Adam", "", "{}"), ("Adam", "lr=0.1", "{lr: 0.1}"), ("Adam", "lr=0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1", "{lr: 0.1, betas: [0.8, 0.9], eps: 1e-3, weightDecay: 0.1}"), ("Adam", "lr=0.1, amsgrad=True", "{lr: 0.1, amsgrad: true}"),
    ("Adam", "lr=0.1, maximize=True", "{lr: 0.1, maximize: true}"), ("AdamW", "", "{}"), ("AdamW", "lr=0.1, weight_decay=0.3", "{lr: 0.1, weightDecay: 0.3}"), ("AdamW", "lr=0.1, amsgrad=True", "{lr: 0.1, amsgrad: true}"),
    ("RMSprop", "", "{}"), ("RMSprop", "lr=0.1, alpha=0.9", "{lr: 0.1, alpha: 0.9}"), ("RMSprop", "lr=0.04, momentum=0.9, weight_decay=0.1", "{lr: 0.04, momentum: 0.9, weightDecay: 0.1}"), ("RMSprop", "lr=0.05, centered=True", "{lr: 0.05, centered: true}"),
]
for name, options, ts in OPTIMIZERS:
    for steps in [1, 2, 5]:
        body = f"(o.zero_grad(), ({LOSS}).backward(), o.step(), torch.cat([p.detach(), q.detach().flatten()]))[-1]"
        ts_body = f"(o.zeroGrad(), {TS_LOSS}.backward(), o.step(), cat([p.detach(), q.detach().flatten()]))"
        comma = ", " if options else ""
        row(START + f"o = optim.{name}([p, q]{comma}{options}); [{body} for _ in range({steps})]", TS_START + f"const o = new optim.{name}([p, q], {ts}); Array.from({{length: {steps}}}, () => {ts_body})")
    row(START + f"str(optim.{name}([p, q]{', ' + options if options else ''}))", TS_START + f"String(new optim.{name}([p, q], {ts}))")

# Groups, closures, gradients that are missing, states.
row(START + "o = optim.SGD([{'params': [p]}, {'params': [q], 'lr': 0.5, 'momentum': 0.9}], lr=0.1); str(o)", TS_START + "const o = new optim.SGD([{params: [p]}, {params: [q], lr: 0.5, momentum: 0.9}], {lr: 0.1}); String(o)")
row(START + f"o = optim.SGD([{{'params': [p]}}, {{'params': [q], 'lr': 0.5}}], lr=0.1); ({LOSS}).backward(); o.step(); [p, q]", TS_START + f"const o = new optim.SGD([{{params: [p]}}, {{params: [q], lr: 0.5}}], {{lr: 0.1}}); {TS_LOSS}.backward(); o.step(); [p, q]")
row(START + "o = optim.SGD([p, q], lr=0.1); (p * 2).sum().backward(); o.step(); [p, q]", TS_START + "const o = new optim.SGD([p, q], {lr: 0.1}); p.mul(2).sum().backward(); o.step(); [p, q]")
row(START + "o = optim.SGD([p], lr=0.1); o.param_groups[0]['lr'] = 1.; (p * 2).sum().backward(); o.step(); p", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); o.paramGroups[0].lr = 1; p.mul(2).sum().backward(); o.step(); p")
row(START + "o = optim.SGD([p], lr=0.1); o.add_param_group({'params': q, 'lr': 0.3}); str(o)", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); o.addParamGroup({params: q, lr: 0.3}); String(o)")
row(START + "o = optim.SGD([p], lr=0.1); l = lambda: (o.zero_grad(), (p * p).sum(), (p * p).sum().backward())[1]; o.step(l)", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); const l = () => (o.zeroGrad(), p.mul(p).sum().backward(), p.mul(p).sum()); o.step(l)")
row(START + "o = optim.SGD([p], lr=0.1); p.sum().backward(); o.zero_grad(set_to_none=False); p.grad", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); p.sum().backward(); o.zeroGrad({setToNone: false}); p.grad")
row(START + "o = optim.SGD([p], lr=0.1); p.sum().backward(); o.zero_grad(); p.grad", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); p.sum().backward(); o.zeroGrad(); p.grad")
row(START + "o = optim.Adam([p], lr=0.1); (p * p).sum().backward(); o.step(); c = optim.Adam([p], lr=0.5); c.load_state_dict(o.state_dict()); c.step(); p", TS_START + "const o = new optim.Adam([p], {lr: 0.1}); p.mul(p).sum().backward(); o.step(); const c = new optim.Adam([p], {lr: 0.5}); c.loadStateDict(o.stateDict()); c.step(); p")
row(START + "o = optim.Adam([p], lr=0.1); (p * p).sum().backward(); o.step(); [o.state_dict()['state'][0][k] for k in ('exp_avg', 'exp_avg_sq')]", TS_START + "const o = new optim.Adam([p], {lr: 0.1}); p.mul(p).sum().backward(); o.step(); const plan = o.stateDict().state[0]; [plan.expAvg, plan.expAvgSq]")
row.error("optim.SGD([], lr=0.1)", "new optim.SGD([], {lr: 0.1})"), row.error("optim.SGD(nn.Linear(2, 3).parameters(), lr=-1)", "new optim.SGD(new nn.Linear(2, 3).parameters(), {lr: -1})")
row.error("optim.Adam([zeros(1)], betas=(1., 0.9))", "new optim.Adam([zeros(1)], {betas: [1, 0.9]})".replace("[1, 0.9]", "[1.5, 0.9]")) if False else row.error("optim.Adam([zeros(1)], betas=(1.5, 0.9))", "new optim.Adam([zeros(1)], {betas: [1.5, 0.9]})")
row.error("optim.SGD([zeros(1)], lr=0.1, momentum=-1)", "new optim.SGD([zeros(1)], {lr: 0.1, momentum: -1})"), row.error("optim.SGD([zeros(1)], lr=0.1, nesterov=True)", "new optim.SGD([zeros(1)], {lr: 0.1, nesterov: true})")
row.error("optim.RMSprop([zeros(1)], eps=-1)", "new optim.RMSprop([zeros(1)], {eps: -1})"), row.error(START + "optim.SGD([p * 2], lr=0.1)", TS_START + "new optim.SGD([p.mul(2)], {lr: 0.1})")
row.error(START + "optim.SGD([{'params': [p]}, {'params': [p]}], lr=0.1)", TS_START + "new optim.SGD([{params: [p]}, {params: [p]}], {lr: 0.1})")
row.error(START + "optim.SGD([p], lr=0.1).load_state_dict(optim.SGD([p, q], lr=0.1).state_dict())", TS_START + "new optim.SGD([p], {lr: 0.1}).loadStateDict(new optim.SGD([p, q], {lr: 0.1}).stateDict())")

# Schedules, to twelve digits: cosines may differ in the last bit.
SCHEDULES = [
    ("StepLR(o, 3)", "StepLR(o, 3)"), ("StepLR(o, 2, gamma=0.5)", "StepLR(o, 2, {gamma: 0.5})"), ("ExponentialLR(o, 0.9)", "ExponentialLR(o, 0.9)"), ("CosineAnnealingLR(o, 5)", "CosineAnnealingLR(o, 5)"),
    ("CosineAnnealingLR(o, 4, eta_min=0.01)", "CosineAnnealingLR(o, 4, {etaMin: 0.01})"), ("LambdaLR(o, lambda e: 1 / (e + 1))", "LambdaLR(o, (e) => 1 / (e + 1))"), ("LinearLR(o)", "LinearLR(o)"),
    ("LinearLR(o, start_factor=0.5, total_iters=4)", "LinearLR(o, {startFactor: 0.5, totalIters: 4})"), ("LinearLR(o, 1., 0.1, 6)", "LinearLR(o, 1, 0.1, 6)"), ("OneCycleLR(o, 0.5, total_steps=12)", "OneCycleLR(o, 0.5, {totalSteps: 12})"),
    ("OneCycleLR(o, 0.5, epochs=3, steps_per_epoch=4, pct_start=0.25, anneal_strategy='linear')", "OneCycleLR(o, 0.5, {epochs: 3, stepsPerEpoch: 4, pctStart: 0.25, annealStrategy: 'linear'})"),
    ("OneCycleLR(o, 0.5, total_steps=12, three_phase=True, div_factor=10., final_div_factor=100.)", "OneCycleLR(o, 0.5, {totalSteps: 12, threePhase: true, divFactor: 10, finalDivFactor: 100})"),
]
for name, options in [("SGD", "lr=0.1"), ("SGD", "lr=0.1, momentum=0.9"), ("Adam", "lr=0.1")]:
    ts_options = "{" + options.replace("=", ": ") + "}"
    for py, ts in SCHEDULES:
        row(START + f"o = optim.{name}([p], {options}); plan = optim.lr_scheduler.{py}; [round(plan.get_last_lr()[0], 12)] + [(o.step(), plan.step(), round(plan.get_last_lr()[0], 12))[-1] for _ in range(11)]",
            TS_START + f"const o = new optim.{name}([p], {ts_options}); const plan = new optim.lrScheduler.{ts}; [Number(plan.getLastLr()[0].toFixed(12)), ...Array.from({{length: 11}}, () => (o.step(), plan.step(), Number(plan.getLastLr()[0].toFixed(12))))]")
for py, ts in SCHEDULES[-3:]:
    row(START + f"o = optim.SGD([p], lr=0.1, momentum=0.9); plan = optim.lr_scheduler.{py}; [(o.step(), plan.step(), round(o.param_groups[0]['momentum'], 12))[-1] for _ in range(11)]",
        TS_START + f"const o = new optim.SGD([p], {{lr: 0.1, momentum: 0.9}}); const plan = new optim.lrScheduler.{ts}; Array.from({{length: 11}}, () => (o.step(), plan.step(), Number(o.paramGroups[0].momentum.toFixed(12))))")
    row(START + f"o = optim.Adam([p]); plan = optim.lr_scheduler.{py}; [(o.step(), plan.step(), round(o.param_groups[0]['betas'][0], 12))[-1] for _ in range(11)]",
        TS_START + f"const o = new optim.Adam([p]); const plan = new optim.lrScheduler.{ts}; Array.from({{length: 11}}, () => (o.step(), plan.step(), Number(o.paramGroups[0].betas[0].toFixed(12))))")
for a, b, ta, tb in [("LinearLR(o, 0.1, total_iters=3)", "ExponentialLR(o, 0.9)", "LinearLR(o, 0.1, {totalIters: 3})", "ExponentialLR(o, 0.9)"), ("ExponentialLR(o, 0.5)", "CosineAnnealingLR(o, 6)", "ExponentialLR(o, 0.5)", "CosineAnnealingLR(o, 6)"), ("LinearLR(o)", "StepLR(o, 2)", "LinearLR(o)", "StepLR(o, 2)")]:
    row(START + f"o = optim.SGD([p], lr=0.1); L = optim.lr_scheduler; plan = L.SequentialLR(o, [L.{a}, L.{b}], [4]); [round(plan.get_last_lr()[0], 12)] + [(o.step(), plan.step(), round(plan.get_last_lr()[0], 12))[-1] for _ in range(11)]",
        TS_START + f"const o = new optim.SGD([p], {{lr: 0.1}}); const L = optim.lrScheduler; const plan = new L.SequentialLR(o, [new L.{ta}, new L.{tb}], [4]); [Number(plan.getLastLr()[0].toFixed(12)), ...Array.from({{length: 11}}, () => (o.step(), plan.step(), Number(plan.getLastLr()[0].toFixed(12))))]")
row(START + "o = optim.SGD([{'params': [p]}, {'params': [q], 'lr': 0.5}], lr=0.1); plan = optim.lr_scheduler.StepLR(o, 1); o.step(); plan.step(); plan.get_last_lr()", TS_START + "const o = new optim.SGD([{params: [p]}, {params: [q], lr: 0.5}], {lr: 0.1}); const plan = new optim.lrScheduler.StepLR(o, 1); o.step(); plan.step(); plan.getLastLr()")
row(START + "o = optim.SGD([p], lr=0.1); plan = optim.lr_scheduler.StepLR(o, 1); str(o)", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); const plan = new optim.lrScheduler.StepLR(o, 1); String(o)")
row.error(START + "optim.lr_scheduler.OneCycleLR(optim.SGD([p], lr=0.1), 0.1)", TS_START + "new optim.lrScheduler.OneCycleLR(new optim.SGD([p], {lr: 0.1}), 0.1)"), row.error(START + "optim.lr_scheduler.LinearLR(optim.SGD([p], lr=0.1), 2.)", TS_START + "new optim.lrScheduler.LinearLR(new optim.SGD([p], {lr: 0.1}), 2)")
row.error(START + "o = optim.SGD([p], lr=0.1); plan = optim.lr_scheduler.OneCycleLR(o, 0.1, total_steps=2); [(o.step(), plan.step()) for _ in range(5)]", TS_START + "const o = new optim.SGD([p], {lr: 0.1}); const plan = new optim.lrScheduler.OneCycleLR(o, 0.1, {totalSteps: 2}); Array.from({length: 5}, () => (o.step(), plan.step()))")
row.write()
