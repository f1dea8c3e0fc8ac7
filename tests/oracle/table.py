"""Tables of expressions: one row holds an expression in Python, the same in TypeScript, and what PyTorch makes of it.

Both sides see the same names: f, d, i, s, u, b make tensors of float32, float64, int64, int32, uint8 and bool; m is
arange(12.) as 3 x 4 and k the same in int64; `shares` tells whether two tensors look at one storage. Statements may
precede the expression, separated by semicolons. Every row starts afresh.
"""

import ast
import builtins

import torch

from fixture import write


def maker(dtype):
    return lambda data: torch.tensor(data, dtype=dtype)


def fresh():
    scope = {k: v for k, v in vars(torch).items() if callable(v) and k[0] != "_" and not hasattr(builtins, k)}
    m = torch.arange(12.0).view(3, 4)
    scope.update(
        torch=torch, autograd=torch.autograd, nn=torch.nn, F=torch.nn.functional, init=torch.nn.init, optim=torch.optim, inf=float("inf"), nan=float("nan"), m=m, k=m.long(),
        f=maker(torch.float32), d=maker(torch.float64), i=maker(torch.int64), s=maker(torch.int32),
        u=maker(torch.uint8), b=maker(torch.bool),
        shares=lambda x, y: x.untyped_storage().data_ptr() == y.untyped_storage().data_ptr(),
    )  # fmt: skip
    return scope


def describe(v):
    if isinstance(v, torch.Tensor):
        out = {"tensor": repr(v), "dtype": str(v.dtype).removeprefix("torch."), "shape": list(v.shape), "stride": list(v.stride())}
        return out | ({"offset": v.storage_offset()} if v.storage_offset() else {})
    if isinstance(v, torch.Size):
        return {"text": str(v)}
    if isinstance(v, torch.dtype):
        return {"value": str(v).removeprefix("torch.")}
    if isinstance(v, (list, tuple)):
        named = {"text": str(v)} if type(v).__module__ == "torch.return_types" else {}
        return {"list": [describe(x) for x in v]} | named
    return {"value": v}


def outcome(code, names={}):
    scope = fresh() | names
    *before, last = ast.parse(code).body
    try:
        exec(compile(ast.Module(before, []), "row", "exec"), scope)
        return describe(eval(compile(ast.Expression(last.value), "row", "eval"), scope))
    except (RuntimeError, IndexError, ValueError, TypeError) as e:
        # Only four classes of error exist on the other side: a subclass counts as its base.
        name = next(c.__name__ for c in (RuntimeError, IndexError, ValueError, TypeError) if isinstance(e, c))
        return {"error": [name, str(e).split("\n")[0]]}


class Table:
    """`names` are helpers that the suite defines too."""

    def __init__(self, name, names={}):
        self.name = name
        self.names = names
        self.rows = []

    def __call__(self, py, ts=None):
        """A row; `ts` is left out where both languages write the same."""
        ts = ts or py
        result = outcome(py, self.names)
        if "error" in result and ("NameError" in result["error"] or "has no attribute" in result["error"][1]):
            raise SystemExit(f"{py}: {result['error'][1]}")
        self.rows.append([py, ts, result])

    def error(self, py, ts=None):
        self(py, ts)
        if "error" not in self.rows[-1][2]:
            raise SystemExit(f"{py}: no error")

    def write(self):
        texts = [row[1] for row in self.rows]
        twice = {t for t in texts if texts.count(t) > 1}
        if twice:
            raise SystemExit(f"{self.name}: rows that stand twice: {twice}")
        write(self.name, self.rows)
