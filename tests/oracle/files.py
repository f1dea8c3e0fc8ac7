"""Files that numpy, PyTorch and safetensors have written, and a look at ours: tests/fixtures/files/.

Needs numpy and safetensors beside PyTorch. `ours.*` are what tests/files/files.test.ts makes (TSGRAD_WRITE_FIXTURES=1
writes them anew); they are read here with the libraries, and must hold what `CONTENTS` says.
"""

import json
import zipfile

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from fixture import FIXTURES, plain

FOLDER = FIXTURES / "files"
FOLDER.mkdir(exist_ok=True)

rows = {}


def expect(name, arrays):
    """What the runtime must read: by name [dtype, shape, elements]."""
    rows[name] = {
        k: [str(v.dtype).removeprefix("torch."), list(v.shape), plain(v.flatten().tolist())] for k, v in arrays.items()
    }


def npy(name, array, becomes=None, **options):
    if options:
        with open(FOLDER / name, "wb") as f:
            np.lib.format.write_array(f, array, **options)
    else:
        np.save(FOLDER / name, array)
    expect(name, {"": torch.from_numpy(np.ascontiguousarray(array).astype(becomes or array.dtype.newbyteorder("=")).reshape(array.shape))})


m = np.arange(12, dtype=np.float32).reshape(3, 4)
npy("f4.npy", m / 7)
npy("f8.npy", m.astype(np.float64) / 3)
npy("i8.npy", m.astype(np.int64) * 2**40)
npy("i4.npy", m.astype(np.int32) - 5)
npy("u1.npy", m.astype(np.uint8) * 20)
npy("b1.npy", m % 3 == 0)
npy("f2.npy", np.array([0, 1, -2, 65504, 6e-8, np.inf, -np.inf, np.nan, 0.1], dtype=np.float16), np.float32)
npy("i1.npy", np.array([-128, 127], dtype=np.int8), np.int32)
npy("i2.npy", np.array([-32768, 32767], dtype=np.int16), np.int32)
npy("u2.npy", np.array([0, 65535], dtype=np.uint16), np.int32)
npy("u4.npy", np.array([0, 2**32 - 1], dtype=np.uint32), np.int64)
npy("big_endian.npy", (m / 7).astype(">f4"))
npy("big_endian_i8.npy", np.array([1, -(2**40)], dtype=">i8"))
npy("big_endian_f2.npy", np.array([1.5, -2], dtype=">f2"), np.float32)
npy("fortran.npy", np.asfortranarray(m))
npy("fortran3.npy", np.asfortranarray(np.arange(24, dtype=np.int32).reshape(2, 3, 4)))
npy("scalar.npy", np.array(3.5, dtype=np.float32))
npy("empty.npy", np.zeros((0, 3), dtype=np.float32))
npy("vector.npy", np.array([1, 2, 3], dtype=np.int64))
npy("version2.npy", m, version=(2, 0))
npy("version3.npy", m, version=(3, 0))

arrays = {"w": m / 7, "labels": np.array([3, 1, 2]), "mask": m > 4, "scalar": np.array(2.0)}
for name, write in [("arrays.npz", np.savez), ("compressed.npz", np.savez_compressed)]:
    write(FOLDER / name, **arrays)
    expect(name, {k: torch.from_numpy(np.array(v)) for k, v in arrays.items()})
np.savez(FOLDER / "by_place.npz", m, m[0])
expect("by_place.npz", {"arr_0": torch.from_numpy(m), "arr_1": torch.from_numpy(m[0])})

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4))
save_file(model.state_dict(), FOLDER / "model.safetensors", metadata={"format": "pt"})
expect("model.safetensors", model.state_dict())
tensors = {
    "f16": torch.tensor([0.1, -2, 65504, 6e-8], dtype=torch.float16), "bf16": torch.tensor([0.1, -3e38, 1.5], dtype=torch.bfloat16),
    "f64": torch.tensor([0.1, 1e300], dtype=torch.float64), "i64": torch.tensor([2**60, -1]), "i16": torch.tensor([-5, 7], dtype=torch.int16),
    "i8": torch.tensor([-128, 127], dtype=torch.int8), "u8": torch.tensor([0, 255], dtype=torch.uint8), "bool": torch.tensor([True, False]),
    "u16": torch.tensor([65535], dtype=torch.uint16), "u32": torch.tensor([2**32 - 1], dtype=torch.uint32), "i32": torch.tensor(-7, dtype=torch.int32),
    "empty": torch.zeros(0, 3), "ключ \"1\"\n": torch.ones(1),
}  # fmt: skip
save_file(tensors, FOLDER / "types.safetensors")
WIDER = {torch.float16: torch.float32, torch.bfloat16: torch.float32, torch.int16: torch.int32, torch.int8: torch.int32, torch.uint16: torch.int32, torch.uint32: torch.int64}
expect("types.safetensors", {k: v.to(WIDER.get(v.dtype, v.dtype)) for k, v in tensors.items()})
save_file({}, FOLDER / "nothing.safetensors")
expect("nothing.safetensors", {})

# What PyTorch itself saves is a pickle: it must be refused with a word on what to do.
torch.save({"w": torch.ones(2)}, FOLDER / "pickle.pt")

(FOLDER / "expected.json").write_text(
    "{\n" + ",\n".join(f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'), ensure_ascii=False)}" for k, v in rows.items()) + "\n}\n",
    encoding="utf-8",
)

# Ours, read with the libraries.
CONTENTS = {
    "f4": torch.arange(12.0).view(3, 4) / 4, "f8": torch.arange(3.0, dtype=torch.float64) / 8, "i8": torch.tensor([2**40, -1]), "i4": torch.tensor(-7, dtype=torch.int32),
    "u1": torch.tensor([[1], [255]], dtype=torch.uint8), "b1": torch.tensor([True, False, True]), "turned": (torch.arange(12.0).view(3, 4) / 4).t(), "empty": torch.zeros(0, 3),
}  # fmt: skip


def same(found, name):
    wanted = CONTENTS[name]
    found = torch.from_numpy(found) if isinstance(found, np.ndarray) else found
    assert found.dtype == wanted.dtype and found.shape == wanted.shape and torch.equal(found, wanted), name


if (FOLDER / "ours.safetensors").exists():
    found = load_file(FOLDER / "ours.safetensors")
    assert list(sorted(found)) == sorted(CONTENTS)
    for k, v in found.items():
        same(v, k)
    with safe_open(FOLDER / "ours_checkpoint.safetensors", "pt") as f:
        assert sorted(f.keys()) == ["layers.0.weight", "layers.1.weight"], f.keys()
        assert torch.equal(f.get_tensor("layers.1.weight"), torch.ones(2, 3))
    archive = np.load(FOLDER / "ours.npz")
    assert sorted(archive.files) == sorted(CONTENTS)
    for k in archive.files:
        same(archive[k], k)
    assert zipfile.ZipFile(FOLDER / "ours.npz").testzip() is None
    for k in CONTENTS:
        same(np.load(FOLDER / f"ours_{k}.npy"), k)
    print("ours: read with numpy and safetensors")
print(f"files: {len(rows)} written")
