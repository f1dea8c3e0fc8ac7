/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Mutation {
  readonly bytes: Uint8Array
  /** How it came about, for a report. */
  readonly what: string
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff]

/** `count` damaged files, made from `seeds` by one to four changes each; headers are hit more often than elements. */
export function* mutations(seeds: readonly Uint8Array[], count: number, seed: number): Generator<Mutation> {
  const next = random(seed)
  const below = (n: number): number => Math.floor(next() * n)
  const place = (bytes: Buffer): number => below(next() < 0.7 ? Math.min(bytes.length, 160) : bytes.length)
  const changes: Record<string, (bytes: Buffer) => Buffer> = {
    bit: (bytes) => {
      if (bytes.length > 0) bytes[place(bytes)] ^= 1 << below(8)
      return bytes
    },
    byte: (bytes) => {
      if (bytes.length > 0) bytes[place(bytes)] = below(256)
      return bytes
    },
    word: (bytes) => bytes.fill(EXTREMES[below(EXTREMES.length)], ...range(bytes, 8)),
    cut: (bytes) => bytes.subarray(0, next() < 0.5 ? place(bytes) : bytes.length - below(20)),
    grow: (bytes) => Buffer.concat([bytes, Buffer.alloc(1 + below(40), below(256))]),
    remove: (bytes) => {
      const [from, to] = range(bytes, 20)
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
    },
    repeat: (bytes) => {
      const [from, to] = range(bytes, 20)
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
    },
    /** Sizes in headers are digits. */
    digit: (bytes) => {
      const digits = [...bytes.subarray(0, 400).keys()].filter((i) => bytes[i] >= 48 && bytes[i] <= 57)
      if (digits.length === 0) return bytes
      const at = digits[below(digits.length)]
      const text = ['9'.repeat(1 + below(25)), '-1', '0', '1e9', '4294967296', '9007199254740993'][below(6)]
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at + 1)])
    },
    splice: (bytes) => {
      const other = seeds[below(seeds.length)]
      return Buffer.concat([bytes.subarray(0, place(bytes)), other.subarray(below(other.length))])
    },
  }
  function range(bytes: Buffer, most: number): [from: number, to: number] {
    const from = place(bytes)
    return [from, Math.min(bytes.length, from + 1 + below(most))]
  }
  const names = Object.keys(changes)
  for (let i = 0; i < count; i++) {
    const which = below(seeds.length)
    let bytes: Buffer = Buffer.from(seeds[which])
    const done: string[] = []
    for (let left = 1 + below(4); left > 0; left--) {
      const name = names[below(names.length)]
      bytes = changes[name](bytes)
      done.push(name)
    }
    yield { bytes: new Uint8Array(bytes), what: `seed ${seed}, file ${i} (from ${which}: ${done.join(', ')})` }
  }
}
