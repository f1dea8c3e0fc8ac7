import type { DType } from '../dtype.js'
import type { ReduceName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim, wrapDims } from '../shape/dims.js'
import { flatLoop, packLoop, type Strided } from '../shape/loop.js'
import { Tensor } from '../tensor.js'

export type Dims = number | readonly number[] | null | undefined
export interface ReduceOptions {
  dim?: Dims
  keepdim?: boolean
  dtype?: DType
  /** var and std: divide by n − correction; 1 unless given. */
  correction?: number
  unbiased?: boolean
}

/** The options of reductions; numpy's words are taken as well (torch/csrc/utils/python_arg_parser.cpp). */
const OPTIONS: Readonly<Record<string, keyof ReduceOptions>> = {
  dim: 'dim',
  axis: 'dim',
  keepdim: 'keepdim',
  keepdims: 'keepdim',
  dtype: 'dtype',
  correction: 'correction',
  unbiased: 'unbiased',
}

/** @throws TypeError for a name that is none of a reduction's. */
export function reduceOptions(written: object): ReduceOptions {
  const options: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(written)) {
    if (!Object.hasOwn(OPTIONS, name)) throw new TypeError(`got an unexpected keyword argument '${name}'`)
    options[OPTIONS[name]] = value
  }
  return options
}

/** `(dim?, keepdim?, options?)` in any of their forms → options. */
export function reduceArgs(args: readonly unknown[]): ReduceOptions {
  const last = args.at(-1)
  const options = last !== null && typeof last === 'object' && !Array.isArray(last) ? reduceOptions(last) : undefined
  const positional = options ? args.slice(0, -1) : args
  return {
    ...(positional.length > 0 && { dim: positional[0] as Dims }),
    ...(typeof positional[1] === 'boolean' && { keepdim: positional[1] }),
    ...options,
  }
}

/** The dimensions to reduce, counted from the front; all of them for none, null or []. */
export const dimsOf = (x: Tensor, dim: Dims): number[] => {
  if (typeof dim === 'number') {
    const d = wrapDim(dim, x.sizes.length)
    return x.sizes.length === 0 ? [] : [d]
  }
  if (dim === null || dim === undefined || dim.length === 0) return x.sizes.map((_, d) => d)
  const dims = wrapDims(dim, x.sizes.length)
  return x.sizes.length === 0 ? [] : dims
}

export const reducedSizes = (x: Tensor, dims: readonly number[], keepdim: boolean): number[] =>
  keepdim ? x.sizes.map((n, d) => (dims.includes(d) ? 1 : n)) : x.sizes.filter((_, d) => !dims.includes(d))

/** One engine call: kept dimensions outside, reduced ones inside. */
export function reduceTo(
  op: ReduceName,
  x: Tensor,
  dims: readonly number[],
  keepdim: boolean,
  dtype: DType,
  parameter = 0,
): Tensor {
  const out = Tensor.empty(reducedSizes(x, dims, keepdim), dtype)
  if (dims.length === x.sizes.length && x.isContiguous() && x.numel() > 0) {
    // Everything, in one line.
    const loop = flatLoop(x.numel(), 0, x.offset)
    loop[3] = 0
    engine.reduce(op, out.store.data, x.store.data, loop, 1, parameter)
    return out
  }
  const kept = x.sizes.map((_, d) => d).filter((d) => !dims.includes(d))
  const inner = [...dims]
  // Sums do not care in which order they walk, positions do.
  if (op !== 'argmax' && op !== 'argmin') inner.sort((a, b) => x.strides[b] - x.strides[a])
  const order = [...kept, ...inner]
  const sizes = order.map((d) => x.sizes[d])
  const outStrides = [...(keepdim ? kept.map((d) => out.strides[d]) : out.strides), ...inner.map(() => 0)]
  const target: Strided = { sizes, strides: outStrides, offset: 0 }
  const source: Strided = { sizes, strides: order.map((d) => x.strides[d]), offset: x.offset }
  const loop = packLoop(sizes, [target, source])
  const rank = loop[0]
  let reduced = 0
  while (reduced < rank && loop[1 + rank + rank - reduced] === 0) reduced++
  engine.reduce(op, out.store.data, x.store.data, loop, reduced, parameter)
  return out
}

export const notEmpty = (x: Tensor, dims: readonly number[], name: string, hasDim: boolean): void => {
  if (x.numel() !== 0) return
  if (!hasDim && name.startsWith('arg'))
    throw new IndexError(`${name}(): Expected reduction dim to be specified for input.numel() == 0.`)
  if (!hasDim)
    throw new RuntimeError(
      `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
    )
  for (const d of dims)
    if (x.sizes[d] === 0) throw new IndexError(`${name}(): Expected reduction dim ${d} to have non-zero size.`)
}

/** What the gradient of a reduction needs to know of it; it holds no tensor. */
export interface Reduced {
  readonly sizes: readonly number[]
  readonly dims: readonly number[]
  readonly keepdim: boolean
}

/** The gradient of a reduction, spread over what was reduced. */
export const spread = (g: Tensor, { sizes, dims, keepdim }: Reduced): Tensor => {
  let wide = g
  if (!keepdim) for (const d of [...dims].sort((a, b) => a - b)) wide = wide.unsqueeze(d) as Tensor
  return wide.expand([...sizes]) as Tensor
}
