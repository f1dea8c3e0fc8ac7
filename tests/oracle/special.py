"""The rarer elementwise functions: values, edges, dtypes, errors, in-place twins, names."""

from table import Table

row = Table("special")

camel = lambda name: "".join(w if n == 0 else w.title() for n, w in enumerate(name.split("_")))


def both(py, make=row):
    """The same on both sides, but for the functions' names, options and Python's infinities."""
    import re

    ts = re.sub(r"\b[a-z]+(?:_[a-z0-9]+)+(?=_?\()", lambda m: camel(m.group()), py)
    ts = re.sub(r"\b(value|eps|nan|posinf|neginf|rounding_mode)=([^,)]+)\)", lambda m: f"{{{camel(m.group(1))}: {m.group(2)}}})", ts)
    ts = re.sub(r"\binf\b", "Infinity", re.sub(r"\bnan\b(?!:)", "NaN", ts))
    ts = ts.replace("-0.", "-0").replace("-00", "-0.0") if "-0.," in ts else ts
    make(py, ts)


EDGES = "f([inf, -inf, nan])"
for name in ["digamma", "erfinv", "i0", "sinc", "deg2rad", "rad2deg", "sgn", "logit", "nan_to_num", "angle", "positive", "arccos", "arcsin", "arctan", "arccosh", "arcsinh", "arctanh", "fix",
             "isposinf", "isneginf", "signbit", "isreal"]:
    both(f"f([-2.5, -1.5, -0.5, 0.1, 0.25, 0.9, 1, 3, 12]).{name}()")
    both(f"{EDGES}.{name}()")
    both(f"d([0.1, 0.7]).{name}()")
    both(f"i([1, 2, -3]).{name}()")
    if name != "positive":
        both(f"b([1, 0]).{name}()")
    both(f"zeros(0).{name}()")
both("b([1]).positive()", row.error)
for name in ["digamma", "erfinv", "i0", "sinc", "deg2rad", "rad2deg", "sgn", "logit", "nan_to_num", "arccos", "fix", "logical_not", "absolute", "negative"]:
    both(f"f([0.25, 0.5]).{name}_()")
    if name not in ("nan_to_num", "sgn", "fix", "logical_not", "absolute", "negative"):
        both(f"i([1]).{name}_()", row.error)
both("f([-0.5, 0.2, 0.99]).logit(eps=0.1)"), both("f([-0.5, 0.2, 0.99]).logit(0.1)")
both("f([nan, inf, -inf, 2]).nan_to_num(nan=5)"), both("f([nan, inf, -inf, 2]).nan_to_num(1, 2, 3)"), both("d([nan, inf, -inf, 2]).nan_to_num()")
for n in range(4):
    both(f"f([-1.5, -0.5, 0.25, 1, 2.5, 20]).polygamma({n})"), both(f"polygamma({n}, d([0.5, 3]))"), both(f"i([1, 2]).polygamma({n})")
both("f([1]).polygamma(-1)", row.error), both("f([2.5]).polygamma_(1)")
for p in (1, 2, 3):
    both(f"f([1.5, 2, 7]).mvlgamma({p})")
both("f([1]).mvlgamma(0)", row.error), both("i([3]).mvlgamma(2)"), both("f([2.5]).mvlgamma_(2)")

X, Y = "f([1, -2, 0.5, 0, 3])", "f([2, 0.5, -1, 1, 0])"
FLOATS = ["copysign", "nextafter", "xlogy", "logaddexp", "logaddexp2", "ldexp", "float_power", "arctan2", "true_divide"]
SAME = ["heaviside", "fmax", "fmin", "greater_equal", "less_equal", "not_equal", "greater", "less"]
for name in FLOATS + SAME:
    both(f"{X}.{name}({Y})"), both(f"d([0.5, 2]).{name}(d([2, 0.25]))"), both(f"f([[1], [2]]).{name}(f([1, 2, 3]))")
    both(f"f([inf, nan, -inf, 1]).{name}(f([1, 2, nan, inf]))"), both(f"i([1, -2, 3]).{name}(i([2, 2, -1]))")
    if name not in ("logaddexp", "logaddexp2", "fmax", "fmin"):
        both(f"f([2, 0.5]).{name}_(f([3, 2]))")
    if name not in ("heaviside",):
        both(f"f([1, 2]).{name}(d([2, 1]))")
    both(f"b([1, 0]).{name}(b([1, 1]))")
    both(f"u([200, 3]).{name}(u([100, 5]))")
    both(f"m.t().{name}(f([1, 2, 3])).stride()")
for name in ["copysign", "xlogy", "float_power", "greater_equal", "less_equal", "not_equal", "true_divide"]:
    both(f"f([1, -2, 0.5]).{name}(2)"), both(f"i([1, 2]).{name}(-1.5)")
row("xlogy(2, f([1, 2]))"), row("float_power(2, f([1, 2]))", "floatPower(2, f([1, 2]))"), row("float_power(2, i([1, -2]))", "floatPower(2, i([1, -2]))")
both("i([4, 6]).heaviside(f([1, 2]))", row.error), both("i([4]).copysign_(i([1]))", row.error), both("f([1]).nextafter(f([2])).double()"), both("f([0]).nextafter(f([-1]))"), both("d([1]).nextafter(d([2])).sub(1)")
for name in ["gcd", "lcm"]:
    both(f"i([12, -18, 0, 7]).{name}(i([18, 12, 5, 0]))"), both(f"s([12, 5]).{name}(s([[8], [10]]))"), both(f"u([12, 200]).{name}(u([18, 150]))"), both(f"i([12]).{name}(s([8]))")
    both(f"f([1]).{name}(f([2]))", row.error), both(f"b([1]).{name}(b([1]))", row.error), both(f"i([12, 5]).{name}_(i([8, 10]))"), both(f"f(2.5).{name}_(f(nan))", row.error)
for name in ["igamma", "igammac"]:
    both(f"f([0.5, 1, 2, 10, 3]).{name}(f([0.1, 2, 1, 12, 0]))"), both(f"d([0.5, 25]).{name}(d([3, 20]))"), both(f"i([1]).{name}(i([1]))", row.error), both(f"f([2]).{name}_(f([3]))")
    both(f"f([-1, nan, 0, 1, inf, 2]).{name}(f([1, 1, 1, -1, 2, inf]))")
both("lerp(f([1, 2]), f([3, 6]), 0.25)"), both("f([1, 2]).lerp(f([3, 6]), 0.75)"), both("f([1, 2]).lerp(f([3, 6]), f([[0.1], [0.9]]))"), both("f([1, 2]).lerp_(f([3, 6]), 0.5)"), both("d([1]).lerp(d([2]), 0.3)")
both("f([1]).lerp(d([2]), 0.5)", row.error), both("i([1]).lerp(i([2]), 1)", row.error), both("i([1]).lerp(i([2]), i([1]))", row.error), both("f([1]).lerp(f([2]), d([0.5]))", row.error), both("f([1, 2]).lerp(f([1, 2, 3]), 0.5)", row.error)
for name in ["addcmul", "addcdiv"]:
    both(f"f([1, 2]).{name}(f([3, 4]), f([5, 6]))"), both(f"f([1, 2]).{name}(f([[3], [4]]), f([5, 6]), value=0.5)"), both(f"{name}(d([1]), d([2]), d([3]), value=-2)"), both(f"f([1, 2]).{name}_(f([3, 4]), f([5, 6]), value=2)")
    both(f"f([1, 2]).{name}_(f([[3], [4]]), f([5, 6]))", row.error), both(f"i([1]).{name}(f([2]), f([4]))"), both(f"f([1]).{name}(d([2]), d([4]))")
both("i([1]).addcmul(i([2]), i([3]), value=2)"), both("i([1]).addcdiv(i([2]), i([3]))", row.error)
for a, b in [("multiply", "2"), ("divide", "2"), ("subtract", "2"), ("true_divide", "2"), ("greater", "2"), ("less_equal", "2"), ("greater_equal", "2"), ("not_equal", "2"), ("less", "2"), ("clip", "1, 2")]:
    both(f"m.clone().{a}_({b})[0]".replace("[0]", ""))
row("m.clone().div_(2, rounding_mode='floor')", "m.clone().div_(2, {roundingMode: 'floor'})"), row("k.clone().div_(2, rounding_mode='trunc')", "k.clone().div_(2, {roundingMode: 'trunc'})"), row("f([1.25, 2.345]).round_(decimals=1)", "f([1.25, 2.345]).round_({decimals: 1})")
x = "f([0.25, 0.5]).requires_grad_()"
for call in ["digamma()", "erfinv()", "i0()", "sinc()", "deg2rad()", "rad2deg()", "sgn()", "angle()", "logit()", "nan_to_num()", "polygamma(1)", "mvlgamma(1)", "fix()", "copysign(f([1, -1]))", "copysign(-1)", "nextafter(f([1, 1]))",
             "xlogy(f([1, 2]))", "xlogy(2)", "logaddexp(f([1, 2]))", "logaddexp2(f([1, 2]))", "fmax(f([1, 0]))", "fmin(f([1, 0]))", "igamma(f([1, 2]))", "ldexp(f([1, 2]))", "lerp(f([1, 2]), 0.5)",
             "lerp(f([1, 2]), f([0.5, 1]))", "addcmul(f([1, 2]), f([1, 2]))", "addcdiv(f([1, 2]), f([1, 2]))", "float_power(2)", "positive()", "signbit()", "isposinf()"]:
    both(f"{x}.{call}")
row.write()
