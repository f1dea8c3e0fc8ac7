import { RuntimeError } from '../errors.js'
import { sameShape } from '../shape/broadcast.js'
import { Tensor } from '../tensor.js'
import { type Root, runBackward } from './engine.js'
import { type Edge, edgeOf, needsGrad } from './graph.js'

export interface BackwardOptions {
  /** Keep what backward needs, so that it can run again; as `createGraph` unless given. */
  retainGraph?: boolean | null
  /** Record the gradients' own computation, for gradients of gradients. */
  createGraph?: boolean
  /** Only these tensors add to their `grad`; without it, all leaves. */
  inputs?: Tensor | readonly Tensor[]
}

export interface GradOptions {
  /** What the outputs' gradients are taken times; 1 for scalars. */
  gradOutputs?: Tensor | readonly (Tensor | null)[] | null
  retainGraph?: boolean | null
  createGraph?: boolean
  /** May an input not have been used? Its gradient is then null; otherwise that is an error. */
  allowUnused?: boolean
  /** Zeros instead of null for inputs that were not used. */
  materializeGrads?: boolean
}

type Many<T> = T | readonly T[]
const listOf = <T>(x: Many<T>): readonly T[] => (Array.isArray(x) ? x : [x as T])

/** The gradients to start with: given, or 1 for scalars. */
function rootsOf(outputs: readonly Tensor[], given: readonly (Tensor | null)[]): Root[] {
  if (given.length !== outputs.length)
    throw new RuntimeError(`got ${outputs.length} tensors and ${given.length} gradients`)
  const gradients = outputs.map((output, i) => rootGradient(output, given[i], i))
  return outputs.map((output, i) => {
    const edge = edgeOf(output)
    if (edge === null)
      throw new RuntimeError(`element ${i} of tensors does not require grad and does not have a grad_fn`)
    const gradient = gradients[i] ?? (output.newOnes([...output.sizes]) as Tensor)
    return { edge, gradient: gradient.dtype === output.dtype ? gradient : (gradient.to(output.dtype) as Tensor) }
  })
}

function rootGradient(output: Tensor, given: Tensor | null, index: number): Tensor | null {
  if (given === null || given === undefined) {
    if (needsGrad(output) && output.numel() !== 1)
      throw new RuntimeError('grad can be implicitly created only for scalar outputs')
    return null
  }
  if (!(given instanceof Tensor))
    throw new TypeError(`gradients can be either Tensors or None, but got ${typeof given}`)
  if (!sameShape(given.sizes, output.sizes))
    throw new RuntimeError(
      `Mismatch in shape: grad_output[${index}] has a shape of ${given.shape} and output[${index}] has a shape of ${output.shape}.`,
    )
  return given
}

/** The edges at which gradients are asked for. */
const wantedOf = (inputs: readonly Tensor[]): Edge[] =>
  inputs.map((x) => {
    const edge = edgeOf(x)
    if (edge === null) throw new RuntimeError('One of the differentiated Tensors does not require grad')
    return edge
  })

/**
 * The gradients of `tensors` with respect to the leaves, added to their `grad`.
 * Errors: RuntimeError if a tensor is not a scalar and has no gradient, does not require one, or the graph is freed.
 *
 * @see torch.autograd.backward
 * @example
 * const x = ones(2, { requiresGrad: true })
 * autograd.backward(x.mul(3).sum())
 * x.grad
 * // tensor([3., 3.])
 */
export function backward(
  tensors: Many<Tensor>,
  gradTensors: Many<Tensor | null> | null = null,
  { createGraph = false, retainGraph, inputs }: BackwardOptions = {},
): void {
  const outputs = listOf(tensors)
  const roots = rootsOf(outputs, gradTensors === null ? outputs.map(() => null) : listOf(gradTensors))
  const list = inputs === undefined ? null : listOf(inputs)
  if (list?.length === 0) throw new RuntimeError("'inputs' argument to backward() cannot be empty.")
  const wanted = list && wantedOf(list)
  const found = runBackward(roots, {
    createGraph,
    retainGraph: retainGraph ?? createGraph,
    wanted,
    accumulates: true,
  })
  // Leaves have added to theirs already.
  list?.forEach((x, i) => {
    const gradient = found[i]
    if (x.isLeaf || gradient === null) return
    const meta = x.ensureMeta()
    meta.grad = meta.grad === null ? gradient : (meta.grad.add(gradient) as Tensor)
  })
}

/** `x.backward(gradient?, options?)`; the gradient may stand among the options. */
export function backwardOf(
  x: Tensor,
  first?: Tensor | (BackwardOptions & { gradient?: Tensor | null }) | null,
  options: BackwardOptions = {},
): void {
  if (first instanceof Tensor) backward(x, first, options)
  else if (first !== null && first !== undefined && typeof first !== 'object')
    throw new TypeError(`gradients can be either Tensors or None, but got ${typeof first}`)
  else backward(x, first?.gradient ?? null, { ...first, ...options })
}

/**
 * The gradients of the sum of `outputs` with respect to `inputs`, one per input; `grad` of the leaves stays as it is.
 * Errors: RuntimeError if an input does not require a gradient, or was not used (unless `allowUnused`).
 *
 * @see torch.autograd.grad
 * @example
 * const x = tensor([1, 2], { requiresGrad: true })
 * autograd.grad(x.square().sum(), [x])
 * // [ tensor([2., 4.]) ]
 */
export function grad(
  outputs: Many<Tensor>,
  inputs: Many<Tensor>,
  options: GradOptions & { allowUnused: true; materializeGrads?: false },
): (Tensor | null)[]
export function grad(
  outputs: Many<Tensor>,
  inputs: Many<Tensor>,
  gradOutputs: Many<Tensor | null>,
  options: GradOptions & { allowUnused: true; materializeGrads?: false },
): (Tensor | null)[]
export function grad(outputs: Many<Tensor>, inputs: Many<Tensor>, options?: GradOptions): Tensor[]
export function grad(
  outputs: Many<Tensor>,
  inputs: Many<Tensor>,
  gradOutputs: Many<Tensor | null>,
  options?: GradOptions,
): Tensor[]
export function grad(
  outputs: Many<Tensor>,
  inputs: Many<Tensor>,
  third?: Many<Tensor | null> | GradOptions,
  others: GradOptions = {},
): (Tensor | null)[] {
  const positional = third === null || third instanceof Tensor || Array.isArray(third)
  const options = positional ? { gradOutputs: third as Many<Tensor>, ...others } : ((third ?? {}) as GradOptions)
  const { gradOutputs, createGraph = false, retainGraph, allowUnused, materializeGrads = false } = options
  const list = listOf(outputs)
  const sources = listOf(inputs)
  if (allowUnused === false && materializeGrads)
    throw new RuntimeError(
      'Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.',
    )
  const roots = rootsOf(
    list,
    gradOutputs === undefined || gradOutputs === null ? list.map(() => null) : listOf(gradOutputs),
  )
  const found = runBackward(roots, {
    createGraph,
    retainGraph: retainGraph ?? createGraph,
    wanted: wantedOf(sources),
    accumulates: false,
  })
  return found.map((gradient, i) => {
    if (gradient !== null) return gradient
    if (materializeGrads) return sources[i].newZeros([...sources[i].sizes]) as Tensor
    if (allowUnused) return null
    throw new RuntimeError(
      `The differentiated Tensor at index ${i} appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.`,
    )
  })
}
