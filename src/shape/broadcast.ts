import { RuntimeError } from '../errors.js'

/** The shape that two shapes broadcast to (https://docs.pytorch.org/docs/stable/notes/broadcasting.html). */
export function broadcastShapes(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a === b) return a
  const rank = Math.max(a.length, b.length)
  const out = new Array<number>(rank)
  for (let i = 1; i <= rank; i++) {
    const x = i <= a.length ? a[a.length - i] : 1
    const y = i <= b.length ? b[b.length - i] : 1
    if (x !== y && x !== 1 && y !== 1)
      throw new RuntimeError(
        `The size of tensor a (${x}) must match the size of tensor b (${y}) at non-singleton dimension ${rank - i}`,
      )
    out[rank - i] = x === 1 ? y : x
  }
  return out
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false
  return true
}

/** Does `from` broadcast to exactly `to`? */
export function broadcastsTo(from: readonly number[], to: readonly number[]): boolean {
  const lead = to.length - from.length
  return lead >= 0 && from.every((n, d) => n === 1 || n === to[d + lead])
}
