import type { RandomName } from '../engine.js'

/** The Mersenne Twister's constants (Matsumoto & Nishimura, 1998). */
const N = 624
const M = 397
const MATRIX_A = 0x9908b0df

/** Makes the next 624 words in place. */
function twist(s: Uint32Array): void {
  for (let i = 0; i < N; i++) {
    const y = (s[i] & 0x80000000) | (s[i === N - 1 ? 0 : i + 1] & 0x7fffffff)
    s[i] = s[i < N - M ? i + M : i + M - N] ^ (y >>> 1) ^ (y & 1 ? MATRIX_A : 0)
  }
  s[N] = 0
}

/** The next 32-bit draw, as an unsigned number. `state[624]` is the position; 624 asks for a twist. */
export function draw32(state: Uint32Array): number {
  if (state[N] >= N) twist(state)
  let y = state[state[N]++]
  y ^= y >>> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  y ^= y >>> 18
  return y >>> 0
}

/** A double in [0, 1) of 53 bits, from a 64-bit draw whose high word is drawn first. */
export function draw53(state: Uint32Array): number {
  const high = draw32(state)
  return ((high & 0x1fffff) * 2 ** 32 + draw32(state)) * 2 ** -53
}

/** A float in [0, 1) of 24 bits. */
const draw24 = (state: Uint32Array): number => (draw32(state) & 0xffffff) * 2 ** -24

/** The words after seeding, and a position that asks for a twist. The seed counts modulo 2³². */
export function seedState(seed: number | bigint): Uint32Array {
  const state = new Uint32Array(N + 1)
  state[0] = Number(BigInt.asUintN(32, BigInt(seed)))
  for (let i = 1; i < N; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i
  state[N] = N
  return state
}

export function random(
  kind: RandomName,
  out: Float32Array | Float64Array | Int32Array,
  state: Uint32Array,
  a: number,
  b: number,
): void {
  const draw = out instanceof Float64Array ? draw53 : draw24
  if (kind === 'raw') for (let i = 0; i < out.length; i++) out[i] = draw32(state)
  else if (kind === 'normal') normal(out, () => draw(state), a, b)
  else {
    // As PyTorch computes it: bounds and range are of the type itself, the product is added without being rounded.
    const isDouble = out instanceof Float64Array
    const round = isDouble ? (x: number): number => x : Math.fround
    const from = round(a)
    const range = round(round(b) - from)
    if (isDouble) for (let i = 0; i < out.length; i++) out[i] = fused(draw(state), range, from)
    else for (let i = 0; i < out.length; i++) out[i] = draw(state) * range + from
  }
}

/** x·y + z with the product's rounding error added back (Dekker's product and Knuth's sum, both exact). */
function fused(x: number, y: number, z: number): number {
  const product = x * y
  const [xHigh, xLow] = halves(x)
  const [yHigh, yLow] = halves(y)
  const lost = xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
  const sum = product + z
  const part = sum - product
  return sum + (lost + (product - (sum - part)) + (z - part))
}

/** The upper 26 bits of a double's mantissa, and the rest. */
function halves(x: number): [high: number, low: number] {
  const scaled = x * (2 ** 27 + 1)
  const high = scaled - (scaled - x)
  return [high, x - high]
}

/**
 * PyTorch's vectorised normal (aten/src/ATen/native/cpu/DistributionTemplates.h, normal_fill): all of `out` becomes
 * uniform first, then element j of each 16 pairs with j + 8. A rest that is no whole 16 redraws the last 16.
 */
function normal(out: Float32Array | Float64Array | Int32Array, draw: () => number, mean: number, std: number): void {
  const n = out.length
  for (let i = 0; i < n; i++) out[i] = draw()
  for (let i = 0; i + 16 <= n; i += 16) boxMuller(out, i, mean, std)
  if (n % 16 === 0) return
  for (let i = n - 16; i < n; i++) out[i] = draw()
  boxMuller(out, n - 16, mean, std)
}

/** For floats every step is rounded, as in PyTorch's vectors: the angle's rounding shows in the seventh digit. */
function boxMuller(out: Float32Array | Float64Array | Int32Array, from: number, mean: number, std: number): void {
  const round = out instanceof Float64Array ? (x: number): number => x : Math.fround
  const circle = round(2 * Math.PI)
  for (let j = from; j < from + 8; j++) {
    const radius = round(Math.sqrt(round(-2 * round(Math.log(1 - out[j])))))
    const angle = round(circle * out[j + 8])
    out[j] = round(radius * round(Math.cos(angle))) * std + mean
    out[j + 8] = round(radius * round(Math.sin(angle))) * std + mean
  }
}
