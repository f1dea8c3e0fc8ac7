"""What sympy (1.14) prints for expressions and derivatives, as text and as LaTeX: fixtures/symbolic.json."""

from fixture import write
from sympy import cos, diff, exp, latex, log, sin, sqrt, symbols, sympify, tanh

x, y, z, a, sx, sy, w1, b1, w2, b2, l2, alpha = symbols("x y z a sx sy w1 b1 w2 b2 l2 alpha")
rows = []


def row(python, typescript=None):
    value = sympify(eval(python))
    rows.append({"code": typescript or python, "text": str(value), "latex": latex(value)})


# the chapter's
row("diff(sx ** 2, sx)", "diff(sx.pow(2), sx)")
row("diff(sx / 43, sx)", "diff(sx.div(43), sx)")
row("diff(3 * sx ** 2, sx)", "diff(sx.pow(2).mul(3), sx)")
row("sx + sy", "sx.add(sy)")
row("sx ** 2 / sy", "sx.pow(2).div(sy)")
row("(sx + 1) ** 2", "sx.add(1).pow(2)")
row("sx * sy ** 2", "sy.pow(2).mul(sx)")
row("diff((l2 * w2 + b2 - y) ** 2, w2)", "diff(l2.mul(w2).add(b2).sub(y).pow(2), w2)")
row("diff((l2 * w2 + b2 - y) ** 2, b2)", "diff(l2.mul(w2).add(b2).sub(y).pow(2), b2)")
row("diff(tanh(w1 * x + b1), w1)", "diff(w1.mul(x).add(b1).tanh(), w1)")
row("alpha * x", "x.mul(alpha)")

# sums
row("1 - x", "x.rsub(1)")
row("x - 1", "x.sub(1)")
row("1 - 2 * x * y", "x.mul(y).mul(2).rsub(1)")
row("x * y + x + y ** 2 + 1", "x.mul(y).add(1).add(y.pow(2)).add(x)")
row("x + y - z", "y.add(x).sub(z)")
row("-x - y", "y.neg().sub(x)")
row("x + 2 * x", "x.add(x.mul(2))")
row("x - x", "x.sub(x)")
row("-(x - y) / 2", "x.sub(y).div(-2)")
row("(x + 1) / 2", "x.add(1).div(2)")
row("2 * (x + 1) * y", "x.add(1).mul(2).mul(y)")
row("x * -(x + 1)", "x.mul(x.add(1).neg())")
row("(x + 1) * (x - 1)", "x.add(1).mul(x.sub(1))")

# products and powers
row("-x / 2", "x.div(-2)")
row("3 * x ** 2 * y / 4", "x.pow(2).mul(y).mul(3).div(4)")
row("x / y / 2", "x.div(y).div(2)")
row("x / (y * z)", "x.div(y.mul(z))")
row("(x + y) / (x - y)", "x.add(y).div(x.sub(y))")
row("1 / x", "x.rdiv(1)")
row("x ** -2", "x.pow(-2)")
row("-2 / x", "x.rdiv(-2)")
row("1 / (x + 1)", "x.add(1).rdiv(1)")
row("x * x ** 2", "x.mul(x.pow(2))")
row("(x ** 2) ** 3", "x.pow(2).pow(3)")
row("(x * y) ** 2", "x.mul(y).pow(2)")
row("((x + 1) * y) ** 2", "x.add(1).mul(y).pow(2)")
row("(-x) ** 3", "x.neg().pow(3)")
row("x ** (y + 1)", "x.pow(y.add(1))")
row("x ** y * x ** z", "x.pow(y).mul(x.pow(z))")
row("2 ** x * 2", "expression(2).pow(x).mul(2)")
row("sqrt(x)")
row("1 / sqrt(x)", "sqrt(x).rdiv(1)")
row("y / sqrt(x)", "y.div(sqrt(x))")
row("sqrt(x * y)", "sqrt(x.mul(y))")
row("sqrt(x ** 2)", "sqrt(x.pow(2))")
row("sqrt(4)")
row("sqrt(2) * x", "sqrt(2).mul(x)")
row("sqrt(2) * sqrt(2)", "sqrt(2).mul(sqrt(2))")
row("0 * x", "x.mul(0)")

# floats
row("0.5 * x", "x.mul(0.5)")
row("x / 2.73", "x.div(2.73)")
row("x - 0.5", "x.sub(0.5)")
row("1e-7 * x", "x.mul(1e-7)")

# functions
row("x * exp(x)", "exp(x).mul(x)")
row("exp(1) * x", "x.mul(exp(1))")
row("exp(x) * exp(-x)", "exp(x).mul(exp(x.neg()))")
row("exp(x) ** 2", "exp(x).pow(2)")
row("cos(x) / exp(x)", "cos(x).div(exp(x))")
row("exp(2 * log(x))", "exp(log(x).mul(2))")
row("log(1) + exp(0) + sin(0) + cos(0) + tanh(0)", "log(1).add(exp(0)).add(sin(0)).add(cos(0)).add(tanh(0))")
row("sin(-x)", "sin(x.neg())")
row("1 - tanh(x) ** 2", "tanh(x).pow(2).rsub(1)")
row("1 + exp(-x)", "exp(x.neg()).add(1)")

# derivatives
row("diff(tanh(x), x)")
row("diff(x * log(x), x)", "diff(x.mul(log(x)), x)")
row("diff((a - y) ** 2, a)", "diff(a.sub(y).pow(2), a)")
row("diff(sin(x) * cos(x), x)", "diff(sin(x).mul(cos(x)), x)")
row("diff(exp(-x ** 2), x)", "diff(exp(x.pow(2).neg()), x)")
row("diff(exp(-x ** 2) / sqrt(x), x)", "diff(exp(x.pow(2).neg()).div(sqrt(x)), x)")
row("diff(log(1 + exp(x)), x)", "diff(log(exp(x).add(1)), x)")
row("diff(1 / (1 + exp(-x)), x)", "diff(exp(x.neg()).add(1).rdiv(1), x)")
row("diff(x ** y, y)", "diff(x.pow(y), y)")
row("diff(x ** 3 + 2 * x - 5, x)", "diff(x.pow(3).add(x.mul(2)).sub(5), x)")
row("diff(sqrt(x), x)")
row("diff(y, x)")

write("symbolic", rows)
