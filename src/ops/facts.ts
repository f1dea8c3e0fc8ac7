import { type DType, dtypes, isDType, isFloat, promoteTypes, resultType } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { sameShape } from '../shape/broadcast.js'
import type { Tensor } from '../tensor.js'
import { tensor } from './create.js'
import { isTensor, operandOf, type TensorLike } from './elementwise.js'

/** Questions about a tensor or a dtype, and small conveniences. */

export const numelOfTensor = (x: Tensor): number => x.numel()
export const ndimension = (x: Tensor): number => x.sizes.length
export const elementSize = (x: Tensor): number => dtypes[x.dtype].bytes
export const nbytes = (x: Tensor): number => x.numel() * dtypes[x.dtype].bytes
/** Where the first element lies: equal for tensors that begin at one place of one memory. */
export const dataPtr = (x: Tensor): number => placeOf(x.store) + x.offset * dtypes[x.dtype].bytes

/** A number for each memory, far apart: JavaScript does not tell addresses. */
const places = new WeakMap<object, number>()
let nextPlace = 2 ** 12
function placeOf(store: Tensor['store']): number {
  let place = places.get(store)
  if (place === undefined) {
    place = nextPlace
    nextPlace += store.data.byteLength + 64
    places.set(store, place)
  }
  return place
}

export const isSigned = (x: Tensor): boolean => x.dtype !== 'uint8' && x.dtype !== 'bool'
export const isComplex = (_x: Tensor): boolean => false
export const isFloatingPointOf = (x: Tensor): boolean => isFloat(x.dtype)
export const isSameSize = (x: Tensor, other: Tensor): boolean => sameShape(x.sizes, other.sizes)
/** Do both look at one memory in the same way? */
export const isSetTo = (x: Tensor, other: Tensor): boolean =>
  x.store === other.store &&
  x.offset === other.offset &&
  sameShape(x.sizes, other.sizes) &&
  sameShape(x.strides, other.strides)
/** Is the only element not 0? */
export function isNonzero(x: Tensor): boolean {
  if (x.numel() === 0) throw new RuntimeError('Boolean value of Tensor with no values is ambiguous')
  if (x.numel() > 1) throw new RuntimeError('Boolean value of Tensor with more than one value is ambiguous')
  return Boolean(x.item<number | boolean>() || Number.isNaN(x.item()))
}
export const typeAs = (x: Tensor, other: Tensor): Tensor => x.to(other.dtype) as Tensor
export const newTensor = (
  x: Tensor,
  data: Parameters<typeof tensor>[0],
  options: Parameters<typeof tensor>[1] = {},
): Tensor => tensor(data, { dtype: x.dtype, ...options })

/** The dtype of what two operands make together. */
export const resultTypeOf = (a: TensorLike, b: TensorLike): DType => resultType(operandOf(a), operandOf(b))
export const promoteTypesOf = (a: DType, b: DType): DType => {
  for (const dtype of [a, b])
    if (!isDType(dtype)) throw new TypeError(`promote_types(): expected a dtype, not ${String(dtype)}`)
  return promoteTypes(a, b)
}
/** May values of one dtype be written into a tensor of the other? */
export const canCast = (from: DType, to: DType): boolean => dtypes[from].category <= dtypes[to].category
export const isTensorAtAll = (x: unknown): boolean => isTensor(x)
