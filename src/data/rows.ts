import { gradMode, needsGrad } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { wrapIndex } from '../shape/indices.js'
import { packLoop } from '../shape/loop.js'
import { contiguousStrides, numelOf } from '../shape/strides.js'
import { Tensor } from '../tensor.js'

/** Positions of samples. A typed array where a sampler has them all at once. */
export type Positions = readonly number[] | Int32Array

/**
 * The rows of `x` at these positions (negative: counted from the end), one after the other in a fresh tensor: one call of
 * the engine, whatever their number. Errors: IndexError, as `x.at([…])`.
 */
export function rowsOf(x: Tensor, positions: Positions): Tensor {
  if (gradMode.enabled && needsGrad(x)) return x.at([...positions]) as Tensor
  const [count, ...sizes] = x.sizes
  const [step, ...strides] = x.strides
  const offsets = new Float64Array(positions.length)
  for (let k = 0; k < offsets.length; k++) offsets[k] = wrapIndex(positions[k], count, 0) * step
  const out = Tensor.empty([offsets.length, ...sizes], x.dtype)
  const target = { sizes, strides: contiguousStrides(sizes), offset: 0 }
  if (out.numel() > 0)
    engine.gatherBlocks(
      out.store.data,
      x.store.data,
      offsets,
      numelOf(sizes),
      packLoop(sizes, [target, { sizes, strides, offset: x.offset }]),
    )
  return out
}
