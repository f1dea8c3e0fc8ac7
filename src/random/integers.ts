import type { Data, DType } from '../dtype.js'
import { engine } from '../engine/index.js'

/** From this range on PyTorch draws 64 bits for an integer, so that the remainder is not skewed (by up to 5 %). */
const WIDE = 2n ** 28n

/** `n` draws of 32 bits, unsigned. */
function draws32(n: number, words: Uint32Array): Uint32Array {
  const draws = new Int32Array(n)
  engine.random('raw', draws, words, 0, 0)
  return new Uint32Array(draws.buffer)
}

/** `n` draws of 64 bits; the high word is drawn first. */
function draws64(n: number, words: Uint32Array): BigUint64Array {
  const halves = draws32(2 * n, words)
  for (let i = 0; i < halves.length; i += 2) [halves[i], halves[i + 1]] = [halves[i + 1], halves[i]]
  return new BigUint64Array(halves.buffer)
}

/** `n` integers in [from, to): the draw modulo the range. */
export function integersBelow(from: bigint, to: bigint, n: number, words: Uint32Array): Data {
  const range = to - from
  if (range < WIDE) {
    const [low, width] = [Number(from), Number(range)]
    if (Number.isSafeInteger(low)) {
      const out = new Float64Array(n)
      const draws = draws32(n, words)
      for (let i = 0; i < n; i++) out[i] = (draws[i] % width) + low
      return out
    }
    return BigInt64Array.from(draws32(n, words), (x) => BigInt(x % width) + from)
  }
  return BigInt64Array.from(draws64(n, words), (x) => BigInt.asIntN(64, (x % range) + from))
}

/** `n` integers from 0 to the largest that `dtype` holds, or, for floats, tells from its neighbours. */
export function integersOf(dtype: DType, n: number, words: Uint32Array): Data {
  switch (dtype) {
    case 'int64':
      return BigInt64Array.from(draws64(n, words), (x) => BigInt.asIntN(64, x & (2n ** 63n - 1n)))
    case 'float64':
      return Float64Array.from(draws64(n, words), (x) => Number(x % (2n ** 53n + 1n)))
    case 'float32':
      return Float64Array.from(draws32(n, words), (x) => x % (2 ** 24 + 1))
    case 'int32':
      return Int32Array.from(draws32(n, words), (x) => x & 0x7fffffff)
    case 'uint8':
      return Uint8Array.from(draws32(n, words), (x) => x & 0xff)
    case 'bool':
      return Uint8Array.from(draws32(n, words), (x) => x & 1)
  }
}

/** The numbers 0 … n − 1 in random order (aten/src/ATen/native/TensorFactories.cpp, randperm_cpu). */
export function permutation(n: number, words: Uint32Array): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  const draws = draws32(Math.max(0, n - 1), words)
  for (let i = 0; i < n - 1; i++) {
    const other = i + (draws[i] % (n - i))
    const kept = order[i]
    order[i] = order[other]
    order[other] = kept
  }
  return order
}
