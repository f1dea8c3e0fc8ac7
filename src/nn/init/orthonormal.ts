import { Tensor } from '../../tensor.js'

/**
 * The Q of a QR decomposition whose R has a positive diagonal (so it is unique), of a float64 matrix or, if it is wide, of
 * its transpose, transposed back. Gram–Schmidt, every vector projected twice: once loses orthogonality to rounding
 * (Giraud, Langou & Rozložník, 2005).
 */
export function orthonormal(matrix: Tensor): Tensor {
  const [rows, cols] = matrix.sizes
  const data = (matrix.contiguous() as Tensor).store.data as Float64Array
  const wide = rows < cols
  const [count, length] = wide ? [rows, cols] : [cols, rows]
  const place = (vector: number, i: number): number => (wide ? vector * cols + i : i * cols + vector)
  const out = Float64Array.from(data)
  for (let v = 0; v < count; v++) {
    for (let pass = 0; pass < 2; pass++)
      for (let u = 0; u < v; u++) {
        let dot = 0
        for (let i = 0; i < length; i++) dot += out[place(u, i)] * out[place(v, i)]
        for (let i = 0; i < length; i++) out[place(v, i)] -= dot * out[place(u, i)]
      }
    let square = 0
    for (let i = 0; i < length; i++) square += out[place(v, i)] ** 2
    const norm = Math.sqrt(square)
    for (let i = 0; i < length; i++) out[place(v, i)] /= norm
  }
  return Tensor.own(out, 'float64', [rows, cols])
}
