import { type DType, dtypes } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'

/** The same bytes under another dtype: `x.view('int32')`. Both look at one memory. */
export function viewAsType(x: Tensor, dtype: DType): Tensor {
  if (dtype === x.dtype) return x.alias(x.sizes, x.strides, x.offset)
  const [from, to] = [dtypes[x.dtype], dtypes[dtype]]
  const ratio = from.bytes / to.bytes
  const { buffer, byteOffset, byteLength } = x.store.data
  const places = checked(x, dtype, ratio)
  const length = Math.floor(byteLength / to.bytes)
  const store = new Storage(new to.array(buffer as ArrayBuffer, byteOffset, length), dtype)
  return new Tensor(store, places.sizes, places.strides, x.offset * ratio)
}

/** Sizes and strides in elements of the new dtype; the last dimension holds what one element was. */
function checked(x: Tensor, dtype: DType, ratio: number): { sizes: number[]; strides: number[] } {
  const [sizes, strides] = [[...x.sizes], [...x.strides]]
  if (ratio === 1) return { sizes, strides }
  const last = sizes.length - 1
  const how = `to view ${dtypes[x.dtype].legacy} as ${dtypes[dtype].legacy} (different element sizes)`
  if (last < 0) throw new RuntimeError(`self.dim() cannot be 0 ${how}`)
  if (strides[last] !== 1) throw new RuntimeError(`self.stride(-1) must be 1 ${how}, but got ${strides[last]}`)
  const many = 1 / ratio
  if (ratio < 1) {
    if (sizes[last] % many !== 0)
      throw new RuntimeError(`self.size(-1) must be divisible by ${many} ${how}, but got ${sizes[last]}`)
    if (x.offset % many !== 0)
      throw new RuntimeError(`self.storage_offset() must be divisible by ${many} ${how}, but got ${x.offset}`)
    const odd = strides.findIndex((s, d) => d < last && s % many !== 0)
    if (odd >= 0)
      throw new RuntimeError(`self.stride(${odd}) must be divisible by ${many} ${how}, but got ${strides[odd]}`)
  }
  return {
    sizes: sizes.map((n, d) => (d === last ? n * ratio : n)),
    strides: strides.map((s, d) => (d === last ? 1 : s * ratio)),
  }
}
