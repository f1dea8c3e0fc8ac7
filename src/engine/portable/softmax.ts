import type { Data } from '../../dtype.js'
import type { Floats } from '../layers.js'

/** For every place beside the dimension: where its n elements begin in each operand. */
function along(meta: Float64Array, operands: number, body: (n: number, inner: number, at: number[]) => void): void {
  const [outer, n, inner] = meta
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++) {
      const from = o * n * inner + i
      body(
        n,
        inner,
        Array.from({ length: operands }, (_, p) => meta[3 + p] + from),
      )
    }
}

export function softmax(out: Data, x: Data, meta: Float64Array, log: boolean): void {
  const [to, from] = [out, x] as Floats[]
  along(meta, 2, (n, inner, [o, a]) => {
    let most = Number.NEGATIVE_INFINITY
    for (let k = 0; k < n; k++) most = Math.max(most, from[a + k * inner])
    let sum = 0
    for (let k = 0; k < n; k++) {
      const y = Math.exp(from[a + k * inner] - most)
      to[o + k * inner] = y
      sum += y
    }
    const shift = most + Math.log(sum)
    for (let k = 0; k < n; k++) {
      if (log) to[o + k * inner] = from[a + k * inner] - shift
      else to[o + k * inner] /= sum
    }
  })
}

export function softmaxBackward(out: Data, g: Data, y: Data, meta: Float64Array, log: boolean): void {
  const [to, slopes, result] = [out, g, y] as Floats[]
  along(meta, 3, (n, inner, [o, a, b]) => {
    let sum = 0
    for (let k = 0; k < n; k++) sum += slopes[a + k * inner] * (log ? 1 : result[b + k * inner])
    for (let k = 0; k < n; k++) {
      const [s, r] = [slopes[a + k * inner], result[b + k * inner]]
      to[o + k * inner] = log ? s - Math.exp(r) * sum : r * (s - sum)
    }
  })
}
