import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { isFloat } from '../../dtype.js'
import { engine } from '../../engine/index.js'
import { cast } from '../../ops/elementwise.js'
import { matmul } from '../../ops/matmul.js'
import { Tensor } from '../../tensor.js'
import { type Two, type Windows, windowsIn } from './extents.js'
import { columnsToImage, imageToColumns } from './fold.js'

/** A convolution, and its gradients; all operands adjacent in memory. */
class Convolution {
  readonly #geometry: readonly number[]
  readonly outSize: readonly number[]

  constructor(
    readonly inSize: readonly number[],
    readonly weightSize: readonly number[],
    readonly at: Windows,
    readonly groups: number,
  ) {
    const [n, c, h, w] = inSize
    const { kernel, stride, padding, dilation } = at
    const axis = (d: 0 | 1): number[] => [kernel[d], stride[d], padding[d], dilation[d]]
    this.#geometry = [n, c, h, w, weightSize[0], groups, ...axis(0), ...axis(1)]
    this.outSize = [n, weightSize[0], ...windowsIn([h, w], at)]
  }

  #meta(...operands: (Tensor | null)[]): Float64Array {
    return Float64Array.of(...this.#geometry, ...operands.map((t) => t?.offset ?? 0))
  }

  forward(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
    const out = Tensor.empty(this.outSize, x.dtype)
    const meta = this.#meta(out, x, weight, bias)
    engine.convolve(out.store.data, x.store.data, weight.store.data, bias?.store.data ?? null, meta)
    return out
  }

  gradientOfImages(g: Tensor, weight: Tensor): Tensor {
    const out = Tensor.empty(this.inSize, g.dtype)
    engine.convolveImages(out.store.data, g.store.data, weight.store.data, this.#meta(out, g, weight))
    return out
  }

  gradientOfFilters(g: Tensor, x: Tensor, withBias: boolean): [weight: Tensor, bias: Tensor | null] {
    const out = Tensor.empty(this.weightSize, g.dtype)
    const bias = withBias ? Tensor.empty([this.weightSize[0]], g.dtype) : null
    const meta = this.#meta(out, bias, g, x)
    engine.convolveFilters(out.store.data, bias?.store.data ?? null, g.store.data, x.store.data, meta)
    return [out, bias]
  }

  /**
   * The gradients as ops that are recorded themselves: windows as columns, then one product for each image and group.
   */
  composed(g: Tensor, x: Tensor, weight: Tensor, bias: Tensor | null): (Tensor | null)[] {
    const [n, , h, w] = this.inSize
    const { groups, at } = this
    const filters = this.weightSize[0]
    const depth = this.weightSize[1] * at.kernel[0] * at.kernel[1]
    const places = this.outSize[2] * this.outSize[3]
    const slopes = g.reshape([n, groups, filters / groups, places]) as Tensor
    const grads: (Tensor | null)[] = [null, null]
    if (needsGrad(x)) {
      const rows = (weight.reshape([groups, filters / groups, depth]) as Tensor).mT as Tensor
      const back = matmul(rows, slopes).reshape([n, groups * depth, places]) as Tensor
      grads[0] = columnsToImage(back, [h, w] as Two, at)
    }
    if (needsGrad(weight)) {
      const columns = imageToColumns(x, at).view([n, groups, depth, places]) as Tensor
      grads[1] = (matmul(slopes, columns.mT as Tensor).sum(0) as Tensor).view([...this.weightSize]) as Tensor
    }
    if (bias !== null) grads.push(needsGrad(bias) ? (g.sum([0, 2, 3]) as Tensor) : null)
    return grads
  }
}

const adjacent = (t: Tensor): Tensor => t.detach().contiguous() as Tensor

/** Images `[N, C, H, W]` with filters `[O, C / groups, KH, KW]`, whose shapes fit: `[N, O, H', W']`. One node. */
export function convolve(x: Tensor, weight: Tensor, bias: Tensor | null, at: Windows, groups: number): Tensor {
  if (!isFloat(x.dtype)) {
    // Doubles count exactly as far as they go.
    const [a, b, c] = [x, weight, bias].map((t) => t && cast(t, 'float64'))
    return cast(convolve(a as Tensor, b as Tensor, c as Tensor | null, at, groups), x.dtype)
  }
  const convolution = new Convolution(x.sizes, weight.sizes, at, groups)
  const images = adjacent(x)
  const filters = adjacent(weight)
  const out = convolution.forward(images, filters, bias && adjacent(bias))
  const inputs = bias === null ? [x, weight] : [x, weight, bias]
  if (gradMode.enabled && inputs.some(needsGrad))
    record('ConvolutionBackward0', out, inputs, [x, weight], (gradient) => {
      if (gradMode.enabled) return convolution.composed(gradient, x, weight, bias)
      const g = gradient.contiguous() as Tensor
      const wantsBias = bias !== null && needsGrad(bias)
      const back = needsGrad(x) ? convolution.gradientOfImages(g, filters) : null
      if (needsGrad(weight))
        return [back, ...convolution.gradientOfFilters(g, images, wantsBias)].slice(0, inputs.length)
      return [back, null, wantsBias ? (g.sum([0, 2, 3]) as Tensor) : null].slice(0, inputs.length)
    })
  return out
}
