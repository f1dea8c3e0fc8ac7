from table import Table

row = Table("indexing")


def at(index, ts, x="m"):
    """x[index] and x.at(ts)"""
    row(f"{x}[{index}]", f"{x}.at({ts})")


at("0", "0"), at("-1", "-1"), at("0, 1", "0, 1"), at("-1, -1", "-1, -1"), at("1, :", "1, ':'"), at(":, 1", "':', 1")
at("1:3, 0:2", "'1:3', '0:2'"), at(":, ::2", "':', '::2'"), at("::2", "'::2'"), at("1:", "'1:'"), at(":-1", "':-1'")
at("-2:", "'-2:'"), at("5:", "'5:'"), at("1:1", "'1:1'"), at("2:1", "'2:1'"), at(":, -3:-1", "':', '-3:-1'")
at("::2, ::3", "'::2', '::3'"), at("1::2", "'1::2'"), at("-100:100", "'-100:100'"), at(":", "':'")
at("..., 0", "'...', 0"), at("0, ...", "0, '...'"), at("...", "'...'"), at("..., None", "'...', null"), at("None", "null")
at(":, None, :", "':', null, ':'"), at("None, 0, None", "null, 0, null"), at("..., 1:3", "'...', '1:3'"), at("0, ..., 1", "0, '...', 1")
at("[0, 2]", "[0, 2]"), at("[0, 2], [1, 3]", "[0, 2], [1, 3]")
at("[2, 0, 0]", "[2, 0, 0]"), at("[-1, -3]", "[-1, -3]"), at(":, [0, 3]", "':', [0, 3]"), at("[0, 1], 2", "[0, 1], 2")
at("0, [1, 2]", "0, [1, 2]"), at("[0, 2], 1:3", "[0, 2], '1:3'"), at("1:, [0, 3]", "'1:', [0, 3]"), at("[0, 1], :", "[0, 1], ':'")
at("i([0, 2])", "i([0, 2])"), at("i([[0, 1], [2, 0]])", "i([[0, 1], [2, 0]])"), at("i([[0], [2]]), i([1, 3])", "i([[0], [2]]), i([1, 3])")
at("s([0, 2])", "s([0, 2])"), at("range(3), tensor([0, 1, 2])", "[0, 1, 2], i([0, 1, 2])"), at("tensor(1)", "tensor(1n)")
at("i([0, 2]), None", "i([0, 2]), null"), at("None, i([0, 2])", "null, i([0, 2])"), at("..., i([0, 2])", "'...', i([0, 2])")
at("i([])", "i([])"), at("i([]), i([])", "i([]), i([])"), at("i([[0, 1]]), 2", "i([[0, 1]]), 2")
at("m > 5", "m.gt(5)"), at("b([1, 0, 1])", "b([1, 0, 1])"), at("[True, False, True]", "[true, false, true]"), at("m < 0", "m.lt(0)")
at(":, b([1, 0, 0, 1])", "':', b([1, 0, 0, 1])"), at("b([1, 0, 1]), 1", "b([1, 0, 1]), 1"), at("b([1, 0, 1]), b([1, 0, 1, 0])", "b([1, 0, 1]), b([1, 0, 1, 0])")
at("b([1, 0, 1]), 1:3", "b([1, 0, 1]), '1:3'"), at("True", "true"), at("False", "false"), at("m > 5, None", "m.gt(5), null")
at("True", "true", "tensor(3)".replace("3", "m.sum()")), at("None", "null", "m.sum()"), at("...", "'...'", "m.sum()"), at("()", "", "m.sum()")
at("1", "1", "m.t()"), at("1:, ::2", "'1:', '::2'", "m.t()"), at("[0, 2]", "[0, 2]", "m.t()"), at("i([1, 0]), i([2, 0])", "i([1, 0]), i([2, 0])", "m.t()")
for x in ["arange(24.).view(2, 3, 4)"]:
    ts = "arange(24).view(2, 3, 4)"
    for index, text in [("0", "0"), ("0, 1", "0, 1"), ("1, 2, 3", "1, 2, 3"), (":, 1", "':', 1"), ("..., 1", "'...', 1"), (":, :, 1:3", "':', ':', '1:3'"),
                        ("[0, 1], [1, 2]", "[0, 1], [1, 2]"), ("[0, 1], :, [1, 2]", "[0, 1], ':', [1, 2]"), ("0, :, [1, 2]", "0, ':', [1, 2]"),
                        (":, [0, 2], [1, 3]", "':', [0, 2], [1, 3]"), (":, [0, 2]", "':', [0, 2]"), (":, [[0, 2]], 1:", "':', [[0, 2]], '1:'"),
                        ("[1, 0], None, [0, 1]", "[1, 0], null, [0, 1]"), ("b([1, 0])", "b([1, 0])"), (":, b([1, 0, 1])", "':', b([1, 0, 1])"),
                        ("1, ..., None, 0", "1, '...', null, 0"), ("::2, ..., ::2", "'::2', '...', '::2'"), ("b([1, 1]), :, i([0, 3])", "b([1, 1]), ':', i([0, 3])"),
                        ("i([[0], [1]]), i([0, 2]), 1", "i([[0], [1]]), i([0, 2]), 1"), (":, :, -1", "':', ':', -1"), ("0, [0, 2], ::2", "0, [0, 2], '::2'")]:
        row(f"{x}[{index}]", f"{ts}.at({text})")
row("k[k > 5]", "k.at(k.gt(5))")
row("b([1, 0, 1])[[0, 2]]", "b([1, 0, 1]).at([0, 2])")


def assign(index, ts, value, ts_value=None, x="m"):
    """x[index] = value on a copy"""
    row(f"a = {x}.clone(); a[{index}] = {value}; a", f"const a = {x}.clone(); a.set([{ts}], {ts_value or value}); a")


assign("0", "0", "7."), assign("0, 1", "0, 1", "-3"), assign("-1, -1", "-1, -1", "1.5"), assign(":, 1", "':', 1", "9")
assign("1:, ::2", "'1:', '::2'", "0"), assign("0", "0", "f([1, 2, 3, 4])"), assign("...", "'...'", "5"), assign("..., 0", "'...', 0", "f([7, 8, 9])")
assign(":", "':'", "f([[1], [2], [3]])"), assign("0", "0", "f([[1, 2, 3, 4]])"), assign("1:3", "'1:3'", "m[0:2]", "m.at('0:2')")
assign("m > 5", "m.gt(5)", "-1"), assign("m > 9", "m.gt(9)", "f([1, 2])"), assign("b([1, 0, 1])", "b([1, 0, 1])", "0")
assign("[0, 2]", "[0, 2]", "1"), assign("[0, 2], [1, 3]", "[0, 2], [1, 3]", "f([100, 200])"), assign("i([0, 0])", "i([0, 0])", "f([1, 2, 3, 4])")
assign(":, [0, 3]", "':', [0, 3]", "f([[1, 2]])"), assign("[2, 0], 1:3", "[2, 0], '1:3'", "f([[1, 2], [3, 4]])"), assign("0", "0", "i([1, 2, 3, 4])")
assign("0", "0", "2.9", None, "k"), assign("1", "1", "f([1.9, 2.9, -1.9, 0])", None, "k"), assign("0, 0", "0, 0", "True", "true", "k")
assign("None, 0", "null, 0", "f([[1, 2, 3, 4]])"), assign("i([])", "i([])", "5"), assign("m < 0", "m.lt(0)", "5"), assign("0, 0", "0, 0", "tensor(8.)", "tensor(8)")
assign("1", "1", "nan", "NaN"), assign("()", "", "4", None, "m.sum()"), assign("...", "'...'", "4", None, "m.sum()"), assign("True", "true", "4")
assign("i([0, 1]), i([1, 0])", "i([0, 1]), i([1, 0])", "d([1.5, 2.5])"), assign("m > 5", "m.gt(5)", "i([1, 2, 3, 4, 5, 6])")
assign("0", "0", "b([1, 0, 1, 1])"), assign("1, 2", "1, 2", "3.7", None, "k"), assign("[0, 1], :, 0", "[0, 1], ':', 0", "9", None, "zeros(2, 2, 2)")
row("a = m.clone(); a[0] += 1; a", "const a = m.clone(); a.at(0).add_(1); a")
row("a = m.clone(); a[1, 2] += 0.5; a", "const a = m.clone(); a.at(1, 2).add_(0.5); a")
row("a = m.clone(); a[1:] = a[:-1]; a", "const a = m.clone(); a.set(['1:'], a.at(':-1')); a")
row("a = m.clone(); a.t()[0] = 5; a", "const a = m.clone(); a.t().set([0], 5); a")
row("a = b([1, 0]); a[1] = 2; a", "const a = b([1, 0]); a.set([1], 2); a")
row("a = u([1, 0]); a[1] = 255; a", "const a = u([1, 0]); a.set([1], 255); a")

row("m.nonzero()"), row("b([[1, 0], [0, 1]]).nonzero()"), row("zeros(2).nonzero()"), row("tensor(1.).nonzero()", "tensor(1).nonzero()")
row("m.index_select(0, i([2, 0]))", "m.indexSelect(0, i([2, 0]))"), row("m.index_select(-1, i([1]))", "m.indexSelect(-1, i([1]))")
row("m.masked_select(m > 5)", "m.maskedSelect(m.gt(5))"), row("m.masked_select(b([1, 0, 1, 0]))", "m.maskedSelect(b([1, 0, 1, 0]))")
row("m.masked_fill(m > 5, -1)", "m.maskedFill(m.gt(5), -1)"), row("m.masked_fill(b([1, 0, 1, 0]), 0.5)", "m.maskedFill(b([1, 0, 1, 0]), 0.5)")
row("a = m.clone(); a.masked_fill_(a > 5, 0); a", "const a = m.clone(); a.maskedFill_(a.gt(5), 0); a")
row("a = m.clone(); a.fill_(2); a", "const a = m.clone(); a.fill_(2); a"), row("a = m.clone(); a[0].zero_(); a", "const a = m.clone(); a.at(0).zero_(); a")
row("a = zeros(3); a.copy_(i([1, 2, 3])); a", "const a = zeros(3); a.copy_(i([1, 2, 3])); a")
row("a = zeros(2, 2); a.copy_(f([1, 2])); a", "const a = zeros(2, 2); a.copy_(f([1, 2])); a")
row("where(m > 5, m, 0)", "where(m.gt(5), m, 0)"), row("where(b([1, 0]), f([1, 2]), f([3, 4]))"), row("where(b([[1], [0]]), f([1, 2]), 9.)", "where(b([[1], [0]]), f([1, 2]), 9)")
row("where(b([1, 0]), i([1, 2]), f([3, 4]))"), row("where(b([1, 0]))"), row("where(m > 9)", "where(m.gt(9))"), row("[x for x in m]", "[...m]")

for index, ts in [("5", "5"), ("3", "3"), ("-4", "-4"), ("0, 5", "0, 5"), ("0, 0, 0", "0, 0, 0"), (":, :, 0", "':', ':', 0"), ("1.5", "1.5"),
                  ("[5]", "[5]"), ("[0, 5]", "[0, 5]"), ("i([7])", "i([7])"), (":, i([-5])", "':', i([-5])"), ("f([0])", "f([0])"),
                  ("b([1, 0])", "b([1, 0])"), ("m[0] > 0, 0", "m.at(0).gt(0), 0"), ("[0, 1], [0, 1, 2]", "[0, 1], [0, 1, 2]"),
                  ("::-1", "'::-1'"), ("::0", "'::0'"), ("(m > 5)[:2]", "m.gt(5).at(':2')"), ("tensor(9)", "tensor(9n)"), ("[0, 1], 9", "[0, 1], 9")]:
    row.error(f"m[{index}]", f"m.at({ts})")
row.error("m.sum()[0]", "m.sum().at(0)")
row.error("m.sum()[0:1]", "m.sum().at('0:1')")
for statement, ts in [("m[5] = 0", "m.set([5], 0)"), ("m[0] = f([1, 2])", "m.set([0], f([1, 2]))"), ("m[0, 0] = f([1, 2])", "m.set([0, 0], f([1, 2]))"),
                      ("m[[0, 1]] = f([1, 2, 3])", "m.set([[0, 1]], f([1, 2, 3]))"), ("m[m > 5] = f([1, 2])", "m.set([m.gt(5)], f([1, 2]))"), ("m[[0, 9]] = 1", "m.set([[0, 9]], 1)"),
                      ("m.expand(2, 3, 4)[:] = m", "m.expand(2, 3, 4).set([':'], m)")]:
    row(f"{statement}; m", f"{ts}; m")
for py, ts in [("k", "k"), ("u([1, 2])", "u([1, 2])")]:
    for index, at_ in [("0", "0"), ("[0]", "[0]"), ("...", "'...'")]:
        row(f"a = {py}.clone(); a[{index}] = nan; a", f"const a = {ts}.clone(); a.set([{at_}], NaN); a")
        row(f"a = {py}.clone(); a[{index}] = 300; a", f"const a = {ts}.clone(); a.set([{at_}], 300); a")
row.error("k[0, 0] = nan; k", "k.set([0, 0], NaN); k")
row.error("k[k > 5] = nan; k", "k.set([k.gt(5)], NaN); k")
row("u1 = u([1, 2]); u1[0] = -1; u1", "const u1 = u([1, 2]); u1.set([0], -1); u1")
row("b1 = b([0, 0]); b1[0] = nan; b1", "const b1 = b([0, 0]); b1.set([0], NaN); b1")
row("k.masked_fill(k > 5, 1.5)", "k.maskedFill(k.gt(5), 1.5)")
row("m.masked_fill(m > 5, tensor(7))", "m.maskedFill(m.gt(5), tensor(7n))")
row("k.masked_fill(k > 5, tensor(1.5))", "k.maskedFill(k.gt(5), tensor(1.5))")
row("a = k.clone(); a.masked_fill_(k > 5, 1.5)", "const a = k.clone(); a.maskedFill_(k.gt(5), 1.5)")
row.error("k.masked_fill(k > 5, nan)", "k.maskedFill(k.gt(5), NaN)")
row.error("m.masked_fill(m > 5, f([1, 2]))", "m.maskedFill(m.gt(5), f([1, 2]))")
row.error("m.masked_fill(b([1, 0]), 0)", "m.maskedFill(b([1, 0]), 0)")
row.error("m.masked_select(b([1, 0]))", "m.maskedSelect(b([1, 0]))")
row("a = m.clone(); a[m > 5] = tensor(1); a", "const a = m.clone(); a.set([m.gt(5)], tensor(1n)); a")
row("a = k.clone(); a[k > 5] = f([1.5]); a", "const a = k.clone(); a.set([k.gt(5)], f([1.5])); a")
row("m[[0, 1]] = tensor(1); m", "m.set([[0, 1]], tensor(1n)); m")
row("m.index_select(0, tensor(1))", "m.indexSelect(0, tensor(1n))")
row("m.t().index_select(0, i([3, 1]))", "m.t().indexSelect(0, i([3, 1]))")
row.error("m.index_select(0, i([-1]))", "m.indexSelect(0, i([-1]))")
row.error("m.index_select(0, f([0]))", "m.indexSelect(0, f([0]))")
row.error("m.index_select(0, i([[0]]))", "m.indexSelect(0, i([[0]]))")
row.error("m[:, i([7])]", "m.at(':', i([7]))")
row.error("m[[0, 1], [7, 8]]", "m.at([0, 1], [7, 8])")
row.error("zeros(3).copy_(m)")
row("zeros(1, 3).copy_(f([1, 2, 3]))")
row.error("zeros(3).copy_(zeros(1, 3))")
row.error("m.expand(2, 3, 4).copy_(m)")
row.error("zeros(3).fill_(zeros(2))")
# Source and target of a copy may be the same elements, or none in common.
row("a = m.clone(); a.copy_(a)", "const a = m.clone(); a.copy_(a)")
row.error("a = eye(3); a.copy_(a.t())", "const a = eye(3); a.copy_(a.t())")
row.error("a = m.view(-1).clone(); a[:4].copy_(a[2:6])", "const a = m.view(-1).clone(); a.at(':4').copy_(a.at('2:6'))")
row("a = m.view(-1).clone(); a[:6].copy_(a[6:]); a", "const a = m.view(-1).clone(); a.at(':6').copy_(a.at('6:')); a")
row("a = m.view(-1).clone(); a[::2].copy_(a[1::2]); a", "const a = m.view(-1).clone(); a.at('::2').copy_(a.at('1::2')); a")
row.error("a = eye(3); a.add_(a.t())", "const a = eye(3); a.add_(a.t())")
row.error("a = eye(3); a.mul_(a[0])", "const a = eye(3); a.mul_(a.at(0))")
row.error("a = ones(3); a.add_(a[0])", "const a = ones(3); a.add_(a.at(0))")
row("a = m.clone(); a[0].add_(a[1]); a", "const a = m.clone(); a.at(0).add_(a.at(1)); a")
row("a = m.clone(); a.div_(a.sum()); a", "const a = m.clone(); a.div_(a.sum()); a")
row("a = eye(3); a[:, 0].copy_(a[0]); a", "const a = eye(3); a.at(':', 0).copy_(a.at(0)); a")
row.error("m.index_select(0, i([3]))", "m.indexSelect(0, i([3]))")
row.error("m.index_select(2, i([0]))", "m.indexSelect(2, i([0]))")
row.error("m.masked_select(i([1, 0, 1, 0]))", "m.maskedSelect(i([1, 0, 1, 0]))")
row.error("m.masked_fill(i([1, 0, 1, 0]), 0)", "m.maskedFill(i([1, 0, 1, 0]), 0)")
row.error("zeros(3).copy_(f([1, 2]))")
row.error("where(b([1, 0]), f([1, 2]), f([1, 2, 3]))")
row.error("[x for x in m.sum()]", "[...m.sum()]")

row.write()
