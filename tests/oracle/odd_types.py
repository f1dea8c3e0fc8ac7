"""What is made of which dtype, and every pair of dtypes in every kind of arithmetic."""

from table import Table
from translate import typescript

row = Table("odd_types")


def both(*lines):
    for py in lines:
        row(py, typescript(py))


# creation & dtype
both("tensor([])","tensor([[]])","tensor([[], []])","tensor(True)","tensor([True, False], dtype=torch.float32)","zeros(0)","zeros(2, 0, 3)","full((2,), True)","arange(5, 0)","arange(5, 0, -2, dtype=torch.int32)","arange(1, 2, 0.3)","arange(0, 1, 0)","arange(0, inf)","arange(nan)","linspace(0, 1, 0)","linspace(0, 1, 1)","linspace(1, 0, 5)","linspace(0, 10, 4, dtype=torch.int64)","linspace(0, 1, -1)","logspace(0, 3, 4)","logspace(0, 3, 4, base=2)","logspace(-1, 1, 3, dtype=torch.float64)","eye(0)","eye(2, 0)","eye(3, 2, dtype=torch.bool)","eye(-1)","zeros(-1)","empty(2, -3)","ones(2, 3, dtype=torch.bool)","zeros_like(m, dtype=torch.int32)","ones_like(k.t())","full_like(k, 2.7)","full_like(k, 3)","zeros_like(m.t())","full((2,2), 7, dtype=torch.uint8)","full((2,), 300, dtype=torch.uint8)","tensor(300, dtype=torch.uint8)","tensor(-1, dtype=torch.uint8)","tensor([1.9, -1.9], dtype=torch.int32)","tensor([nan], dtype=torch.bool)","tensor([0.5, 0., -0.], dtype=torch.bool)","arange(3, dtype=torch.float64)","arange(3, dtype=torch.uint8)","arange(3, dtype=torch.bool)","eye(2).to(torch.int32)","rand(0)","randn(2, 0)","randint(5, (0,))","randint(5, 5, (2,))","randint(5, 2, (2,))","randperm(0)","randperm(-1)","zeros(3, requires_grad=True)","zeros(3, dtype=torch.int64, requires_grad=True)","tensor([1, 2], dtype=torch.int64, requires_grad=True)","ones(2).requires_grad_(False)","k.requires_grad_()","tril_indices(3, 3)","triu_indices(2, 3, 1)","tensor([[1, 2], [3]])","tensor([1, 'a'])","tensor('a')","tensor(None)")
# casts
both("f([1.9, -1.9, 300, -1]).byte()","f([1.9, -1.9]).int()","f([inf, nan]).bool()","d([1e40]).float()","f([2, 0, -0.]).bool()","i([256, -1, 257]).byte()","i([2147483648, -2147483649]).int()","d([0.1]).float().double()","b([1, 0]).float()","m.to(torch.float64).dtype","m.to(k).dtype","m.type_as(k).dtype","k.float().dtype","k.double().sum()","u([255]).int().add(1)","m.bool().sum()")
# promotion
T={"f":"f([1, 2])","d":"d([1, 2])","i":"i([1, 2])","s":"s([1, 2])","u":"u([1, 2])","b":"b([1, 0])"}
Z={"f":"f(3)","d":"d(3)","i":"i(3)","s":"s(3)","u":"u(3)","b":"b(1)"}
for a in T:
    for c in T:
        both(f"{T[a]}.mul({Z[c]})", f"{T[a]}.div({T[c]})", f"{Z[a]}.add({T[c]})")
        if a!=c: both(f"cat([{T[a]}, {T[c]}])", f"where(b([1, 0]), {T[a]}, {T[c]})", f"{T[a]}.eq({T[c]})")
    for n in ["2", "1.5", "True"]:
        if a == "b" and n == "True":
            continue
        both(f"{T[a]}.add({n})",f"{T[a]}.mul({n})",f"{T[a]}.pow({n})",f"{T[a]}.floor_divide({n})",f"{T[a]}.remainder({n})",f"{T[a]}.fmod({n})",f"{T[a]}.gt({n})",f"{T[a]}.sub({n})",f"{T[a]}.where(b([1, 0]), {n})")
        if n != "True":  # the compiler takes numbers alone
            both(f"{T[a]}.clamp({n})")
        both(f"{T[a]}.add_({n})",f"{T[a]}.mul_({n})",f"{T[a]}.div_({n})",f"{T[a]}.sub_({n})",f"{T[a]}.pow_({n})",f"{T[a]}.fill_({n})",f"{T[a]}.masked_fill(b([1, 0]), {n})",f"{T[a]}.floor_divide_({n})",f"{T[a]}.remainder_({n})")
    for c in T: 
        both(f"{T[a]}.add_({T[c]})",f"{T[a]}.mul_({Z[c]})",f"{T[a]}.copy_({T[c]})",f"{T[a]}.bitwise_and({T[c]})",f"{T[a]}.maximum({T[c]})",f"{T[a]}.atan2({T[c]})",f"{T[a]}.matmul({T[c]})",f"{T[a]}.dot({T[c]})",f"{T[a]}.pow({T[c]})",f"result_type({T[a]}, {Z[c]})")
row.write()
