from table import Table

row = Table("views")

for ts in ["m.view(4, 3)", "m.view(-1)", "m.view(2, -1)", "m.view(2, 2, 3)", "m.view([6, 2])", "m.t().view(4, 3)",
           "m.reshape(4, 3)", "m.reshape(-1)", "m.reshape([2, 6])", "m.t().reshape(3, 4)", "m.t().reshape(-1)",
           "tensor(3.).view(1, 1)", "f([[3]]).view([])", "f([]).view(0, 5)", "zeros(0, 3).reshape(3, -1)",
           "m.t()", "m[0].t()", "m.T", "m.mT", "zeros(2, 3, 4).mT.shape",
           "m.transpose(0, 1)", "m.transpose(-1, -2)", "zeros(2, 3, 4).transpose(0, 2).stride()",
           "zeros(2, 3, 4).permute(2, 0, 1).shape", "zeros(2, 3, 4).permute([0, -1, 1]).stride()",
           "zeros(2, 3, 4).movedim(0, 2).shape", "zeros(2, 3, 4).movedim(-1, 0).stride()",
           "m.squeeze()", "zeros(1, 3, 1).squeeze()", "zeros(1, 3, 1).squeeze(0)", "zeros(1, 3, 1).squeeze(-1).shape",
           "zeros(1, 3, 1).squeeze(1).shape", "zeros(1, 1).squeeze()", "zeros(1, 3, 1).squeeze([0, 2]).shape",
           "m.unsqueeze(0)", "m.unsqueeze(-1).shape", "m.unsqueeze(1).stride()", "tensor(1.).unsqueeze(0)",
           "zeros(2, 3, 4).flatten().shape", "zeros(2, 3, 4).flatten(1).shape", "zeros(2, 3, 4).flatten(0, 1).stride()",
           "tensor(1.).flatten()", "m.t().flatten()", "m.unflatten(1, [2, 2]).shape", "m.unflatten(0, [3, -1]).shape",
           "f([[1], [2]]).expand(2, 3)", "f([1, 2]).expand(3, 2)", "f([1, 2]).expand(3, -1)", "f([1, 2]).expand([2, 2]).stride()",
           "m.expand(2, 3, 4).stride()", "tensor(5.).expand(2, 2)", "m.narrow(0, 1, 2)", "m.narrow(1, -2, 2)",
           "m.split(2)", "m.split(1, 1)", "m.split([1, 2])", "m.split([1, 3], 1)", "m.chunk(2)", "m.chunk(2, 1)", "m.chunk(5)",
           "m.unbind()", "m.unbind(1)", "m.diagonal()", "m.diagonal(1)", "m.diagonal(-1)", "zeros(2, 3, 4).diagonal(0, 1, 2).shape",
           "m.unfold(0, 2, 1).shape", "m.unfold(1, 2, 2)", "arange(6.).unfold(0, 3, 2)",
           "m.repeat(2, 1)", "f([1, 2]).repeat(3)", "f([1, 2]).repeat(2, 2)", "f([[1], [2]]).repeat([1, 3])", "f([1, 2]).repeat(0)",
           "m.tile(2)", "f([1, 2]).tile(2, 2)", "m.flip(0)", "m.flip(0, 1)", "m.flip([-1])", "k.t().flip(0)", "k.t().flip(0, 1)", "zeros(2, 3, 4).permute(2, 0, 1).flip(1).stride()"]:
    # Python's dots and brackets are the only difference.
    row(ts, ts.replace("3.)", "3)").replace("m[0]", "m.at(0)").replace("(1.)", "(1)").replace("(5.)", "(5)").replace("arange(6.)", "arange(6)"))
row("m.view_as(zeros(4, 3))", "m.viewAs(zeros(4, 3))")
row("m.reshape_as(zeros(6, 2)).shape", "m.reshapeAs(zeros(6, 2)).shape")
row("f([[1], [2]]).expand_as(zeros(2, 3))", "f([[1], [2]]).expandAs(zeros(2, 3))")
row("f([1, 2]).broadcast_to((2, 2))", "f([1, 2]).broadcastTo([2, 2])")
row("broadcast_tensors(f([1, 2]), f([[1], [2]]))", "broadcastTensors(f([1, 2]), f([[1], [2]]))")
row("m.as_strided((2, 2), (1, 4))", "m.asStrided([2, 2], [1, 4])")
row("m.as_strided((2, 3), (0, 1), 2)", "m.asStrided([2, 3], [0, 1], 2)")
row("m.T.stride(), m.T.is_contiguous()", "[m.T.stride(), m.T.isContiguous()]")
row("m[1:, 2:].storage_offset()", "m.at('1:', '2:').storageOffset()")
row("m.stride(), m.stride(0), m.stride(-1)", "[m.stride(), m.stride(0), m.stride(-1)]")
row("m[:, 1].is_contiguous(), m[1].is_contiguous()", "[m.at(':', 1).isContiguous(), m.at(1).isContiguous()]")

# What shares memory, and what does not.
for py, ts in [("m.view(-1)", None), ("m.t()", None), ("m[0]", "m.at(0)"), ("m[:, 1]", "m.at(':', 1)"), ("m.reshape(4, 3)", None),
               ("m.t().reshape(-1)", None), ("m.expand(2, 3, 4)", None), ("m.squeeze()", None), ("m.unsqueeze(0)", None),
               ("m[[0, 1]]", "m.at([0, 1])"), ("m[m > 5]", "m.at(m.gt(5))"), ("m[1:, ::2]", "m.at('1:', '::2')"),
               ("m.contiguous()", None), ("m.t().contiguous()", None), ("m.flatten()", None), ("m.t().flatten()", None),
               ("m.diagonal()", None), ("m.chunk(2)[1]", None), ("m.unbind(1)[2]", None), ("m.narrow(0, 1, 1)", None),
               ("m.float()", None), ("m.double()", None), ("m.repeat(1, 1)", None), ("m.flip(0)", None), ("m[None]", "m.at(null)"),
               ("m[...]", "m.at('...')"), ("m[tensor(1)]", "m.at(tensor(1n))")]:
    row(f"shares(m, {py})", f"shares(m, {ts or py})")
row("a = m.clone(); v = a.t(); v[0, 1] = 100; a", "const a = m.clone(); const v = a.t(); v.set([0, 1], 100); a")
row("a = m.clone(); a.view(-1)[5] = 100; a", "const a = m.clone(); a.view(-1).set([5], 100); a")
row("a = zeros(3); a.expand(2, 3)[0].add_(1); a", "const a = zeros(3); a.expand(2, 3).at(0).add_(1); a")
row("a = m.clone(); c = a.reshape(-1); c[0] = 9; a[0, 0]", "const a = m.clone(); const c = a.reshape(-1); c.set([0], 9); a.at(0, 0)")
row("a = m.t().clone(); c = a.contiguous(); c[0, 0] = 9; a[0, 0]", "const a = m.t().clone(); const c = a.contiguous(); c.set([0, 0], 9); a.at(0, 0)")

for bad in ["m.view(2, 5)", "m.view(-1, 5)", "m.view(-1, -1)", "m.t().view(-1)", "m.t().view(2, 6)", "m.reshape(2, 5)", "m.reshape(-1, 5)",
            "zeros(0).view(-1, 0)", "zeros(0, 2).reshape(-1, 0)", "m.view(-2, 6)", "zeros(2, 3, 4).t()", "m.transpose(0, 2)", "m.permute(0)",
            "m.permute(0, 0)", "m.permute(0, 5)", "m.unsqueeze(5)", "m.squeeze(3)", "m.expand(3)", "m.expand(3, 5)", "m.expand(-1, 3, 4)",
            "m.expand(2, 4, 4)", "m.narrow(0, 2, 2)", "m.narrow(0, 0, -1)", "m.narrow(0, 4, 1)", "m.narrow(0, -4, 1)", "m.narrow(2, 0, 1)", "m.split(0)", "m.split([])", "m.unfold(0, 4, 1)", "m.split([1, 1])", "m.split(-1)", "m.chunk(0)",
            "m.unbind(2)", "m[0].diagonal()", "m.repeat(2)", "m.flip(2)", "m.flip(0, 0)", "m.flatten(1, 0)", "m.unfold(0, 5, 1)", "m.unfold(0, 2, 0)",
            "m.movedim(0, 3)", "zeros(3).mT", "m.unflatten(1, [3, 2])", "m.stride(2)", "m.size(2)"]:
    row.error(bad, bad.replace("m[0]", "m.at(0)"))
row.error("m.as_strided((2,), (-1,))", "m.asStrided([2], [-1])")
row.error("m.as_strided((20, 2), (1, 1))", "m.asStrided([20, 2], [1, 1])")
row.error("m.view_as(zeros(5))", "m.viewAs(zeros(5))")

row.write()
