import { RuntimeError } from '../errors.js'

/**
 * The bytes of torch.Generator.get_state (aten/src/ATen/CPUGeneratorImpl.cpp, CPUGeneratorImplState), little-endian:
 *
 *     seed u64 · left i32 · seeded i32 · next u64 · 624 words u64 · normal x, y, rho f64 · normal valid i32 …
 *
 * `next` counts the draws from the present 624 words, `left` those until the twist; y is the spare normal.
 */
export const STATE_BYTES = 5056
const LEFT = 8
const SEEDED = 12
const NEXT = 16
const WORDS = 24
const N = 624
const NORMAL_Y = WORDS + 8 * N + 8
const NORMAL_VALID = NORMAL_Y + 16

interface GeneratorState {
  seed: bigint
  /** 624 words, then the position. */
  words: Uint32Array
  spare: number | null
}

export function encodeState({ seed, words, spare }: GeneratorState): Uint8Array {
  const view = new DataView(new ArrayBuffer(STATE_BYTES))
  view.setBigUint64(0, seed, true)
  view.setInt32(LEFT, N + 1 - words[N], true)
  view.setInt32(SEEDED, 1, true)
  view.setUint32(NEXT, words[N], true)
  for (let i = 0; i < N; i++) view.setUint32(WORDS + 8 * i, words[i], true)
  view.setFloat64(NORMAL_Y, spare ?? 0, true)
  view.setInt32(NORMAL_VALID, spare === null ? 0 : 1, true)
  return new Uint8Array(view.buffer)
}

/** Refuses what no generator can have written. */
export function decodeState(bytes: Uint8Array): GeneratorState {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = new Uint32Array(N + 1)
  for (let i = 0; i < N; i++) words[i] = view.getUint32(WORDS + 8 * i, true)
  const left = view.getInt32(LEFT, true)
  const next = view.getUint32(NEXT, true)
  // Fresh from a seed: nothing has been drawn, and the first draw twists.
  const fresh = left === 1 && next === 0
  if (view.getInt32(SEEDED, true) !== 1 || !(fresh || (next <= N && left === N + 1 - next)))
    throw new RuntimeError('Invalid mt19937 state')
  words[N] = fresh ? N : next
  const spare = view.getInt32(NORMAL_VALID, true) ? view.getFloat64(NORMAL_Y, true) : null
  return { seed: view.getBigUint64(0, true), words, spare }
}
