/** Pure arithmetic on sizes and strides. Units are elements. */

export const numelOf = (sizes: readonly number[]): number => {
  let n = 1
  for (let d = 0; d < sizes.length; d++) n *= sizes[d]
  return n
}

/** Row-major strides; a size of 0 counts as 1, as in PyTorch. */
export function contiguousStrides(sizes: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length)
  let step = 1
  for (let d = sizes.length - 1; d >= 0; d--) {
    strides[d] = step
    step *= sizes[d] || 1
  }
  return strides
}

/** Are the elements adjacent in row-major order? Dimensions of size 1 do not matter, nor does an empty tensor. */
export function isContiguous(sizes: readonly number[], strides: readonly number[]): boolean {
  let step = 1
  for (let d = sizes.length - 1; d >= 0; d--) {
    const n = sizes[d]
    if (n === 1) continue
    if (n === 0) return true
    if (strides[d] !== step) return false
    step *= n
  }
  return true
}

/** No two indices share an element, and there are no gaps: some permutation of the dimensions is contiguous. */
export function isDense(sizes: readonly number[], strides: readonly number[]): boolean {
  const order = sizes.map((_, d) => d).filter((d) => sizes[d] !== 1)
  order.sort((x, y) => strides[x] - strides[y])
  let step = 1
  for (const d of order) {
    if (strides[d] !== step) return false
    step *= sizes[d]
  }
  return true
}

/** Can two different indices of this view be one element (a stride of 0 over more than one index)? */
export const overlapsItself = (sizes: readonly number[], strides: readonly number[]): boolean =>
  sizes.some((n, d) => n > 1 && strides[d] === 0)

/** Can two indices lead to one element? No, if every stride steps over all that the smaller ones reach. */
export function mayOverlap(sizes: readonly number[], strides: readonly number[]): boolean {
  const order = sizes.map((_, d) => d).filter((d) => sizes[d] > 1)
  order.sort((x, y) => strides[x] - strides[y])
  let reach = 0
  for (const d of order) {
    if (strides[d] <= reach) return true
    reach += (sizes[d] - 1) * strides[d]
  }
  return false
}

/**
 * Dimensions from the fastest to the slowest, as PyTorch's TensorIterator orders them: by the operands' strides, the
 * first operand that can tell decides; broadcast dimensions cannot (aten/src/ATen/TensorIterator.cpp,
 * reorder_dimensions).
 */
export function memoryOrder(sizes: readonly number[], operands: readonly (readonly number[])[]): number[] {
  const order = sizes.map((_, d) => sizes.length - 1 - d)
  const swaps = (x: number, y: number): -1 | 0 | 1 => {
    for (const strides of operands) {
      const [a, b] = [strides[x], strides[y]]
      if (a === 0 || b === 0) continue
      if (a !== b) return a < b ? -1 : 1
      if (sizes[x] > sizes[y]) return 1
    }
    return 0
  }
  for (let i = 1; i < order.length; i++) {
    let at = i
    for (let j = i - 1; j >= 0; j--) {
      const swap = swaps(order[j], order[at])
      if (swap > 0) {
        ;[order[j], order[at]] = [order[at], order[j]]
        at = j
      } else if (swap < 0) break
    }
  }
  return order
}

/** Strides of a fresh result whose memory order follows its operands'. */
export function resultStrides(sizes: readonly number[], operands: readonly (readonly number[])[]): number[] {
  const strides = new Array<number>(sizes.length).fill(0)
  let step = 1
  for (const d of memoryOrder(sizes, operands)) {
    strides[d] = step
    step *= sizes[d] || 1
  }
  return strides
}
