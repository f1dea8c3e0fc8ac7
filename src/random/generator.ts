import { draw53, seedState } from '../engine/portable/random.js'
import { RuntimeError, ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { decodeState, encodeState, STATE_BYTES } from './state.js'

/** The seed of a generator that nobody has seeded, as in PyTorch. */
const DEFAULT_SEED = 67280421310721n

/**
 * PyTorch's CPU generator: mt19937, and the second of the two normals that are drawn at a time. The same seed gives the
 * same numbers as PyTorch.
 *
 * @see torch.Generator
 * @example
 * const g = new Generator().manualSeed(1)
 * rand(2, { generator: g })
 * // tensor([0.7576, 0.2793])
 */
export class Generator {
  /** undefined: one that nobody can foresee, when the first number is drawn. */
  private seeded: bigint | undefined = DEFAULT_SEED
  private state: Uint32Array | undefined
  private spare: number | null = null

  /** @internal What engines draw from: 624 words, then the position. */
  get words(): Uint32Array {
    this.state ??= seedState(this.begin())
    return this.state
  }

  /**
   * Starts over from a seed: an integer from −2⁶³ to 2⁶⁴ − 1. Returns the generator.
   *
   * @see torch.Generator.manual_seed
   * @example
   * rand(2, { generator: new Generator().manualSeed(1) })
   * // tensor([0.7576, 0.2793])
   */
  manualSeed(seed: number | bigint): this {
    this.seeded = checkSeed(seed)
    this.state = undefined
    this.spare = null
    return this
  }

  /**
   * Starts over from a seed that nobody can foresee, and returns it.
   *
   * @see torch.Generator.seed
   * @example
   * typeof new Generator().seed()
   * // 'number'
   */
  seed(): number {
    const seed = unforeseen()
    this.manualSeed(seed)
    return seed
  }

  /** @internal As `seed`, but not before somebody wants to know: Node takes 6 ms to load what chooses it. */
  seedLater(): this {
    this.seeded = undefined
    this.state = undefined
    return this
  }

  private begin(): bigint {
    this.seeded ??= BigInt(unforeseen())
    return this.seeded
  }

  /**
   * The seed that the generator started from; a bigint only beyond 2⁵³.
   *
   * @see torch.Generator.initial_seed
   * @example
   * new Generator().manualSeed(7).initialSeed()
   * // 7
   */
  initialSeed(): number | bigint {
    const seed = this.begin()
    return seed <= Number.MAX_SAFE_INTEGER ? Number(seed) : seed
  }

  /**
   * All that decides the next draws, as a uint8 tensor in PyTorch's format: states travel between both.
   *
   * @see torch.Generator.get_state
   * @example
   * new Generator().getState().shape
   * // torch.Size([5056])
   */
  getState(): Tensor {
    const bytes = encodeState({ seed: this.begin(), words: this.words, spare: this.spare })
    return Tensor.own(bytes, 'uint8', [STATE_BYTES])
  }

  /**
   * Goes back to a state that `getState` gave. Returns the generator.
   *
   * @see torch.Generator.set_state
   * @example
   * const a = new Generator().manualSeed(3)
   * const b = new Generator()
   * b.setState(a.getState())
   * rand(2, { generator: b })
   * // tensor([0.0043, 0.1056])
   */
  setState(state: Tensor): this {
    if (state.dtype !== 'uint8') throw new TypeError('RNG state must be a torch.ByteTensor')
    if (!state.isContiguous() || state.numel() !== STATE_BYTES)
      throw new RuntimeError(
        `Expected a CPUGeneratorImplState of size ${STATE_BYTES} but found the input RNG state size to be ${state.numel()}`,
      )
    const bytes = state.store.data.subarray(state.offset, state.offset + STATE_BYTES) as Uint8Array
    const { seed, words, spare } = decodeState(bytes)
    this.seeded = seed
    this.state = words
    this.spare = spare
    return this
  }

  /**
   * A generator in the same state that goes its own way.
   *
   * @see torch.Generator.clone_state
   * @example
   * const a = new Generator().manualSeed(3)
   * rand(1, { generator: a.clone() }).equal(rand(1, { generator: a }))
   * // true
   */
  clone(): Generator {
    return new Generator().setState(this.getState())
  }

  /** @internal One standard normal, drawn in pairs (ATen/core/DistributionsHelper.h, normal_distribution). */
  drawNormal(): number {
    const { spare } = this
    if (spare !== null) {
      this.spare = null
      return spare
    }
    const angle = 2 * Math.PI * draw53(this.words)
    const radius = Math.sqrt(-2 * Math.log1p(-draw53(this.words)))
    this.spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

function unforeseen(): number {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2))
  return (high & 0x1fffff) * 2 ** 32 + low
}

function checkSeed(seed: number | bigint): bigint {
  if (typeof seed !== 'number' && typeof seed !== 'bigint')
    throw new TypeError(`a seed must be an integer, but got ${typeof seed}`)
  if (typeof seed === 'number' && !Number.isFinite(seed))
    throw new ValueError(`cannot convert float ${Number.isNaN(seed) ? 'NaN' : 'infinity'} to integer`)
  const n = typeof seed === 'bigint' ? seed : BigInt(Math.trunc(seed))
  if (n < -(2n ** 63n) || n >= 2n ** 64n) throw new ValueError('Overflow when unpacking long long')
  return BigInt.asUintN(64, n)
}

/** The generator that random functions use unless they are given one. Every process starts from another seed. */
export const defaultGenerator = new Generator().seedLater()

/**
 * Seeds the default generator, and returns it.
 *
 * @see torch.manual_seed
 * @example
 * manualSeed(42)
 * rand(2)
 * // tensor([0.8823, 0.9150])
 */
export const manualSeed = (seed: number | bigint): Generator => defaultGenerator.manualSeed(seed)

/**
 * Seeds the default generator with a number that nobody can foresee, and returns that.
 *
 * @see torch.seed
 * @example
 * typeof seed()
 * // 'number'
 */
export const seed = (): number => defaultGenerator.seed()

/**
 * The seed that the default generator was started with.
 *
 * @see torch.initial_seed
 * @example
 * manualSeed(42)
 * initialSeed()
 * // 42
 */
export const initialSeed = (): number | bigint => defaultGenerator.initialSeed()

/**
 * The default generator's state, for `setRngState`.
 *
 * @see torch.get_rng_state
 * @example
 * manualSeed(0)
 * const state = getRngState()
 * const first = rand(2)
 * setRngState(state)
 * rand(2).equal(first)
 * // true
 */
export const getRngState = (): Tensor => defaultGenerator.getState()

/**
 * Puts the default generator into a state that `getRngState` has told.
 *
 * @see torch.set_rng_state
 * @example
 * manualSeed(0)
 * const state = getRngState()
 * rand(2)
 * setRngState(state)
 * rand(2)
 * // tensor([0.4963, 0.7682])
 */
export const setRngState = (state: Tensor): void => {
  defaultGenerator.setState(state)
}
