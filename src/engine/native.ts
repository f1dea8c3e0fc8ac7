import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Data } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Engine, Gemm, Loop } from './engine.js'
import type { LayerEngine } from './layers.js'
import { smallBinary } from './small.js'
import { defaultThreads } from './threads.js'

/** The families whose ops have numbers: their order in the addon's own tables. */
type Family = 'unary' | 'binary' | 'compare' | 'predicate' | 'reduce' | 'scan' | 'random' | 'step'

/** Functions that are called as the engine's are. */
type Shared =
  | 'scanExtremes'
  | 'sort'
  | 'topk'
  | 'kth'
  | 'searchSorted'
  | 'bincount'
  | 'histc'
  | 'gatherAlong'
  | 'scatterAlong'
  | 'placesOf'
  | 'nonzero'

/**
 * The addon (native/addon.cc). Every argument is checked there, before anything is written: a TypeError or RangeError
 * names the argument that does not fit.
 */
export interface Addon extends Omit<LayerEngine, 'step'>, Pick<Engine, Shared> {
  readonly ops: Readonly<Record<Family, readonly string[]>>
  /** `OpenBLAS 0.3.34 (SkylakeX, 1 thread)` */
  readonly blas: string
  unary(op: number, out: Data, a: Data, loop: Loop): void
  /** True: integers would have been divided by zero, and nothing was written. */
  binary(op: number, out: Data, a: Data, b: Data, loop: Loop): true | undefined
  compare(op: number, out: Uint8Array, a: Data, b: Data, loop: Loop): void
  predicate(op: number, out: Uint8Array, a: Data, loop: Loop): void
  reduce(op: number, out: Data, a: Data, loop: Loop, reduced: number, parameter: number): void
  scan(op: number, out: Data, a: Data, loop: Loop): void
  random(kind: number, out: Float32Array | Float64Array | Int32Array, state: Uint32Array, a: number, b: number): void
  where(out: Data, condition: Uint8Array, a: Data, b: Data, loop: Loop): void
  copy(out: Data, a: Data, loop: Loop, toBool: boolean): void
  fill(out: Data, value: number | bigint, loop: Loop): void
  gatherBlocks(out: Data, a: Data, offsets: Float64Array, blockStride: number, loop: Loop): void
  scatterBlocks(out: Data, a: Data, offsets: Float64Array, blockStride: number, loop: Loop, accumulate: boolean): void
  gemm(out: Data, a: Data, b: Data, meta: Gemm): void
  step(rule: number, data: readonly (Data | null)[], layout: Float64Array, numbers: Float64Array): void
  setThreads(n: number): void
  /** Long operations end early, with an error, while `flag[0]` is not 0. */
  watchInterrupts(flag: Int32Array): void
  getThreads(): number
}

/** A kernel's session leaves an array there, whose element is 1 while an interrupt is under way. */
const INTERRUPTS = Symbol.for('tsgrad.interruptFlag')

/** The native engine, or why there is none. Ops that the addon lacks go to `portable`. */
export function loadNative(
  portable: Engine,
): { engine: Engine; reason?: undefined } | { engine?: undefined; reason: string } {
  try {
    const addon = loadAddon()
    const flag = (globalThis as { [INTERRUPTS]?: Int32Array })[INTERRUPTS]
    if (flag) addon.watchInterrupts(flag)
    addon.setThreads(defaultThreads())
    return { engine: engineOf(addon, portable) }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

/** @throws if it was not built, or not for this machine */
export function loadAddon(): Addon {
  // The package's own folder, whether this file runs from src/, from dist/ or out of a bundle in the package.
  const require = createRequire(import.meta.url)
  const root = dirname(require.resolve('tsgrad/package.json'))
  return require(join(root, 'native', 'build', 'Release', 'tsgrad.node')) as Addon
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'MODULE_NOT_FOUND') return 'native/build/Release/tsgrad.node was not built'
  return message.split('\n')[0]
}

/** Numbers by name; a name that the addon does not know has none. */
const numbersOf = (names: readonly string[]): Readonly<Record<string, number | undefined>> =>
  Object.assign(Object.create(null), Object.fromEntries(names.map((name, number) => [name, number])))

function engineOf(addon: Addon, portable: Engine): Engine {
  const unary = numbersOf(addon.ops.unary)
  const binary = numbersOf(addon.ops.binary)
  const compare = numbersOf(addon.ops.compare)
  const predicate = numbersOf(addon.ops.predicate)
  const reduce = numbersOf(addon.ops.reduce)
  const scan = numbersOf(addon.ops.scan)
  const random = numbersOf(addon.ops.random)
  const step = numbersOf(addon.ops.step)
  return {
    name: 'native',
    get description() {
      const n = addon.getThreads()
      return `${addon.blas} + pool of ${n} thread${n === 1 ? '' : 's'}`
    },
    unary(op, out, a, loop) {
      const number = unary[op]
      if (number === undefined) portable.unary(op, out, a, loop)
      else addon.unary(number, out, a, loop)
    },
    binary(op, out, a, b, loop) {
      if (smallBinary(op, out, a, b, loop)) return
      const number = binary[op]
      if (number === undefined) portable.binary(op, out, a, b, loop)
      // PyTorch's words.
      else if (addon.binary(number, out, a, b, loop)) throw new RuntimeError('ZeroDivisionError')
    },
    compare(op, out, a, b, loop) {
      const number = compare[op]
      if (number === undefined) portable.compare(op, out, a, b, loop)
      else addon.compare(number, out, a, b, loop)
    },
    predicate(op, out, a, loop) {
      const number = predicate[op]
      if (number === undefined) portable.predicate(op, out, a, loop)
      else addon.predicate(number, out, a, loop)
    },
    reduce(op, out, a, loop, reduced, parameter) {
      const number = reduce[op]
      if (number === undefined) portable.reduce(op, out, a, loop, reduced, parameter)
      else addon.reduce(number, out, a, loop, reduced, parameter)
    },
    scan(op, out, a, loop) {
      const number = scan[op]
      if (number === undefined) portable.scan(op, out, a, loop)
      else addon.scan(number, out, a, loop)
    },
    random(kind, out, state, a, b) {
      const number = random[kind]
      if (number === undefined) portable.random(kind, out, state, a, b)
      else addon.random(number, out, state, a, b)
    },
    step(rule, data, layout, numbers) {
      const number = step[rule]
      if (number === undefined) portable.step(rule, data, layout, numbers)
      else addon.step(number, data, layout, numbers)
    },
    softmax: addon.softmax,
    softmaxBackward: addon.softmaxBackward,
    classLosses: addon.classLosses,
    classLossesBackward: addon.classLossesBackward,
    moments: addon.moments,
    normalize: addon.normalize,
    normalizeBackward: addon.normalizeBackward,
    convolve: addon.convolve,
    convolveImages: addon.convolveImages,
    convolveFilters: addon.convolveFilters,
    maxPool: addon.maxPool,
    maxPoolBackward: addon.maxPoolBackward,
    meanPool: addon.meanPool,
    meanPoolBackward: addon.meanPoolBackward,
    where: addon.where,
    copy: addon.copy,
    fill: addon.fill,
    gatherBlocks: addon.gatherBlocks,
    scatterBlocks: addon.scatterBlocks,
    placesOf: addon.placesOf,
    nonzero: addon.nonzero,
    scanExtremes: addon.scanExtremes,
    sort: addon.sort,
    topk: addon.topk,
    kth: addon.kth,
    searchSorted: addon.searchSorted,
    bincount: addon.bincount,
    histc: addon.histc,
    gatherAlong: addon.gatherAlong,
    scatterAlong: addon.scatterAlong,
    gemm: addon.gemm,
    setNumThreads: addon.setThreads,
    getNumThreads: addon.getThreads,
  }
}
