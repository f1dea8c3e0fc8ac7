from table import Table

row = Table("einsum")

MAKE = lambda shape: (f"arange({__import__('math').prod(shape)}.).view({list(shape)})", f"arange({__import__('math').prod(shape)}).view([{', '.join(map(str, shape))}])")


def einsum(equation, *shapes, error=False):
    made = [MAKE(s) for s in shapes]
    (row.error if error else row)(f"einsum('{equation}', {', '.join(p for p, _ in made)})", f"einsum('{equation}', {', '.join(t for _, t in made)})")


A, B, C, D = (3, 4), (4, 5), (2, 3, 4), (2, 4, 5)
for eq, *shapes in [
    ("ik,kj->ij", A, B), ("ik,kj->ji", A, B), ("ik,jk->ij", A, (5, 4)), ("ki,kj->ij", (4, 3), B), ("ki,jk->ij", (4, 3), (5, 4)), ("ik,kj", A, B),
    ("ik , kj -> ij", A, B), ("ik,kj->", A, B), ("ik,kj->i", A, B), ("ik,kj->j", A, B), ("ik,kj->ikj", A, B), ("ik,kj->k", A, B), ("ik,kj->jki", A, B),
    ("ik,kj->ij", (3, 1), (3, 3)), ("ik,kj->ij", (3, 3), (1, 3)), ("ik,kj->ij", (1, 1), (1, 1)), ("ik,kj->ij", (1, 4), (4, 1)), ("ij,ij->ij", (3, 1), (3, 4)),
    ("ij,ij->ij", A, A), ("ij,ij->i", A, A), ("ij,ij->", A, A), ("ij,ij", A, A), ("ij,jk,kl->il", A, B, (5, 2)), ("ij,jk,kl", A, B, (5, 2)),
    ("i,i", (4,), (4,)), ("i,i->i", (4,), (4,)), ("i,j->ij", (3,), (4,)), ("i,j", (3,), (4,)), ("i,j->ji", (3,), (4,)), ("i,j->", (3,), (4,)), ("i->", (4,)),
    ("ij->ji", A), ("ji", A), ("ij->", A), ("ij->i", A), ("ij->j", A), ("ij->ij", A), ("ij", A), ("ba", A), ("ii", (3, 3)), ("ii->i", (3, 3)), ("ii->", (3, 3)),
    ("iij->ij", (3, 3, 2)), ("iji->j", (3, 2, 3)), ("iij->j", (2, 2, 3)), ("iii->i", (2, 2, 2)), ("iii", (2, 2, 2)), ("ii,i->i", (3, 3), (3,)), ("ii,jj->ij", (2, 2), (3, 3)),
    ("bik,bkj->bij", C, D), ("bik,bkj", C, D), ("bik,bkj->ijb", C, D), ("bik,bkj->ij", C, D), ("bij,bij->b", C, C), ("bik,kj->bij", C, B), ("bij->bji", C), ("bij->ijb", C),
    ("bik,bkj->bij", (1, 3, 4), D), ("bik,bkj->bij", C, (1, 4, 5)), ("bi,bj->ij", (2, 3), (2, 4)), ("bi,ij,bj->b", (2, 3), A, (2, 4)), ("bi,bi->bi", (2, 3), (2, 3)),
    ("...ij,...jk->...ik", C, D), ("...ij->...ji", C), ("...ij,jk->...ik", C, B), ("i...->...", A), ("...i->...", C), ("...->...", A), ("...", A), ("...ii->...i", (2, 3, 3)), ("...ii", (2, 3, 3)),
    ("...i,...i->...", C, (4,)), ("i...,i...->i...", (2, 3), (2, 3)), ("...ik,kj", C, B), ("...,...->...", (3, 1), (1, 4)), ("a...b->b...a", C), ("...ij->ij", C), ("...ij,...jk->ik", C, D),
    ("...,ij->ij...", (2,), A), ("...i,j...->ij...", (2, 3), (4, 2)), ("bhid,bhjd->bhij", (2, 2, 3, 4), (2, 2, 5, 4)), ("abc,bad->cd", (2, 3, 4), (3, 2, 5)), ("abcd,cdab->", (2, 2, 2, 2), (2, 2, 2, 2)),
    ("ij,kl->ijkl", (2, 2), (2, 3)), ("ij,kl->lkji", (2, 2), (2, 3)), ("aB,Bc->ac", A, B), ("Zb,bA", A, B), ("i,ij,j", (3,), A, (4,)), ("i,ij,j->", (3,), A, (4,)), ("ij,j->i", A, (4,)),
    ("i,ij->j", (3,), A), ("ij,i->ij", A, (3,)), ("->", ()), ("", ()), (",->", (), ()), (",i->i", (), (3,)), ("ij,jk->ik", (0, 3), (3, 2)), ("ij,jk->ik", (2, 0), (0, 3)), ("i,i->", (0,), (0,)),
    ("ij,jk,kl,lm->im", (2, 3), (3, 4), (4, 2), (2, 3)), ("ij,ij,ij->ij", (2, 2), (2, 2), (2, 2)), ("ij,jk,ki->", (2, 3), (3, 4), (4, 2)),
]:  # fmt: skip
    einsum(eq, *shapes)
row("einsum('ik,kj->ij', f([[10], [20], [30]]), f([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))")
row("einsum('ik,kj->ij', k, k.t())"), row("einsum('ij->ji', k)"), row("einsum('i,i', i([1, 2]), i([3, 4]))"), row("einsum('ii', d([[1, 2], [3, 4]]))")
row("einsum('ij->ji', m).stride()"), row("shares(einsum('ij->ji', m), m)"), row("shares(einsum('ii->i', m[:3, :3]), m)", "shares(einsum('ii->i', m.at(':3', ':3')), m)")
row("einsum('ik,kj->ij', m.t(), m).stride()"), row("einsum('ik,kj->ij', [m.t(), m])"), row("einsum('ki,kj->ij', m, m)")
row("einsum('bi,ij,bj->b', f([[1, 2], [3, 4]]), f([[0.5, 1], [1, 2]]), f([[1, 1], [2, 0]]))")
for eq, *shapes in [("ik,kj->ij", A, (3, 5)), ("ik,kj->ij", A), ("ik->ik", A, B), ("ik,kj->iz", A, B), ("ijk->ij", A), ("ij->ijk", A), ("i1->i", A), ("ij->i.", A), ("i..j->ij", A),
                    ("......ij", A), ("ij->ii", A), ("ij->i->j", A), ("ii->i", A), ("i", A), ("ij...->ij", (3,)), ("bij,bjk->bik", C, (3, 4, 5)), ("...ij,...jk->...ik", C, (3, 4, 5)),
                    ("ij=jk->ik", A, B), ("ij->...", A), ("ij,jk>ik", A, B), ("ij, ,jk->ik", A, B), ("iij->ij", A + (2,))]:
    einsum(eq, *shapes, error="..." not in eq.split("->")[-1] or eq.startswith("..."))
row.error("einsum('ij,jk->ik', m)"), row.error("einsum('ij,jk->ik', m, k.t())"), row.error("einsum('ij->ji')")

row.write()
