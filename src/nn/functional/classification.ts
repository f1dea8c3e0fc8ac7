import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { dtypes, isFloat } from '../../dtype.js'
import { engine } from '../../engine/index.js'
import { IndexError, RuntimeError, ValueError } from '../../errors.js'
import { logSoftmax as logSoftmaxOf, softmax as softmaxOf } from '../../ops/softmax.js'
import { sameShape } from '../../shape/broadcast.js'
import { numelOf } from '../../shape/strides.js'
import type { Arg, ShapeOf } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { checkReduction, type Reduction, reduced } from './reduction.js'
import type { LossOf, LossOptions } from './types.js'

export interface NllOptions extends LossOptions {
  /** One factor for each class. */
  weight?: Tensor | null
  /** Targets of this class count for nothing; −100 unless given. */
  ignoreIndex?: number
}

export interface CrossEntropyOptions extends NllOptions {
  /** This share of the target is spread evenly over all classes; 0 unless given. */
  labelSmoothing?: number
}

/** [N, C, …] as positions: for sample n and place p, class c lies at (n · C + c) · inner + p. */
interface Layout {
  readonly samples: number
  readonly classes: number
  readonly inner: number
}

function layoutOf(input: Tensor, target: Tensor): Layout {
  const rank = input.sizes.length
  if (rank === 0) throw new ValueError('Expected 1 or more dimensions (got 0)')
  if (rank > 1 && target.sizes.length > 0 && input.sizes[0] !== target.sizes[0])
    throw new ValueError(
      `Expected input batch_size (${input.sizes[0]}) to match target batch_size (${target.sizes[0]}).`,
    )
  if (rank <= 2) {
    if (target.sizes.length > 1) throw new RuntimeError(`0D or 1D target tensor expected, multi-target not supported`)
    const batch = target.sizes[0] ?? 1
    if (rank === 1 ? target.numel() > 1 : target.sizes.length === 0)
      throw new RuntimeError(
        `size mismatch (got input: [${input.sizes.join(', ')}], target: [${target.sizes.join(', ')}])`,
      )
    return { samples: rank === 1 ? 1 : batch, classes: input.sizes[rank - 1], inner: 1 }
  }
  const expected = [input.sizes[0], ...input.sizes.slice(2)]
  if (!sameShape(expected, target.sizes))
    throw new RuntimeError(`Expected target size [${expected.join(', ')}], got [${target.sizes.join(', ')}]`)
  return { samples: input.sizes[0], classes: input.sizes[1], inner: numelOf(input.sizes.slice(2)) }
}

function checkWeight(weight: Tensor | null, input: Tensor, classes: number): void {
  if (weight === null) return
  if (weight.sizes.length !== 1 || weight.sizes[0] !== classes)
    throw new RuntimeError(
      `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: [${weight.sizes.join(', ')}]`,
    )
  if (weight.dtype !== input.dtype)
    throw new RuntimeError(
      `expected scalar type ${dtypes[input.dtype].legacy} but found ${dtypes[weight.dtype].legacy}`,
    )
}

/** Where the classes of `target` lie in `input`, with their weights: what the engine is told of both passes. */
class Classes {
  readonly layout: Layout
  readonly #target: Tensor
  readonly #weight: Tensor | null

  constructor(
    readonly input: Tensor,
    target: Tensor,
    weight: Tensor | null,
    private readonly ignored: number,
  ) {
    this.layout = layoutOf(input, target)
    checkWeight(weight, input, this.layout.classes)
    if (target.dtype !== 'int64' && target.dtype !== 'uint8')
      throw new RuntimeError(`expected target dtype to be Long or Byte, but got ${dtypes[target.dtype].legacy}`)
    if (!isFloat(input.dtype))
      throw new RuntimeError(
        `"${input.sizes.length > 2 ? 'nll_loss2d_forward' : 'nll_loss'}_out_frame" not implemented for '${dtypes[input.dtype].legacy}'`,
      )
    this.#target = target.contiguous() as Tensor
    this.#weight = weight && (weight.detach().contiguous() as Tensor)
  }

  #meta(numbers: readonly number[], operands: readonly (Tensor | null)[]): Float64Array {
    const { samples, classes, inner } = this.layout
    const offsets = [...operands, this.#target, this.#weight].map((t) => t?.offset ?? 0)
    return Float64Array.of(samples, classes, inner, this.ignored, ...numbers, ...offsets)
  }

  /** The loss of each place, their sum, and the sum of their weights. Errors: IndexError for a class that is none. */
  losses(terms: Tensor | null, rates: Tensor | null, logits: boolean): { each: Tensor; sum: number; total: number } {
    const target = this.#target
    const each = Tensor.empty([...target.sizes], this.input.dtype)
    const x = this.input.detach().contiguous() as Tensor
    const totals = new Float64Array(2)
    const bad = engine.classLosses(
      each.store.data,
      totals,
      terms?.store.data ?? null,
      rates?.store.data ?? null,
      x.store.data,
      target.store.data,
      this.#weight?.store.data ?? null,
      this.#meta([Number(logits)], [each, terms, rates, x]),
    )
    if (bad >= 0) throw new IndexError(`Target ${target.store.data[target.offset + bad]} is out of bounds.`)
    return { each, sum: totals[0], total: totals[1] }
  }

  /** The gradient from slopes `g`, one for each place or one for all. */
  gradient(g: Tensor, scale: number, terms: Tensor | null, rates: Tensor | null): Tensor {
    const out = Tensor.empty(this.input.sizes, this.input.dtype)
    const slopes = g.contiguous() as Tensor
    const step = Number(g.numel() === this.#target.numel())
    engine.classLossesBackward(
      out.store.data,
      slopes.store.data,
      terms?.store.data ?? null,
      rates?.store.data ?? null,
      this.#target.store.data,
      this.#weight?.store.data ?? null,
      this.#meta([step, scale], [out, slopes, terms, rates]),
    )
    return out
  }
}

/**
 * The target's class of each sample is picked out of log probabilities; the minus of it is the loss. With `logits` the
 * input's log softmax is taken on the way and never written: what is kept are exponentials (see `kept`).
 */
function pick(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null,
  ignored: number,
  reduction: Reduction,
  logits = false,
): Tensor {
  const classes = new Classes(input, target, weight, ignored)
  const wanted = gradMode.enabled && needsGrad(input)
  const terms = wanted && logits ? kept(input) : null
  const rates = terms && Tensor.empty([...target.sizes], input.dtype)
  const { each, sum, total } = classes.losses(terms, rates, logits)
  let out = each
  if (reduction !== 'none') {
    out = Tensor.empty([], input.dtype)
    ;(out.store.data as Float32Array)[0] = reduction === 'mean' ? sum / total : sum
  }
  if (!wanted) return out
  const scale = reduction === 'mean' ? 1 / total : 1
  const node = input.sizes.length > 2 ? 'NllLoss2DBackward0' : 'NllLossBackward0'
  record(node, out, [terms ?? input], weight === null ? [target] : [target, weight], (g) => {
    if (!gradMode.enabled) return [classes.gradient(g, scale, terms, rates)]
    // Linear in the logarithms, and recorded as such.
    const linear = classes.gradient(g.detach().newOnes([]) as Tensor, scale, null, null)
    const wide = reduction === 'none' && input.sizes.length > 1 ? (g.unsqueeze(1) as Tensor) : g
    return [linear.mul(wide) as Tensor]
  })
  return out
}

/**
 * Memory for the exponentials of `input`, in the place of its log softmax: the graph has a node for that, as PyTorch's has.
 * What comes to it is the input's gradient already, unless gradients are recorded.
 */
function kept(input: Tensor): Tensor {
  const terms = Tensor.empty(input.sizes, input.dtype)
  const { version } = input.store
  record('LogSoftmaxBackward0', terms, [input], [terms], (g) => {
    if (!gradMode.enabled) return [g]
    if (input.store.version !== version)
      throw new RuntimeError(
        'one of the variables needed for gradient computation has been modified by an inplace operation: the logits of cross_entropy',
      )
    const d = input.sizes.length === 1 ? 0 : 1
    const probabilities = softmaxOf(input, d)
    return [g.sub(probabilities.mul(g.sum(d, true) as Tensor) as Tensor) as Tensor]
  })
  return terms
}

/** The shape of a batch of logits `[N, C, …]` against targets `[N, …]`, or PyTorch's message. */
export type ClassLoss<A, B> = A extends readonly [infer N extends number, number]
  ? B extends readonly [infer M extends number]
    ? [N] extends [M]
      ? []
      : [M] extends [N]
        ? []
        : `Expected input batch_size (${N}) to match target batch_size (${M}).`
    : []
  : []

/** `nllLoss` of plain tensors. */
export function negativeLogLikelihood(input: Tensor, target: Tensor, ...rest: unknown[]): Tensor {
  const { weight, ignoreIndex, reduction } = named(rest, NLL_DEFAULTS)
  return pick(input, target, weight ?? null, ignoreIndex ?? -100, checkReduction(reduction))
}
const NLL_DEFAULTS: NllOptions = { weight: null, ignoreIndex: -100, reduction: 'mean' }

/**
 * The negative log likelihood: −input[n, target[n]] of log probabilities `[N, C]` (or `[C]`, or `[N, C, d₁, …]`), reduced
 * to the mean weighted by `weight`. Errors: ValueError for sizes, IndexError for a target that is no class.
 *
 * @see torch.nn.functional.nll_loss
 * @example
 * F.nllLoss(tensor([[-0.5, -1], [-2, -0.25]]), tensor([0, 1], { dtype: 'int64' }))
 * // tensor(0.3750)
 */
export const nllLoss = <T extends Tensor, U extends Tensor, const O extends NllOptions = NllOptions>(
  input: T,
  target: Arg<ClassLoss<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: O,
): LossOf<O> => negativeLogLikelihood(input, target as Tensor, options) as LossOf<O>

/** `crossEntropy` of plain tensors. */
export function entropy(input: Tensor, target: Tensor, ...rest: unknown[]): Tensor {
  const options = named(rest, { ...NLL_DEFAULTS, labelSmoothing: 0 } as CrossEntropyOptions)
  const { weight = null, ignoreIndex = -100, labelSmoothing = 0 } = options
  const reduction = checkReduction(options.reduction)
  if (labelSmoothing < 0 || labelSmoothing > 1)
    throw new RuntimeError(`label_smoothing must be between 0.0 and 1.0. Got: ${labelSmoothing}`)
  const d = input.sizes.length === 1 ? 0 : 1
  if (input.sizes.length > 0 && sameShape(input.sizes, target.sizes) && isFloat(target.dtype))
    return soft(logSoftmaxOf(input, d), target, weight, labelSmoothing, reduction, d)
  if (labelSmoothing === 0 && isFloat(input.dtype)) return pick(input, target, weight, ignoreIndex, reduction, true)
  const logs = logSoftmaxOf(input, d)
  return pick(logs, target, weight, ignoreIndex, reduction)
    .mul(1 - labelSmoothing)
    .add(smooth(logs, target, weight, ignoreIndex, reduction, d).mul(labelSmoothing / input.sizes[d])) as Tensor
}

/** −Σ w log p over all classes: what smoothing mixes in. The mean is over the weights of the targets, as of the rest. */
function smooth(
  logs: Tensor,
  target: Tensor,
  w: Tensor | null,
  ignored: number,
  reduction: Reduction,
  d: number,
): Tensor {
  const weighted = w === null ? logs : (logs.mul(alongClasses(w, logs, d)) as Tensor)
  const kept = target.ne(ignored) as Tensor
  const losses = (weighted.sum(d) as Tensor).neg().mul(kept.to(logs.dtype) as Tensor) as Tensor
  if (reduction === 'none') return losses
  if (reduction === 'sum') return losses.sum() as Tensor
  const valid = kept.where(target, 0) as Tensor
  const each = w === null ? kept.to(logs.dtype) : (w.at(valid) as Tensor).mul(kept.to(logs.dtype) as Tensor)
  return losses.sum().div((each as Tensor).sum() as Tensor) as Tensor
}

/** Targets that are probabilities: −Σ target · log p. The mean is over the samples. */
function soft(
  logs: Tensor,
  target: Tensor,
  w: Tensor | null,
  smoothing: number,
  reduction: Reduction,
  d: number,
): Tensor {
  const classes = logs.sizes[d]
  const wanted = smoothing === 0 ? target : (target.mul(1 - smoothing).add(smoothing / classes) as Tensor)
  const products = logs.mul(wanted) as Tensor
  const losses = ((w === null ? products : (products.mul(alongClasses(w, logs, d)) as Tensor)).sum(d) as Tensor).neg()
  return reduction === 'mean' ? (losses.sum().div(losses.numel()) as Tensor) : reduced(losses as Tensor, reduction)
}

const alongClasses = (w: Tensor, x: Tensor, d: number): Tensor =>
  w.view(x.sizes.map((_, i) => (i === d ? w.numel() : 1))) as Tensor

/**
 * The cross entropy of logits `[N, C]` (or `[C]`, or `[N, C, d₁, …]`) with classes `[N]` or with probabilities of the
 * logits' shape. Errors: ValueError for sizes, IndexError for a target that is no class.
 *
 * @see torch.nn.functional.cross_entropy
 * @example
 * F.crossEntropy(tensor([[2, 0, 0], [0, 2, 0]]), tensor([0, 1], { dtype: 'int64' }))
 * // tensor(0.2395)
 */
export const crossEntropy = <
  T extends Tensor,
  U extends Tensor,
  const O extends CrossEntropyOptions = CrossEntropyOptions,
>(
  input: T,
  target: Arg<ClassLoss<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: O,
): LossOf<O> => entropy(input, target as Tensor, options) as LossOf<O>
