import { type DType, dtypes, isFloat } from '../dtype.js'

/** What the numbers of a dtype can be. */

export interface FloatLimits {
  readonly bits: number
  /** The step from 1 to the next number. */
  readonly eps: number
  readonly max: number
  readonly min: number
  /** The smallest positive number with full precision. */
  readonly tiny: number
  readonly smallestNormal: number
  /** How many decimal digits can be trusted. */
  readonly resolution: number
  readonly dtype: DType
}
export interface IntegerLimits {
  readonly bits: number
  readonly max: number | bigint
  readonly min: number | bigint
  readonly dtype: DType
}

const known = (dtype: unknown): string => (typeof dtype === 'string' ? dtype : typeof dtype)

/** The limits of a float dtype (float32 unless given). */
export function finfo(dtype: DType = 'float32'): FloatLimits {
  if (dtypes[dtype] === undefined || !isFloat(dtype))
    throw new TypeError(
      `torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.${known(dtype)}'`,
    )
  const [eps, tiny] = dtype === 'float32' ? [2 ** -23, 2 ** -126] : [2 ** -52, 2 ** -1022]
  const max = dtype === 'float32' ? (2 - eps) * 2 ** 127 : Number.MAX_VALUE
  const resolution = dtype === 'float32' ? 1e-6 : 1e-15
  return { bits: dtypes[dtype].bytes * 8, eps, max, min: -max, tiny, smallestNormal: tiny, resolution, dtype }
}

/** The limits of an integer dtype; of int64 as bigints. */
export function iinfo(dtype: DType): IntegerLimits {
  if (dtypes[dtype] === undefined || isFloat(dtype) || dtype === 'bool')
    throw new TypeError(
      `torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.${known(dtype)}'`,
    )
  const bits = dtypes[dtype].bytes * 8
  if (dtype === 'uint8') return { bits, max: 255, min: 0, dtype }
  if (dtype === 'int64') return { bits, max: 2n ** 63n - 1n, min: -(2n ** 63n), dtype }
  return { bits, max: 2 ** 31 - 1, min: -(2 ** 31), dtype }
}

/** The dtype of numbers that say nothing else. It cannot be changed here. */
export const getDefaultDtype = (): DType => 'float32'
