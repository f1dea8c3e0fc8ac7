import { gradMode, needsGrad } from '../autograd/graph.js'
import { type Data, type DType, dtypes, isFloat } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { zerosLike } from '../ops/create.js'
import { checkNoOverlap, elementLoop, emptyLike, isTensor, scalarOperand } from '../ops/elementwise.js'
import { checkLeaf, recordInPlace, snapshot, wrote } from '../ops/in-place.js'
import { expand } from '../ops/views.js'
import { flatLoop } from '../shape/loop.js'
import type { Tensor } from '../tensor.js'
import { defaultGenerator, type Generator } from './generator.js'
import { integersBelow, integersOf } from './integers.js'

export interface RandomOptions {
  /** Where the numbers are drawn from; the default generator if left out. */
  generator?: Generator | null
}

export const generatorOf = (options?: RandomOptions): Generator => options?.generator ?? defaultGenerator

/** Below this many elements, and for views with gaps, PyTorch draws normals one by one. */
const VECTORISED = 16

/** Uniform in [from, to). */
export function uniform_(self: Tensor, ...args: unknown[]): Tensor {
  const { numbers, options } = parse(args)
  const [from, to] = [
    numbers[0] ?? (options as { from?: number }).from ?? 0,
    numbers[1] ?? (options as { to?: number }).to ?? 1,
  ]
  checkFloat(self.dtype, 'check_uniform_bounds')
  const limit = self.dtype === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE
  const { cName, legacy } = dtypes[self.dtype]
  if (!(Math.abs(from) <= limit)) throw new RuntimeError(`from is out of bounds for ${cName}`)
  if (!(Math.abs(to) <= limit)) throw new RuntimeError(`to is out of bounds for ${cName}`)
  if (from > to)
    throw new RuntimeError(`uniform_ expects to return a [from, to) range, but found from=${from} > to=${to}`)
  if (to - from > limit)
    throw new RuntimeError(
      `uniform_ expects to-from <= std::numeric_limits<${legacy}>::max(), but found to=${to} and from=${from} which result in to-from to exceed the limit`,
    )
  return drawInto(self, 'UniformBackward0', (x) =>
    engine.random('uniform', floatsOf(x), generatorOf(options).words, from, to),
  )
}

/** Normal with a mean and a standard deviation. */
export function normal_(self: Tensor, ...args: unknown[]): Tensor {
  const { numbers, options } = parse(args)
  const [mean, std] = [
    numbers[0] ?? (options as { mean?: number }).mean ?? 0,
    numbers[1] ?? (options as { std?: number }).std ?? 1,
  ]
  if (!(std >= 0)) throw new RuntimeError(`normal expects std >= 0.0, but found std ${std}`)
  checkFloat(self.dtype, 'normal_kernel_cpu')
  const generator = generatorOf(options)
  const vectorised = self.numel() >= VECTORISED && self.isContiguous()
  return drawInto(self, 'NormalBackward0', (x) => {
    const out = floatsOf(x)
    if (vectorised) engine.random('normal', out, generator.words, mean, std)
    else for (let i = 0; i < out.length; i++) out[i] = generator.drawNormal() * std + mean
  })
}

/**
 * Integers from `from` up to but without `to`: `random_(to)`, `random_(from, to)`. Without bounds: all that the dtype
 * can hold from 0 up (floats: all integers that it can tell apart).
 */
export function random_(self: Tensor, ...args: unknown[]): Tensor {
  const { options, bounds } = parse(args)
  const { words } = generatorOf(options)
  if (bounds.length === 0)
    return drawInto(self, 'RandomBackward2', (x) => copyFlat(x, integersOf(x.dtype, x.numel(), words)))
  const [from, to] = bounds.length === 1 ? [0n, bounds[0]] : bounds
  checkRange(from, to, self.dtype)
  return drawInto(self, bounds.length === 1 ? 'RandomBackward1' : 'RandomBackward0', (x) =>
    copyFlat(x, integersBelow(from, to, x.numel(), words)),
  )
}

/** 1 with probability p, else 0. `p` is a number, or a tensor that broadcasts to this one. */
export function bernoulli_(self: Tensor, ...args: unknown[]): Tensor {
  const { options, numbers } = parse(args.filter((x) => !isTensor(x)))
  const { words } = generatorOf(options)
  const p = args.find(isTensor)
  const chance = numbers[0] ?? (options as { p?: number }).p ?? 0.5
  if (p) checkProbabilities(p)
  else if (!(chance >= 0 && chance <= 1))
    throw new RuntimeError(`bernoulli_ expects p to be in [0, 1], but got p=${chance}`)
  const each = p ? expand(p.detach() as Tensor, [...self.sizes]) : null
  return drawInto(self, p ? 'BernoulliBackward1' : 'BernoulliBackward2', (x) => {
    // A number is held against doubles, a tensor against draws of its own dtype.
    const draws = emptyLike(x.sizes, each?.dtype ?? 'float64', x)
    engine.random('uniform', floatsOf(draws), words, 0, 1)
    copyBelow(x, draws, each ?? scalarOperand(chance, 'float64'))
  })
}

/** Exponential with rate `lambd`. */
export function exponential_(self: Tensor, ...args: unknown[]): Tensor {
  const { options, numbers } = parse(args)
  const rate = numbers[0] ?? (options as { lambd?: number }).lambd ?? 1
  if (!isFloat(self.dtype))
    throw new RuntimeError(
      `Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified ${dtypes[self.dtype].legacy}`,
    )
  if (!(rate > 0)) throw new RuntimeError(`exponential_ expects lambda > 0.0, but found lambda=${rate}`)
  const { words } = generatorOf(options)
  return drawInto(self, 'ExponentialBackward0', (x) => {
    const draws = new Float64Array(x.numel())
    engine.random('uniform', draws, words, 0, 1)
    copyFlat(
      x,
      draws.map((u) => (-1 / rate) * Math.log1p(-u)),
    )
  })
}

/**
 * Lets `draw` fill a dense tensor, and brings that into `self`. PyTorch draws in the order of memory, so views with
 * gaps or turned ones get a dense twin of the same order.
 */
export function drawInto(self: Tensor, node: string, draw: (x: Tensor) => void): Tensor {
  checkLeaf(self)
  checkNoOverlap(self)
  const recorded = gradMode.enabled && needsGrad(self)
  const was = recorded ? snapshot(self) : self
  if (self.isContiguous()) draw(self)
  else {
    const twin = emptyLike(self.sizes, self.dtype, self)
    draw(twin)
    engine.copy(self.store.data, twin.store.data, elementLoop(self, twin), false)
  }
  wrote(self)
  // What was drawn does not depend on what stood there.
  if (recorded) recordInPlace(node, self, [was], [], (g) => [zerosLike(g)])
  return self
}

/** The elements of a dense tensor, in the order of memory. */
const floatsOf = (x: Tensor): Float32Array | Float64Array =>
  x.store.data.subarray(x.offset, x.offset + x.numel()) as Float32Array | Float64Array

export function copyFlat(x: Tensor, values: Data): void {
  engine.copy(x.store.data, values, flatLoop(x.numel(), x.offset), x.dtype === 'bool')
}

function copyBelow(x: Tensor, draws: Tensor, p: Tensor): void {
  const below = emptyLike(x.sizes, 'bool', x)
  engine.compare('lt', below.store.data as Uint8Array, draws.store.data, p.store.data, elementLoop(below, draws, p))
  engine.copy(x.store.data, below.store.data, elementLoop(x, below), false)
}

export function checkProbabilities(p: Tensor): void {
  checkFloat(p.dtype, 'bernoulli_tensor_cpu_p_')
  // Written so that NaN fails.
  if (!(p.ge(0) as Tensor).all().item() || !(p.le(1) as Tensor).all().item())
    throw new RuntimeError(
      'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)',
    )
}

export function checkFloat(dtype: DType, kernel: string): void {
  if (!isFloat(dtype)) throw new RuntimeError(`"${kernel}" not implemented for '${dtypes[dtype].legacy}'`)
}

const LIMITS: Record<'int64' | 'int32' | 'uint8' | 'bool', readonly [bigint, bigint]> = {
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint8: [0n, 255n],
  bool: [0n, 1n],
}

export function checkRange(from: bigint, to: bigint, dtype: DType): void {
  if (from >= to)
    throw new RuntimeError(`random_ expects 'from' to be less than 'to', but got from=${from} >= to=${to}`)
  if (dtype === 'float32' || dtype === 'float64') return
  const [low, high] = LIMITS[dtype]
  if (from < low || from > high) throw new RuntimeError(`from is out of bounds for ${dtypes[dtype].cName}`)
  if (to - 1n < low || to - 1n > high) throw new RuntimeError(`to - 1 is out of bounds for ${dtypes[dtype].cName}`)
}

export interface Arguments {
  numbers: number[]
  /** The same numbers as whole ones. */
  readonly bounds: bigint[]
  options: RandomOptions & Record<string, unknown>
}

/** Numbers, then options. */
export function parse(args: readonly unknown[]): Arguments {
  const last = args.at(-1)
  const hasOptions = last !== null && typeof last === 'object'
  const given = (hasOptions ? args.slice(0, -1) : args).filter((x) => x !== undefined && x !== null)
  for (const x of given)
    if (typeof x !== 'number' && typeof x !== 'bigint') throw new TypeError(`expected a number, but got ${typeof x}`)
  return {
    numbers: given.map(Number),
    get bounds() {
      return given.map((x) => integer(x as number | bigint))
    },
    options: (hasOptions ? last : {}) as Arguments['options'],
  }
}

export function integer(x: number | bigint): bigint {
  if (typeof x === 'number' && !Number.isInteger(x)) throw new TypeError(`expected an integer, but got ${x}`)
  return BigInt(x)
}
