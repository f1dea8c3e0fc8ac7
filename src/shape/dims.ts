import { IndexError, RuntimeError } from '../errors.js'

/** A dimension counted from the front. A 0-d tensor counts as having one dimension. */
export function wrapDim(dim: number, rank: number): number {
  const n = Math.max(rank, 1)
  if (!Number.isInteger(dim) || dim < -n || dim >= n)
    throw new IndexError(
      `Dimension out of range (expected to be in range of [${-n}, ${n - 1}], but got ${String(dim)})`,
    )
  return dim < 0 ? dim + n : dim
}

/** What PyTorch says where a 0-d tensor does not count as having a dimension. */
export const noDimensions = (dim: number): IndexError =>
  new IndexError(`Dimension specified as ${dim} but tensor has no dimensions`)

/** Several dimensions, each at most once. */
export function wrapDims(dims: readonly number[], rank: number): number[] {
  const out: number[] = []
  for (const dim of dims) {
    const d = wrapDim(dim, rank)
    if (out.includes(d)) throw new RuntimeError(`dim ${d} appears multiple times in the list of dims`)
    out.push(d)
  }
  return out
}
