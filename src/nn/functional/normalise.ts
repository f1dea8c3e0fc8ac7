import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { dtypes, isFloat } from '../../dtype.js'
import { engine } from '../../engine/index.js'
import { RuntimeError } from '../../errors.js'
import { Tensor } from '../../tensor.js'

/**
 * x as [samples, channels, places]. `groups` 0: each channel has a mean and variance over all samples; otherwise each
 * sample has them for so many groups of its channels. Weight and bias belong to channels.
 */
export interface Layout {
  readonly samples: number
  readonly channels: number
  readonly places: number
  readonly groups: number
  /** PyTorch's name of the node. */
  readonly node: string
}

/** Means, variances (divided by the count) and 1 / √(variance + eps), of one group after the other. */
export class Statistics {
  readonly count: number
  constructor(
    readonly all: Float64Array,
    /** They are not x's own. */
    readonly fixed: boolean,
  ) {
    this.count = all.length / 3
  }
  get mean(): Float64Array {
    return this.all.subarray(0, this.count)
  }
  get variance(): Float64Array {
    return this.all.subarray(this.count, 2 * this.count)
  }

  /** Room for those of an `x`. */
  static room({ samples, channels, groups }: Layout): Statistics {
    return new Statistics(new Float64Array(3 * (groups === 0 ? channels : samples * groups)), false)
  }

  /** Those of `x`. */
  static of(x: Tensor, layout: Layout, eps: number): Statistics {
    const { samples, channels, places, groups } = layout
    const own = Statistics.room(layout)
    const plain = x.detach().contiguous() as Tensor
    engine.moments(own.all, plain.store.data, Float64Array.of(samples, channels, places, groups, plain.offset, eps))
    return own
  }

  /** Given ones, one for each channel. */
  static given(mean: Tensor, variance: Tensor, eps: number): Statistics {
    const [means, variances] = [mean, variance].map((t) => t.detach().tolist() as number[])
    const rates = variances.map((v) => 1 / Math.sqrt(v + eps))
    return new Statistics(Float64Array.of(...means, ...variances, ...rates), true)
  }
}

/** Floats of one dtype, or PyTorch's refusal. */
export function checkDtypes(x: Tensor, kernel: string, others: readonly (Tensor | null)[]): void {
  if (!isFloat(x.dtype)) throw new RuntimeError(`"${kernel}" not implemented for '${dtypes[x.dtype].legacy}'`)
  if (others.every((t) => t === null || t.dtype === x.dtype)) return
  throw new RuntimeError(
    x.dtype === 'float32'
      ? 'mixed dtype (CPU): expect parameter to have scalar type of Float'
      : 'mixed dtype (CPU): all inputs must share same datatype.',
  )
}

const adjacent = (t: Tensor): Tensor => t.detach().contiguous() as Tensor

/**
 * (x − mean) · rate · weight + bias; one node. The gradient of x is (ĝ − mean ĝ − x̂ · mean(ĝ x̂)) · rate with
 * ĝ = g · weight (Ioffe & Szegedy, 2015), or ĝ · rate where the statistics are fixed.
 */
export function normalised(
  x: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  eps: number,
  layout: Layout,
  given?: Statistics,
): Tensor {
  const statistics = given ?? Statistics.room(layout)
  const { samples, channels, places, groups } = layout
  const meta = (...rest: number[]): Float64Array => Float64Array.of(samples, channels, places, groups, ...rest)
  const [plain, scale, shift] = [adjacent(x), weight && adjacent(weight), bias && adjacent(bias)]
  const out = Tensor.empty(x.sizes, x.dtype)
  engine.normalize(
    out.store.data,
    plain.store.data,
    statistics.all,
    scale?.store.data ?? null,
    shift?.store.data ?? null,
    meta(given ? 0 : 1, eps, out.offset, plain.offset, scale?.offset ?? 0, shift?.offset ?? 0),
  )
  const inputs = [x, weight, bias].filter((t) => t !== null)
  if (!(gradMode.enabled && inputs.some(needsGrad))) return out
  record(layout.node, out, inputs, inputs.slice(0, weight === null ? 1 : 2), (gradient) => {
    if (gradMode.enabled) return composed(gradient, x, weight, bias, eps, layout, statistics)
    const g = gradient.contiguous() as Tensor
    const fresh = (like: Tensor | null): Tensor | null =>
      like !== null && needsGrad(like) ? Tensor.empty(like.sizes, like.dtype) : null
    const grads = [fresh(x), fresh(weight), fresh(bias)]
    const [toX, toWeight, toBias] = grads
    engine.normalizeBackward(
      toX?.store.data ?? null,
      toWeight?.store.data ?? null,
      toBias?.store.data ?? null,
      g.store.data,
      plain.store.data,
      statistics.all,
      scale?.store.data ?? null,
      meta(Number(statistics.fixed), ...grads.map((t) => t?.offset ?? 0), g.offset, plain.offset, scale?.offset ?? 0),
    )
    return grads.filter((_, i) => [x, weight, bias][i] !== null)
  })
  return out
}

/** The gradients as ops that are recorded themselves. */
function composed(
  gradient: Tensor,
  x: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  eps: number,
  { samples, channels, places, groups }: Layout,
  statistics: Statistics,
): (Tensor | null)[] {
  const sizes = groups === 0 ? [samples, channels, places] : [samples, groups, channels / groups, places]
  const own = groups === 0 ? [0, 2] : [2, 3]
  const affine = groups === 0 ? [1, channels, 1] : [1, groups, channels / groups, 1]
  const inner = (t: Tensor): Tensor => t.reshape(sizes) as Tensor
  const g = inner(gradient)
  const { hat, rate } = standard(inner(x), own, eps, statistics)
  const grads: (Tensor | null)[] = [null]
  if (needsGrad(x)) {
    const slope = weight === null ? g : (g.mul(weight.reshape(affine) as Tensor) as Tensor)
    const along = slope.mul(hat).mean(own, true) as Tensor
    const change = slope.sub(slope.mean(own, true) as Tensor).sub(hat.mul(along)) as Tensor
    grads[0] = ((statistics.fixed ? slope : change).mul(rate) as Tensor).reshape([...x.sizes]) as Tensor
  }
  const shared = groups === 0 ? [0, 2] : [0, 3]
  const summed = (t: Tensor, like: Tensor): Tensor => (t.sum(shared) as Tensor).reshape([...like.sizes]) as Tensor
  if (weight !== null) grads.push(needsGrad(weight) ? summed(g.mul(hat) as Tensor, weight) : null)
  if (bias !== null) grads.push(needsGrad(bias) ? summed(g, bias) : null)
  return grads
}

/** x̂ and the rate; recorded as functions of x where the statistics are its own. */
function standard(x: Tensor, own: number[], eps: number, statistics: Statistics): { hat: Tensor; rate: Tensor } {
  if (statistics.fixed) {
    const { all, count } = statistics
    const given = (block: number): Tensor =>
      Tensor.own(all.slice(block * count, (block + 1) * count), 'float64', [1, count, 1]).to(x.dtype) as Tensor
    const rate = given(2)
    return { hat: x.sub(given(0)).mul(rate) as Tensor, rate }
  }
  const centred = x.sub(x.mean(own, true) as Tensor) as Tensor
  const rate = (centred.square().mean(own, true) as Tensor).add(eps).rsqrt() as Tensor
  return { hat: centred.mul(rate) as Tensor, rate }
}
