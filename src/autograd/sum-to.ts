import type { Tensor } from '../tensor.js'

/** The gradient of a tensor that was broadcast: summed over what was repeated. */
export function sumTo(g: Tensor, sizes: readonly number[]): Tensor {
  const lead = g.sizes.length - sizes.length
  const dims: number[] = []
  for (let d = 0; d < g.sizes.length; d++) if (d < lead || (sizes[d - lead] === 1 && g.sizes[d] !== 1)) dims.push(d)
  if (dims.length === 0) return g
  const summed = g.sum(dims, { keepdim: true }) as Tensor
  return lead > 0 ? (summed.view([...sizes]) as Tensor) : summed
}
