import { needsGrad } from '../autograd/graph.js'
import { type Data, type DType, isDType } from '../dtype.js'
import { RuntimeError, ValueError } from '../errors.js'
import { numelOf } from '../shape/strides.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'
import { type NestedList, tolist } from './convert.js'

/** The elements as a typed array that shares the tensor's memory. */
export function numpy(x: Tensor): Data {
  if (needsGrad(x))
    throw new RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
  if (!x.isContiguous())
    throw new RuntimeError(
      'a typed array has no strides: numpy() needs elements that lie in row-major order. Use tensor.contiguous().numpy() instead.',
    )
  return x.store.data.subarray(x.offset, x.offset + x.numel())
}

type Json = number | boolean | string | Json[]

/** What JSON says of a tensor: nested lists. Integers beyond 2⁵³ are texts, since JSON's numbers would round them. */
export function toJson(x: Tensor): Json {
  const plain = (v: NestedList): Json => (Array.isArray(v) ? v.map(plain) : typeof v === 'bigint' ? String(v) : v)
  return plain(tolist(x))
}

/** What structuredClone and postMessage make of a tensor: its fields, without its class. */
interface Cloned {
  readonly store: { readonly data: Data; readonly dtype: DType }
  readonly sizes: readonly number[]
  readonly strides: readonly number[]
  readonly offset: number
}

const isCloned = (x: unknown): x is Cloned => {
  if (typeof x !== 'object' || x === null || x instanceof Tensor) return false
  const { store, sizes, strides } = x as Partial<Cloned>
  return typeof store === 'object' && isDType(store?.dtype) && Array.isArray(sizes) && Array.isArray(strides)
}

const isPlace = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0

/** The tensor that was cloned, over the clone's memory; null if this is no clone. Errors: ValueError if it is none. */
export function revived(x: unknown): Tensor | null {
  if (!isCloned(x)) return null
  const { store, sizes, strides, offset } = x
  const last = sizes.reduce((at, n, d) => at + (n - 1) * strides[d], offset)
  const fits = sizes.length === strides.length && [...sizes, ...strides, offset].every(isPlace)
  if (!fits || !ArrayBuffer.isView(store.data) || (numelOf(sizes) > 0 && !(last < store.data.length)))
    throw new ValueError('this is not what structuredClone makes of a tensor')
  return new Tensor(new Storage(store.data, store.dtype), sizes, strides, offset)
}
