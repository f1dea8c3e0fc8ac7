from table import Table

row = Table("pointwise")

camel = lambda name: "".join(w if n == 0 else w.title() for n, w in enumerate(name.split("_")))

# Functions of one tensor: ordinary values, edges, integers and bools.
FLOAT = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "rsqrt", "reciprocal", "sin", "cos", "tan", "asin",
         "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sigmoid", "erf", "erfc", "lgamma"]
SAME = ["neg", "abs", "sign", "square", "relu", "floor", "ceil", "round", "trunc"]
for name in FLOAT + SAME + ["frac"]:
    row(f"f([-2, -1.5, -0.5, -0., 0, 0.25, 1, 2.5]).{name}()", f"f([-2, -1.5, -0.5, -0, 0, 0.25, 1, 2.5]).{name}()")
    row(f"f([inf, -inf, nan]).{name}()", f"f([Infinity, -Infinity, NaN]).{name}()")
    row(f"d([0.1, 0.7]).{name}()")
for name in FLOAT:
    row(f"i([1, 2]).{name}()")
    row(f"b([1, 0]).{name}()")
for name in SAME:
    row(f"i([-3, 0, 4]).{name}()")
    row(f"u([3, 0, 200]).{name}()")
row.error("i([1]).frac()")
row.error("f([1]).bitwise_not()", "f([1]).bitwiseNot()")
for name in ["bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift"]:
    row.error(f"f([1]).{name}(f([1]))", f"f([1]).{camel(name)}(f([1]))")
for name in ["bitwise_left_shift", "bitwise_right_shift", "fmod", "remainder", "floor_divide", "hypot", "pow"]:
    row.error(f"b([1]).{name}(b([1]))", f"b([1]).{camel(name)}(b([1]))")
row.error("i([1]).hypot(i([1]))")
row("b([1, 0]).atan2(b([1, 1]))"), row("b([1, 0]).maximum(b([0, 0]))"), row("b([1, 0]).minimum(b([1, 1]))")
row.error("b([1]).div(b([1]), rounding_mode='trunc')", "b([1]).div(b([1]), {roundingMode: 'trunc'})")
row.error("f([1]) - True", "f([1]).sub(true)")
row.error("i([1]) - b([1])", "i([1]).sub(b([1]))")
row.error("True - i([1])", "i([1]).rsub(true)")
row.error("f([1]).sub_(True)", "f([1]).sub_(true)")
row.error("f(1).sub_(True)", "f(1).sub_(true)")
row("b([1, 0]) ** 2", "b([1, 0]).pow(2n)")
row.error("b([1, 0]) ** -1", "b([1, 0]).pow(-1)")
row("i([1, 2]).pow(tensor(-1))", "i([1, 2]).pow(tensor(-1n))")
for name in ["abs", "sign", "square", "relu", "neg", "floor", "ceil", "round", "trunc", "frac"]:
    row(f"b([1, 0]).{name}()")
row("f([0.5, 1.5, 2.5, -0.5, -1.5]).round()")
row("f([1.25, 2.345]).round(decimals=1)", "f([1.25, 2.345]).round({decimals: 1})")
row("f([125., 251]).round(decimals=-1)", "f([125, 251]).round({decimals: -1})")
for x in ["i([5, -1])", "u([5, 255])", "b([1, 0])", "s([7])"]:
    row(f"{x}.bitwise_not()", f"{x}.bitwiseNot()")
    row(f"{x}.logical_not()", f"{x}.logicalNot()")
row("f([0, 2, nan]).logical_not()", "f([0, 2, NaN]).logicalNot()")
for name in ["isnan", "isinf", "isfinite"]:
    row(f"f([1, inf, -inf, nan]).{name}()", f"f([1, Infinity, -Infinity, NaN]).{name}()")
    row(f"i([1, 2]).{name}()")
row("m.t().exp().stride()")
row("exp(m)[0]", "exp(m).at(0)")
row("m.negative()"), row("f([-1, 2]).absolute()")

# Operators, with tensors and numbers on either side.
OPERATORS = {"+": "add", "-": "sub", "*": "mul", "/": "div", "//": "floorDivide", "%": "remainder", "**": "pow"}
for sign, name in OPERATORS.items():
    row(f"f([1, -2, 7.5, 0]) {sign} f([3, 3, -2, 2])", f"f([1, -2, 7.5, 0]).{name}(f([3, 3, -2, 2]))")
    row(f"i([7, -7, 3, 0]) {sign} i([2, 2, 5, 3])", f"i([7, -7, 3, 0]).{name}(i([2, 2, 5, 3]))")
    row(f"u([7, 200, 3]) {sign} u([2, 100, 5])", f"u([7, 200, 3]).{name}(u([2, 100, 5]))")
    row(f"s([7, -7]) {sign} s([2, 3])", f"s([7, -7]).{name}(s([2, 3]))")
    row(f"f([1, -2, 7.5]) {sign} 3", f"f([1, -2, 7.5]).{name}(3)")
    row(f"f([1, -2, 7.5]) {sign} 0.5", f"f([1, -2, 7.5]).{name}(0.5)")
    row(f"i([7, -7]) {sign} 2", f"i([7, -7]).{name}(2)")
    row(f"i([7, -7]) {sign} 1.5", f"i([7, -7]).{name}(1.5)")
    row(f"i([7, 2]) {sign} True", f"i([7, 2]).{name}(true)")
    row(f"b([1, 0]) {sign} 2", f"b([1, 0]).{name}(2)")
    row(f"b([1, 0]) {sign} 1.5", f"b([1, 0]).{name}(1.5)")
    row(f"f([[1], [2]]) {sign} f([10, 20, 30])", f"f([[1], [2]]).{name}(f([10, 20, 30]))")
    row(f"m.t() {sign} f([1, 2, 3])", f"m.t().{name}(f([1, 2, 3]))")
    row(f"tensor(5.) {sign} tensor(2.)", f"tensor(5).{name}(tensor(2))")
    row(f"f([1, 0, -1, inf, nan]) {sign} f([0, 0, 0, 2, 1])", f"f([1, 0, -1, Infinity, NaN]).{name}(f([0, 0, 0, 2, 1]))")
    row(f"zeros(0, 3) {sign} zeros(1, 3)", f"zeros(0, 3).{name}(zeros(1, 3))")
row("b([1, 0]) + b([1, 1])", "b([1, 0]).add(b([1, 1]))")
row("b([1, 0]) * b([1, 1])", "b([1, 0]).mul(b([1, 1]))")
row("b([1, 0]) / b([1, 1])", "b([1, 0]).div(b([1, 1]))")
row.error("b([1, 0]) - b([1, 1])", "b([1, 0]).sub(b([1, 1]))")
row("b([1, 0]) + True", "b([1, 0]).add(true)")
row("7 - f([1, 2])", "f([1, 2]).rsub(7)")
row("7 - i([1, 2])", "i([1, 2]).rsub(7)")
row("2 / f([1, 4])", "f([1, 4]).rdiv(2)")
row("2 ** f([1, 4])", "f([1, 4]).rpow(2)")
row("3 ** i([1, 4])", "pow(3, i([1, 4]))")
row("-m", "m.neg()")
row("f([1, 2]).add(f([10, 20]), alpha=2)", "f([1, 2]).add(f([10, 20]), {alpha: 2})")
row("f([1, 2]).sub(1, alpha=0.5)", "f([1, 2]).sub(1, {alpha: 0.5})")
for mode in ["'trunc'", "'floor'", "None"]:
    ts = "null" if mode == "None" else mode
    row(f"f([7, -7]).div(2, rounding_mode={mode})", f"f([7, -7]).div(2, {{roundingMode: {ts}}})")
    row(f"i([7, -7]).div(i([2]), rounding_mode={mode})", f"i([7, -7]).div(i([2]), {{roundingMode: {ts}}})")
row.error("m.div(2, rounding_mode='up')", "m.div(2, {roundingMode: 'up'})")
row("i([2, 3, -1, 1, 0]) ** i([-1, -2, -3, -4, 5])", "i([2, 3, -1, 1, 0]).pow(i([-1, -2, -3, -4, 5]))")
row("i([3]) ** 40", "i([3]).pow(40)"), row("i([3]) ** 41", "i([3]).pow(41)"), row("s([3]) ** 25", "s([3]).pow(25)")
row("f([-8, 4]) ** f([1 / 3, 0.5])", "f([-8, 4]).pow(f([1 / 3, 0.5]))")
row("f([-1, 1, nan]) ** f([inf, nan, 0])", "f([-1, 1, NaN]).pow(f([Infinity, NaN, 0]))")
row("i([1, 2]) ** -1.", "i([1, 2]).pow(tensor(-1))")
row.error("i([1, 2]) ** -1", "i([1, 2]).pow(-1)")
row("i([9223372036854775807]) + 1", "tensor([9223372036854775807n]).add(1)")
row("s([2147483647]) + 1", "s([2147483647]).add(1)")
row("s([65536]) * 65536", "s([65536]).mul(65536)")
row("f([16777216]) + 1", "f([16777216]).add(1)")
row("f([0.1]) + d([0.2])", "f([0.1]).add(d([0.2]))")
for name in ["fmod", "maximum", "minimum", "atan2", "hypot"]:
    row(f"f([7, -7, 0.5]).{name}(f([3, 3, -2]))")
    row(f"f([nan, 1, inf]).{name}(f([1, nan, 2]))", f"f([NaN, 1, Infinity]).{name}(f([1, NaN, 2]))")
    if name != "hypot":
        row(f"i([7, -7]).{name}(i([3, 3]))")
for name in ["bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift"]:
    row(f"i([6, -3]).{name}(i([3, 2]))", f"i([6, -3]).{camel(name)}(i([3, 2]))")
    row(f"u([6, 200]).{name}(u([3, 2]))", f"u([6, 200]).{camel(name)}(u([3, 2]))")
    row(f"i([6, 1]).{name}(1)", f"i([6, 1]).{camel(name)}(1)")
for name in ["bitwise_and", "bitwise_or", "bitwise_xor"]:
    row(f"b([1, 1, 0]).{name}(b([1, 0, 0]))", f"b([1, 1, 0]).{camel(name)}(b([1, 0, 0]))")
row("s([-8, 8]).bitwise_right_shift(s([40, -1]))", "s([-8, 8]).bitwiseRightShift(s([40, -1]))")
row("s([-8, 8]).bitwise_left_shift(s([40, 31]))", "s([-8, 8]).bitwiseLeftShift(s([40, 31]))")
for name in ["logical_and", "logical_or", "logical_xor"]:
    row(f"f([0, 1, nan]).{name}(f([1, 0, 0]))", f"f([0, 1, NaN]).{camel(name)}(f([1, 0, 0]))")
    row(f"b([1, 0]).{name}(i([5, 0]))", f"b([1, 0]).{camel(name)}(i([5, 0]))")
for sign, name in {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}.items():
    row(f"f([1, 2, nan]) {sign} f([2, 2, nan])", f"f([1, 2, NaN]).{name}(f([2, 2, NaN]))")
    row(f"m {sign} 5", f"m.{name}(5)")
    row(f"k {sign} 5.5", f"k.{name}(5.5)")
    row(f"i([1, 2]) {sign} f([[1.5], [2]])", f"i([1, 2]).{name}(f([[1.5], [2]]))")
    row(f"b([1, 0]) {sign} True", f"b([1, 0]).{name}(true)")
    row(f"u([1, 200]) {sign} i([1, -56])", f"u([1, 200]).{name}(i([1, -56]))")
row("tensor(0.1304) == 0.1304", "tensor(0.1304).eq(0.1304)")
row("f([0.1]) == 0.1", "f([0.1]).eq(0.1)")
row("f([0.1]) == d([0.1])", "f([0.1]).eq(d([0.1]))")

# In place.
for sign, name in OPERATORS.items():
    if sign in "+-*":
        row(f"a = m.clone(); a {sign}= 2; a", f"const a = m.clone(); a.{name}_(2); a")
        row(f"a = k.clone(); a {sign}= k; a", f"const a = k.clone(); a.{name}_(k); a")
row("a = m.clone(); a /= 2; a", "const a = m.clone(); a.div_(2); a")
row("a = m.clone(); a += f([1, 2, 3, 4]); a", "const a = m.clone(); a.add_(f([1, 2, 3, 4])); a")
row("a = m.clone(); a.t().mul_(f([1, 2, 3])); a", "const a = m.clone(); a.t().mul_(f([1, 2, 3])); a")
row("a = m.clone(); a.exp_(); a[0]", "const a = m.clone(); a.exp_(); a.at(0)")
row("a = m.clone(); a.clamp_(2, 5); a", "const a = m.clone(); a.clamp_(2, 5); a")
row("a = m.clone(); a.add_(a); a", "const a = m.clone(); a.add_(a); a")
row("a = m.clone(); a.sub_(1).mul_(2); a", "const a = m.clone(); a.sub_(1).mul_(2); a")
row("a = i([1, 2]); a.add_(2.0 > 1); a", "const a = i([1, 2]); a.add_(true); a")
row("a = f([1, 2]); a += i([1, 1]); a", "const a = f([1, 2]); a.add_(i([1, 1])); a")
row("a = f([1, 2]); a += d([0.5, 1]); a", "const a = f([1, 2]); a.add_(d([0.5, 1])); a")
row("a = m.clone(); a.gt_(5); a", "const a = m.clone(); a.gt_(5); a")
row.error("k.clone().add_(1.5)")
row.error("k.clone().div_(2)")
row.error("k.clone().exp_()")
row.error("b([1]).add_(1)")
row.error("f([1, 2]).add_(m)")
row.error("zeros(1, 3).expand(2, 3).add_(1)")
row.error("m.add(f([1, 2]))")
row.error("f([1, 2]).mul(f([1, 2, 3]))")
row.error("zeros(2, 3).lt(zeros(3, 2))")
row.error("i([1]) // 0", "i([1]).floorDivide(0)")
row.error("i([1]) % 0", "i([1]).remainder(0)")
row.error("a = m.clone(); a[1:].add_(a[:-1])", "const a = m.clone(); a.at('1:').add_(a.at(':-1'))")
row.error("zeros(2, requires_grad=True).add_(1)", "zeros(2, {requiresGrad: true}).add_(1)")

row("m.clamp(3, 5)"), row("m.clamp(min=3)", "m.clamp({min: 3})"), row("m.clamp(max=f([1, 2, 3, 4]))", "m.clamp({max: f([1, 2, 3, 4])})")
row("m.clamp_min(3.)[0]", "m.clampMin(3).at(0)"), row("m.clamp_max(3.)[1]", "m.clampMax(3).at(1)"), row("m.clip(2, 4)")
row("f([nan, 1, 9]).clamp(2, 3)", "f([NaN, 1, 9]).clamp(2, 3)"), row("k.clamp(2, 5)"), row("k.clamp(1.5, 5)"), row("m.clamp(5, 3)")
row.error("m.clamp()")
row("isclose(f([1, 2]), f([1.00001, 2.1]))"), row("allclose(m, m + 1e-9)", "allclose(m, m.add(1e-9))")
row("allclose(f([1, nan]), f([1, nan]))", "allclose(f([1, NaN]), f([1, NaN]))")
row("allclose(f([nan]), f([nan]), equal_nan=True)", "allclose(f([NaN]), f([NaN]), {equalNan: true})")
row("equal(m, m)"), row("equal(m, m.t())"), row("equal(f([1]), f([2]))"), row("f([inf]).isclose(f([inf]))", "f([Infinity]).isclose(f([Infinity]))")

# The op that made a tensor is printed behind it.
x, tx = "f([1, 2]).requires_grad_()", "f([1, 2]).requiresGrad_()"
for py, ts in [("{} * 2", "{}.mul(2)"), ("({} * 2).mean()", "{}.mul(2).mean()"), ("{}.sum(0)", "{}.sum(0)"), ("{} @ f([1, 1])", "{}.matmul(f([1, 1]))"), ("{}.exp()", "{}.exp()"),
               ("{}[0]", "{}.at(0)"), ("{}[:1]", "{}.at(':1')"), ("{}.view(2, 1)", "{}.view(2, 1)"), ("{} > 1", "{}.gt(1)"), ("{}.detach()", "{}.detach()"), ("{}.repeat(20) / 3", "{}.repeat(20).div(3)")]:
    row(py.format(x), ts.format(tx))

row.write()
