import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { RuntimeError, ValueError } from '../../errors.js'
import { matmul } from '../../ops/matmul.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { type Extents, two } from './extents.js'

/** One dimension of the windows: where each begins and ends, in the input. */
type Spans = readonly (readonly [from: number, to: number])[]

/** Sums over the spans of one dimension as a matrix [output, input]; a product with it does the work, both ways. */
function summing(spans: Spans, n: number, like: Tensor, weights: (i: number) => number): Tensor {
  const out = Tensor.empty([spans.length, n], like.dtype).zero_() as Tensor
  const data = out.store.data as Float32Array
  for (const [i, [from, to]] of spans.entries()) for (let k = from; k < to; k++) data[i * n + k] = weights(i)
  return out
}

/** A · x · Bᵀ for each image: rows and columns are summed apart. One node; its gradient is Aᵀ · g · B. */
function apart(node: string, x: Tensor, a: Tensor, b: Tensor): Tensor {
  const run = (t: Tensor, left: Tensor, right: Tensor): Tensor => matmul(matmul(left, t), right.mT as Tensor)
  const out = run(x.detach() as Tensor, a, b)
  if (gradMode.enabled && needsGrad(x))
    record(node, out, [x], [], (g) => [run(g.contiguous() as Tensor, a.mT as Tensor, b.mT as Tensor)])
  return out
}

export interface InterpolateOptions {
  /** The sizes to come out, or `scaleFactor` times those that go in. */
  size?: Extents | null
  scaleFactor?: number | readonly number[] | null
  mode?: 'nearest'
}

/**
 * `[N, C, H, W]` enlarged or reduced: each place takes the nearest one's value.
 *
 * @see torch.nn.functional.interpolate
 * @example
 * F.interpolate(arange(4).float().view(1, 1, 2, 2), { scaleFactor: 2 })
 * // tensor([[[[0., 0., 1., 1.],
 * //           [0., 0., 1., 1.],
 * //           [2., 2., 3., 3.],
 * //           [2., 2., 3., 3.]]]])
 */
export function interpolate(input: Tensor, options: InterpolateOptions = {}): Tensor {
  const { size, scaleFactor, mode } = named([options], {
    size: null,
    scaleFactor: null,
    mode: 'nearest',
  } as Required<InterpolateOptions>)
  if (mode !== 'nearest') throw new RuntimeError(`interpolate: only mode='nearest' is there, but got '${String(mode)}'`)
  if (input.sizes.length !== 4)
    throw new RuntimeError(`interpolate: expected 4D input, but got input of size: [${input.sizes.join(', ')}]`)
  if ((size === null) === (scaleFactor === null))
    throw new ValueError(
      size === null
        ? 'either size or scale_factor should be defined'
        : 'only one of size or scale_factor should be defined',
    )
  const [h, w] = [input.sizes[2], input.sizes[3]]
  const scales = typeof scaleFactor === 'number' ? [scaleFactor, scaleFactor] : scaleFactor
  const target =
    size !== null
      ? two(size, 'size')
      : [Math.floor(h * (scales as number[])[0]), Math.floor(w * (scales as number[])[1])]
  const [a, b] = target.map((o, d) => {
    const n = d === 0 ? h : w
    // PyTorch steps by 1 / scale if a scale was given, else by the ratio of the sizes, in float32.
    const step = Math.fround(scales ? 1 / scales[d] : n / o)
    const spans = Array.from({ length: o }, (_, i): [number, number] => {
      const from = Math.min(Math.floor(Math.fround(i * step)), n - 1)
      return [from, from + 1]
    })
    return summing(spans, n, input, () => 1)
  })
  return apart('UpsampleNearest2DBackward0', input, a, b)
}
