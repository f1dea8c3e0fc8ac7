import { gradMode, needsGrad, record } from '../autograd/graph.js'
import type { DType } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { checkDType, finish, sizeAndOptions, type TensorOptions, zerosLike } from '../ops/create.js'
import { broadcastOf, emptyLike, isTensor } from '../ops/elementwise.js'
import { isOptions } from '../ops/keywords.js'
import { flatLoop } from '../shape/loop.js'
import { Tensor } from '../tensor.js'
import { bernoulli_, checkRange, generatorOf, integer, normal_, type RandomOptions, random_, uniform_ } from './fill.js'
import { permutation } from './integers.js'

export type RandomTensorOptions = TensorOptions & RandomOptions

const dtypeOf = (options: TensorOptions, otherwise: DType = 'float32'): DType => checkDType(options.dtype ?? otherwise)

/** Uniform in [0, 1): `rand(5, 784)`, `rand([5, 784], {dtype: 'float64', generator})`. */
export function rand(...args: unknown[]): Tensor {
  const { sizes, options } = sizeAndOptions<RandomTensorOptions>(args)
  return finish(uniform_(Tensor.empty(sizes, dtypeOf(options)), 0, 1, options), options)
}

/** Normal with mean 0 and standard deviation 1. */
export function randn(...args: unknown[]): Tensor {
  const { sizes, options } = sizeAndOptions<RandomTensorOptions>(args)
  return finish(normal_(Tensor.empty(sizes, dtypeOf(options)), 0, 1, options), options)
}

/** Integers in [low, high), int64 unless a dtype is given: `randint(10, [3])`, `randint(5, 10, [2, 3])`. */
export function randint(...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (isOptions(last) ? last : {}) as { low?: number | bigint; high?: number | bigint; size?: unknown }
  const size = named.size === undefined ? args.findIndex(Array.isArray) : args.length - 1
  const given = [named.low, ...args.slice(0, Math.max(size, 0)), named.high].filter((x) => x !== undefined)
  if (size === -1 || (given.length !== 1 && given.length !== 2))
    throw new TypeError('randint() takes randint(high, [sizes], options) or randint(low, high, [sizes], options)')
  const { sizes, options } = sizeAndOptions<RandomTensorOptions>(args.slice(size))
  const [low, high] = boundsOf(given)
  const dtype = dtypeOf(options, 'int64')
  checkRange(low, high, dtype)
  return finish(random_(Tensor.empty(sizes, dtype), low, high, options), options)
}

/** The numbers 0 … n − 1 in random order, int64 unless a dtype is given. */
export function randperm(n: number, options: RandomTensorOptions = {}): Tensor {
  const { sizes } = sizeAndOptions([n])
  const dtype = dtypeOf(options, 'int64')
  if (dtype === 'bool') throw new RuntimeError(`"randperm" not implemented for 'Bool'`)
  if (dtype === 'uint8' && n > 255) throw new RuntimeError('value cannot be converted to type uint8_t without overflow')
  const out = Tensor.empty(sizes, dtype)
  engine.copy(out.store.data, permutation(n, generatorOf(options).words), flatLoop(n, 0), false)
  return finish(out, options)
}

/**
 * Normals whose mean or standard deviation are tensors: `normal(mean, std)`; or numbers and a size:
 * `normal(0, 0.01, [784, 10])`.
 */
export function normal(mean: Tensor | number, ...args: unknown[]): Tensor {
  const std = typeof args[0] === 'number' || isTensor(args[0]) ? args[0] : 1
  const rest = args[0] === std ? args.slice(1) : args
  if (!isTensor(mean) && !isTensor(std)) {
    const { sizes, options } = sizeAndOptions<RandomTensorOptions>(rest)
    return finish(normal_(Tensor.empty(sizes, dtypeOf(options)), mean, std, options), options)
  }
  const options = (rest.at(-1) ?? {}) as RandomOptions
  if (isTensor(std) ? (std.lt(0) as Tensor).any().item() : !(std >= 0))
    throw new RuntimeError(
      isTensor(std) ? 'normal expects all elements of std >= 0.0' : `normal expects std >= 0.0, but found std ${std}`,
    )
  const like = isTensor(mean) ? mean : (std as Tensor)
  const sizes = isTensor(mean) && isTensor(std) ? broadcastOf(mean, std) : like.sizes
  const out = Tensor.empty(sizes, like.dtype)
  if (!isTensor(std)) return normal_(out, 0, std, options).add_(mean) as Tensor
  return normal_(out, 0, 1, options).mul_(std).add_(mean) as Tensor
}

/** 1 with the probability that stands in `x`, else 0: `bernoulli(x)`; with `p` for all elements: `bernoulli(x, p)`. */
export function bernoulli(x: Tensor, ...args: unknown[]): Tensor {
  const given = typeof args[0] === 'number' || (args[0] as { p?: number } | undefined)?.p !== undefined
  const out = given ? emptyLike(x.sizes, x.dtype, x) : Tensor.empty(x.sizes, x.dtype)
  if (given) bernoulli_(out, ...args)
  else bernoulli_(out, x, ...args)
  if (gradMode.enabled && needsGrad(x)) record(`BernoulliBackward${given ? 2 : 0}`, out, [x], [], (g) => [zerosLike(g)])
  return out
}

/** Of `x`'s shape and dtype: uniform in [0, 1). */
export const randLike = (x: Tensor, options: RandomTensorOptions = {}): Tensor =>
  finish(uniform_(likeOf(x, options), 0, 1, options), options)

/** Of `x`'s shape and dtype: normal with mean 0 and standard deviation 1. */
export const randnLike = (x: Tensor, options: RandomTensorOptions = {}): Tensor =>
  finish(normal_(likeOf(x, options), 0, 1, options), options)

/** Of `x`'s shape and dtype: integers, `randintLike(x, high)` or `randintLike(x, low, high)`. */
export function randintLike(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const options = (typeof last === 'object' && last !== null ? last : {}) as RandomTensorOptions
  const [low, high] = boundsOf(args.filter((a) => a !== last || typeof a !== 'object'))
  const out = likeOf(x, options)
  return finish(random_(out, low, high, options), options)
}

/** Memory in the order of `x`'s, as torch.preserve_format has it. */
const likeOf = (x: Tensor, options: TensorOptions): Tensor => emptyLike(x.sizes, dtypeOf(options, x.dtype), x)

function boundsOf(args: readonly unknown[]): [bigint, bigint] {
  for (const x of args)
    if (typeof x !== 'number' && typeof x !== 'bigint') throw new TypeError(`expected an integer, but got ${typeof x}`)
  const bounds = (args as (number | bigint)[]).map(integer)
  return bounds.length === 1 ? [0n, bounds[0]] : [bounds[0], bounds[1]]
}
