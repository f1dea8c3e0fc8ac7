import { RuntimeError } from '../errors.js'
import { numelOf } from './strides.js'

/** Fills in the one −1 of a size, and checks that the number of elements stays. */
export function inferSize(wanted: readonly number[], numel: number): number[] {
  let at = -1
  let rest = 1
  wanted.forEach((n, d) => {
    if (n === -1) {
      if (at >= 0) throw new RuntimeError('only one dimension can be inferred')
      at = d
    } else if (n < 0 || !Number.isInteger(n))
      throw new RuntimeError(`invalid shape dimension ${n} at index ${d} of shape [${wanted.join(', ')}]`)
    else rest *= n
  })
  const sizes = [...wanted]
  if (at < 0 ? rest !== numel : rest === 0 ? numel !== 0 : numel % rest !== 0)
    throw new RuntimeError(`shape '[${wanted.join(', ')}]' is invalid for input of size ${numel}`)
  if (at >= 0) {
    if (rest === 0)
      throw new RuntimeError(
        `cannot reshape tensor of 0 elements into shape [${wanted.join(', ')}] because the unspecified dimension size -1 can be any value and is ambiguous`,
      )
    sizes[at] = numel / rest
  }
  return sizes
}

/**
 * The strides with which the same memory shows `to` instead of `from`, or null if it cannot: a chunk of dimensions that
 * are adjacent in memory may be divided in any way (aten/src/ATen/TensorUtils.cpp, computeStride).
 */
export function viewStrides(
  from: readonly number[],
  strides: readonly number[],
  to: readonly number[],
): number[] | null {
  const out = new Array<number>(to.length)
  if (numelOf(from) === 0 || from.length === 0) {
    let step = 1
    for (let d = to.length - 1; d >= 0; d--) {
      out[d] = step
      step *= Math.max(to[d], 1)
    }
    return out
  }
  let d = to.length - 1
  let base = strides[from.length - 1]
  let chunk = 1
  let seen = 1
  for (let s = from.length - 1; s >= 0; s--) {
    chunk *= from[s]
    const ends = s === 0 || (from[s - 1] !== 1 && strides[s - 1] !== chunk * base)
    if (!ends) continue
    while (d >= 0 && (seen < chunk || to[d] === 1)) {
      out[d] = seen * base
      seen *= to[d]
      d--
    }
    if (seen !== chunk) return null
    if (s > 0) {
      base = strides[s - 1]
      chunk = 1
      seen = 1
    }
  }
  return d === -1 ? out : null
}
