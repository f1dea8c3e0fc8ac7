import { RuntimeError } from './errors.js'

/** The element types, in PyTorch's names. */
export type DType = 'float32' | 'float64' | 'int64' | 'int32' | 'uint8' | 'bool'

/** The memory behind a tensor. `bool` and `uint8` share a class: the dtype tells them apart. */
export type Data = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array

interface DTypeInfo {
  readonly array: new (buffer: ArrayBuffer, offset?: number, length?: number) => Data
  readonly bytes: number
  /** bool 0 < integers 1 < floats 2: the category decides promotion with numbers and 0-d tensors. */
  readonly category: 0 | 1 | 2
  /** Order within promotion, weakest first. */
  readonly rank: number
  /** `torch.FloatTensor` is `torch.${legacy}Tensor`. */
  readonly legacy: string
  /** As C++ names it in messages: `expected … but got: long int != float`. */
  readonly cName: string
}

export const dtypes: Record<DType, DTypeInfo> = {
  bool: { array: Uint8Array, bytes: 1, category: 0, rank: 0, legacy: 'Bool', cName: 'bool' },
  uint8: { array: Uint8Array, bytes: 1, category: 1, rank: 1, legacy: 'Byte', cName: 'unsigned char' },
  int32: { array: Int32Array, bytes: 4, category: 1, rank: 2, legacy: 'Int', cName: 'int' },
  int64: { array: BigInt64Array, bytes: 8, category: 1, rank: 3, legacy: 'Long', cName: 'long int' },
  float32: { array: Float32Array, bytes: 4, category: 2, rank: 4, legacy: 'Float', cName: 'float' },
  float64: { array: Float64Array, bytes: 8, category: 2, rank: 5, legacy: 'Double', cName: 'double' },
}

export const isDType = (x: unknown): x is DType => typeof x === 'string' && Object.hasOwn(dtypes, x)
export const isFloat = (dtype: DType): boolean => dtypes[dtype].category === 2
export const isIntegral = (dtype: DType): boolean => dtypes[dtype].category < 2

/** The smallest dtype that both can be cast to (torch.promote_types). */
export const promoteTypes = (a: DType, b: DType): DType => (dtypes[a].rank >= dtypes[b].rank ? a : b)

/** A whole number counts as Python's int, any other as float, beside a tensor. */
export const dtypeOfNumber = (x: number | bigint | boolean): DType =>
  typeof x === 'boolean' ? 'bool' : typeof x === 'bigint' || Number.isInteger(x) ? 'int64' : 'float32'

/** One operand of a promotion: a tensor with dimensions outranks a 0-d tensor, which outranks a number. */
export interface Operand {
  dtype: DType
  /** 2: a tensor with dimensions, 1: a 0-d tensor, 0: a number */
  priority: 0 | 1 | 2
}

/**
 * PyTorch's result type: operands of lower priority count only if their category is higher
 * (https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.dtype).
 */
export function resultType(a: Operand, b: Operand): DType {
  if (a.dtype === b.dtype) return a.dtype
  if (a.priority === b.priority) return promoteTypes(a.dtype, b.dtype)
  const [strong, weak] = a.priority > b.priority ? [a, b] : [b, a]
  const weakCategory = dtypes[weak.dtype].category
  if (weakCategory <= dtypes[strong.dtype].category) return strong.dtype
  // A number brings only its category: the default dtype of that category.
  return weak.priority === 0 ? (weakCategory === 2 ? 'float32' : 'int64') : promoteTypes(strong.dtype, weak.dtype)
}

/** May values of `from` be written into a tensor of `to`? (float → int and anything → bool may not.) */
export function checkCanCast(from: DType, to: DType): void {
  if (dtypes[from].category > dtypes[to].category)
    throw new RuntimeError(
      `result type ${dtypes[from].legacy} can't be cast to the desired output type ${dtypes[to].legacy}`,
    )
}
