"""Every view and reduction on tensors of odd shapes: none, empty, one element, strided, repeated."""

from table import Table
from translate import typescript

row = Table("odd_shapes")


def both(*lines):
    for py in lines:
        row(py, typescript(py))


# Of a tensor without dimensions the compiler says less.
NOT_TYPED = ["movedim(0, -1)"]
for x in ["m","m.t()","m[:, ::2]","zeros(0, 3)","zeros(2, 0, 3)","tensor(5.)","m.view(3, 2, 2)","m.expand(2, 3, 4)","f([1])"]:
    tx=x.replace("m[:, ::2]","m.at(':', '::2')").replace("tensor(5.)","tensor(5)")
    for c in ["flatten()","view(-1)","reshape(-1)","squeeze()","unsqueeze(0)","unsqueeze(-1)","unsqueeze(-3)","t()","T","mT","transpose(0, -1)","transpose(0, 1)","contiguous()","diagonal()","unbind()","chunk(2)","chunk(2, -1)","split(2)","split([1, 1])","split([2, 1], -1)","flip(0)","flip(-1)","roll(1)","roll(1, 0)","permute(1, 0)","movedim(0, -1)","expand(4, 4)","repeat(2, 1)","tile(2)","narrow(0, 0, 1)","narrow(-1, 1, 1)","select(0, 0)","select(-1, -1)","unfold(0, 1, 1)","unfold(-1, 2, 1)","view(0)","view(0, -1)","reshape(0, -1)","view(-1, -1)","view(2, -1)","swapaxes(0, 1)","ravel()","diag()","tril()","triu(1)","rot90()","fliplr()","flipud()","diag_embed()","unflatten(0, (1, -1))","unflatten(-1, (-1, 2))","squeeze(0)","squeeze((0, 1))","squeeze(-1)","repeat_interleave(2)","repeat_interleave(2, 0)","as_strided((2, 2), (1, 2))","view_as(m)","expand_as(m)","stride()","is_contiguous()","numel()","dim()","size(0)","size(-1)","size(5)","element_size()","nbytes","storage_offset()","clone()","broadcast_to((3, 4))","swapdims(-1, -2)","hsplit(2)","vsplit(2)","dsplit(2)","tensor_split(2)","tensor_split((1,), -1)","sum((0, 1))","sum(0)","prod(-1)","max()","argmax()","argmin(0)","amax(-1)","mean()","std()","var(0)","median()","any()","all(0)","cumsum(0)","cumprod(-1)","logsumexp(0)","softmax(-1)","norm()","norm(1, -1)","sort()","sort(0)","topk(1)","unique()","count_nonzero()","nonzero()","quantile(0.5)","mode()","kthvalue(1)","max(0)","min(-1)","aminmax()","nansum()","nanmean()","bincount()","histc(3)","diff()","tolist()","item()","outer(f([1, 2]))","matmul(m)","mm(m)","mv(f([1, 2, 3, 4]))","dot(f([1, 2]))","trace()","sum((0, 0))","mean(5)","sum(-4)"]:
        if x == "tensor(5.)" and c in NOT_TYPED:
            continue
        if c in ("T","mT","nbytes"): row(f"{x}.{c}",f"{tx}.{c}")
        else: row(f"{x}.{c}",f"{tx}.{typescript(c)}")
row.write()
