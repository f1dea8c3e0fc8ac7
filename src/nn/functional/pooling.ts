import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { isFloat } from '../../dtype.js'
import { engine } from '../../engine/index.js'
import { cast } from '../../ops/elementwise.js'
import { numelOf } from '../../shape/strides.js'
import { Tensor } from '../../tensor.js'

/** A window along one dimension: where it begins, how many places it sees, and its factor in a mean. */
export type Span = readonly [first: number, count: number, factor: number]

/** The windows along one dimension; `step` apart are the places inside of one. */
export interface Axis {
  readonly size: number
  readonly step: number
  readonly spans: readonly Span[]
}

/** Windows over images `[N, C, H, W]`. */
class Windows {
  readonly outSize: readonly number[]
  readonly images: number
  readonly #meta: readonly number[]

  constructor(
    readonly inSize: readonly number[],
    down: Axis,
    across: Axis,
  ) {
    this.outSize = [...inSize.slice(0, 2), down.spans.length, across.spans.length]
    this.images = numelOf(inSize.slice(0, 2))
    const packed = ({ size, step, spans }: Axis): number[] => [size, spans.length, step, ...spans.flat()]
    this.#meta = [this.images, ...packed(down), ...packed(across)]
  }

  meta(...operands: Tensor[]): Float64Array {
    return Float64Array.of(...this.#meta, ...operands.map((t) => t.offset))
  }
}

/** Doubles count integers exactly as far as they go. */
const inDoubles = (x: Tensor, f: (x: Tensor) => Tensor): Tensor => cast(f(cast(x, 'float64')), x.dtype)

/** The largest of each window of `x`, and where it lies in its image; NaN wins. One node. */
export function largest(
  node: string,
  x: Tensor,
  down: Axis,
  across: Axis,
): { values: Tensor /** Made when asked for. */; readonly indices: Tensor } {
  const windows = new Windows(x.sizes, down, across)
  const places = new Int32Array(numelOf(windows.outSize))
  const run = (input: Tensor): Tensor => {
    const plain = input.detach().contiguous() as Tensor
    const out = Tensor.empty(windows.outSize, input.dtype)
    engine.maxPool(out.store.data, places, plain.store.data, windows.meta(out, plain))
    return out
  }
  const values = isFloat(x.dtype) ? run(x) : inDoubles(x, run)
  if (gradMode.enabled && needsGrad(x)) record(node, values, [x], [], (g) => [scattered(node, g, places, x.sizes)])
  return {
    values,
    get indices() {
      return Tensor.own(BigInt64Array.from(places, BigInt), 'int64', windows.outSize)
    },
  }
}

/** Each slope at the place that its window's largest element has; windows that overlap add up. Linear, and recorded. */
function scattered(node: string, gradient: Tensor, places: Int32Array, sizes: readonly number[]): Tensor {
  const g = gradient.detach().contiguous() as Tensor
  const out = Tensor.empty(sizes, g.dtype)
  const [images, elements, each] = [numelOf(sizes.slice(0, 2)), numelOf(sizes.slice(2)), numelOf(g.sizes.slice(2))]
  const meta = Float64Array.of(images, elements, each, out.offset, g.offset)
  engine.maxPoolBackward(out.store.data, g.store.data, places, meta)
  if (gradMode.enabled && needsGrad(gradient))
    record(againOf(node), out, [gradient], [], (h) => {
      const flat = BigInt64Array.from(places, (place, i) => BigInt(Math.floor(i / each) * elements + place))
      const at = Tensor.own(flat, 'int64', g.sizes)
      return [h.reshape([images * elements]).at(at) as Tensor]
    })
  return out
}

/** What PyTorch calls the gradient of a gradient. */
const againOf = (node: string): string => node.replace(/Backward0$/, 'BackwardBackward0')

/** Σ of each window times its factors. One node, whose gradient is such a function too. */
export function means(node: string, x: Tensor, down: Axis, across: Axis): Tensor {
  if (!isFloat(x.dtype)) return inDoubles(x, (t) => means(node, t, down, across))
  const windows = new Windows(x.sizes, down, across)
  const out = forward(x, windows)
  if (gradMode.enabled && needsGrad(x)) record(node, out, [x], [], (g) => [meansBackward(node, g, windows)])
  return out
}

function forward(x: Tensor, windows: Windows): Tensor {
  const plain = x.detach().contiguous() as Tensor
  const out = Tensor.empty(windows.outSize, x.dtype)
  engine.meanPool(out.store.data, plain.store.data, windows.meta(out, plain))
  return out
}

/** Linear in g, and recorded as such: the gradient of a gradient of means are the means again. */
function meansBackward(node: string, gradient: Tensor, windows: Windows): Tensor {
  const g = gradient.detach().contiguous() as Tensor
  const out = Tensor.empty(windows.inSize, g.dtype)
  engine.meanPoolBackward(out.store.data, g.store.data, windows.meta(out, g))
  if (gradMode.enabled && needsGrad(gradient))
    record(againOf(node), out, [gradient], [], (h) => {
      if (!gradMode.enabled) return [forward(h, windows)]
      const again = forward(h, windows)
      if (needsGrad(h)) record(node, again, [h], [], (k) => [meansBackward(node, k, windows)])
      return [again]
    })
  return out
}
