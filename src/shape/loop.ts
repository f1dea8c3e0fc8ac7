import type { Loop } from '../engine/engine.js'

/** What a loop needs to know of a tensor. */
export interface Strided {
  readonly sizes: readonly number[]
  readonly strides: readonly number[]
  readonly offset: number
}

/** PyTorch's limit is 64 dimensions; four operands is the most that any engine call takes. */
const MAX_RANK = 64
const MAX_OPERANDS = 4

// Ops are synchronous and an engine does not keep the loop, so one scratch array serves them all.
const scratch: Loop = new Float64Array(1 + MAX_RANK + MAX_OPERANDS * (MAX_RANK + 1))
const sizesOf = new Float64Array(MAX_RANK)
const stridesOf = Array.from({ length: MAX_OPERANDS }, () => new Float64Array(MAX_RANK))

/**
 * A loop over `n` elements that every operand walks in equal steps: 1 for adjacent elements, 0 for one element again and
 * again. Written out for up to four operands, because small ops spend their time here.
 */
export function flatLoop(
  n: number,
  offset0: number,
  offset1 = 0,
  step1 = 1,
  offset2 = 0,
  step2 = 1,
  offset3 = 0,
  step3 = 1,
): Loop {
  scratch[0] = 1
  scratch[1] = n
  scratch[2] = offset0
  scratch[3] = 1
  scratch[4] = offset1
  scratch[5] = step1
  scratch[6] = offset2
  scratch[7] = step2
  scratch[8] = offset3
  scratch[9] = step3
  return scratch
}

/**
 * Packs the loop over `sizes` for operands that broadcast to it (see `Loop`). Dimensions of size 1 go, and neighbours
 * that every operand walks as one are merged. The last `kept` dimensions are left as they are, also those of size 1.
 *
 * `order`, slowest first, lets the loop follow memory instead of the row-major order.
 */
export function packLoop(
  sizes: readonly number[],
  operands: readonly Strided[],
  kept = 0,
  order?: readonly number[],
): Loop {
  const rank = sizes.length
  const count = operands.length
  let used = 0 // from the innermost outwards
  for (let i = rank - 1; i >= 0; i--) {
    const d = order ? order[i] : i
    const n = sizes[d]
    const pinned = i >= rank - kept
    if (n === 1 && !pinned) continue
    let merge = used > kept && !pinned
    for (let p = 0; p < count; p++) {
      const { sizes: own, strides } = operands[p]
      const j = d - (rank - own.length)
      const stride = j < 0 || (own[j] === 1 && n !== 1) ? 0 : strides[j]
      stridesOf[p][used] = stride
      if (merge && stride !== stridesOf[p][used - 1] * sizesOf[used - 1]) merge = false
    }
    if (merge) sizesOf[used - 1] = sizesOf[used - 1] * n
    else sizesOf[used++] = n
  }
  if (used === 0) {
    sizesOf[0] = 1
    for (let p = 0; p < count; p++) stridesOf[p][0] = 1
    used = 1
  }
  scratch[0] = used
  let at = 1
  for (let i = used - 1; i >= 0; i--) scratch[at++] = sizesOf[i]
  for (let p = 0; p < count; p++) {
    scratch[at++] = operands[p].offset
    for (let i = used - 1; i >= 0; i--) scratch[at++] = stridesOf[p][i]
  }
  return scratch
}
