from table import Table

row = Table("matmul")

SHAPES = ["[4]", "[3, 4]", "[4, 3]", "[2, 3, 4]", "[2, 4, 3]", "[1, 4, 5]", "[5, 2, 3, 4]", "[5, 1, 4, 2]", "[2, 1, 4, 3]", "[]", "[0, 4]", "[4, 0]", "[1, 1]", "[1, 4]", "[4, 1]"]
for a in SHAPES:
    for b in SHAPES:
        size = lambda s: eval(s.replace("[", "(").replace("]", ",)") if s != "[]" else "()")
        count = lambda s: __import__("math").prod(size(s))
        # Small whole numbers: the products are exact, so every bit is compared.
        row(f"arange({count(a)}.).view({a}) @ arange(1., {count(b) + 1}.).view({b})", f"arange({count(a)}).view({a}).matmul(arange(1, {count(b) + 1}).view({b}))")
row("m @ m.t()", "m.matmul(m.t())"), row("m.t() @ m", "m.t().matmul(m)")
row("m[:, ::2] @ m[:2, 1:]", "m.at(':', '::2').matmul(m.at(':2', '1:'))"), row("m.expand(2, 3, 4) @ m.t()", "m.expand(2, 3, 4).matmul(m.t())")
row("m @ m[0]", "m.matmul(m.at(0))"), row("m[:, 0] @ m", "m.at(':', 0).matmul(m)"), row("m[0] @ m[1]", "m.at(0).matmul(m.at(1))")
row("m.expand(2, 3, 4).transpose(1, 2) @ m", "m.expand(2, 3, 4).transpose(1, 2).matmul(m)")
row("zeros(2, 3, 0) @ zeros(0, 2)", "zeros(2, 3, 0).matmul(zeros(0, 2))"), row("f([[1], [2]]).expand(2, 4) @ m.t()", "f([[1], [2]]).expand(2, 4).matmul(m.t())")
row("k @ k.t()", "k.matmul(k.t())"), row("k.int() @ k.int().t()", "k.int().matmul(k.int().t())"), row("m.double() @ m.double().t()", "m.double().matmul(m.double().t())")
row("u([[200, 1]]) @ u([[2], [3]])", "u([[200, 1]]).matmul(u([[2], [3]]))")
row("m.mm(m.t())"), row("mm(m, m.t())"), row("m.mv(f([1, 2, 3, 4]))"), row("m[0].dot(m[1])", "m.at(0).dot(m.at(1))"), row("i([1, 2]).dot(i([3, 4]))")
row("f([1, 2]).outer(f([3, 4, 5]))"), row("i([1, 2]).outer(f([3, 4]))"), row("m.expand(2, 3, 4).bmm(m.t().expand(2, 4, 3))"), row("bmm(ones(2, 1, 3), ones(2, 3, 1))")
row("f([1, 2, 3]).addmm(m, m.t())"), row("addmm(m, m, eye(4), beta=2, alpha=3)", "addmm(m, m, eye(4), {beta: 2, alpha: 3})")
row("addmm(f([nan, 1, 1]), m, m.t(), beta=0)[0]", "addmm(f([NaN, 1, 1]), m, m.t(), {beta: 0}).at(0)")
row("zeros(2, 3, 3).baddbmm(m.expand(2, 3, 4), m.t().expand(2, 4, 3))[0]", "zeros(2, 3, 3).baddbmm(m.expand(2, 3, 4), m.t().expand(2, 4, 3)).at(0)")
row("f([[nan, 0], [0, 1]]) @ f([[0, 1], [1, 0]])", "f([[NaN, 0], [0, 1]]).matmul(f([[0, 1], [1, 0]]))"), row("eye(3) @ m", "eye(3).matmul(m)")
row("(m @ m.t()).stride()", "m.matmul(m.t()).stride()"), row("(m.t() @ m).stride()", "m.t().matmul(m).stride()")
for py, ts in [("m @ m", "m.matmul(m)"), ("m.mm(m)", None), ("m.mm(m[0])", "m.mm(m.at(0))"), ("m[0].mm(m)", "m.at(0).mm(m)"), ("m.bmm(m)", None),
               ("zeros(2, 3, 4).bmm(zeros(2, 5, 3))", None), ("zeros(2, 3, 4).bmm(zeros(3, 4, 3))", None), ("m.mv(f([1, 2, 3]))", None), ("m.mv(m)", None),
               ("m.dot(m)", None), ("f([1, 2]).dot(f([1, 2, 3]))", None), ("i([1]).dot(f([1]))", None), ("m @ k.t()", "m.matmul(k.t())"), ("k.mm(m.t())", None),
               ("m @ tensor(2.)", "m.matmul(tensor(2))"), ("zeros(2, 3, 4) @ zeros(3, 4, 5)", "zeros(2, 3, 4).matmul(zeros(3, 4, 5))"),
               ("b([[1]]) @ b([[1]])", "b([[1]]).matmul(b([[1]]))"), ("m.outer(f([1]))", None), ("addmm(zeros(2), m, m.t())", None), ("f([1, 2]) @ f([1, 2, 3])", "f([1, 2]).matmul(f([1, 2, 3]))"),
               ("f([1, 2]) @ m", "f([1, 2]).matmul(m)"), ("m @ f([1, 2])", "m.matmul(f([1, 2]))"), ("d([[1]]) @ f([[1]])", "d([[1]]).matmul(f([[1]]))")]:
    row.error(py, ts)

row.error("b([1]).dot(b([1]))")
row.error("b([[1]]).mv(b([1]))")
row.error("b([[[1]]]).bmm(b([[[1]]]))")

row.write()
