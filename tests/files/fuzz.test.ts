import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { idxImages, idxLabels } from '../../src/data/idx.js'
import { unpickleArrays } from '../../src/data/pickle.js'
import { load, Tensor } from '../../src/index.js'
import { idx } from '../data/files.js'
import { mutations } from './mutations.js'

/** How many damaged files of each kind: `TSGRAD_FUZZ_FILES=5000 npx vitest run tests/files/fuzz.test.ts`. */
const COUNT = Number(process.env.TSGRAD_FUZZ_FILES ?? 200)
const SEED = Number(process.env.TSGRAD_FUZZ_SEED ?? 1)
/** What reading a small file may take, whatever it announces. */
const MOST_BYTES = 32 * 2 ** 20

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const filesOf = (folder: string, ending: RegExp): Uint8Array[] =>
  readdirSync(fixtures + folder)
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(`${fixtures}${folder}/${name}`))
const plain = (bytes: Uint8Array): Uint8Array => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)

const zeros = (...sizes: number[]): Uint8Array => idx(sizes, new Uint8Array(sizes.reduce((a, b) => a * b, 1)))

const kinds: [kind: string, seeds: Uint8Array[], read: (bytes: Uint8Array) => unknown][] = [
  ['.npy', filesOf('files', /\.npy$/), load],
  ['.npz', filesOf('files', /\.(npz|pt)$/), load],
  ['.safetensors', filesOf('files', /\.safetensors$/), load],
  ['IDX images', [zeros(2, 28, 28), zeros(0, 28, 28)], (bytes) => idxImages(bytes, 'x')],
  ['IDX labels', [zeros(5), zeros(0)], (bytes) => idxLabels(bytes, 'x')],
  ['pickle', filesOf('mnist', /pkl/).map(plain), (bytes) => unpickleArrays(bytes, 'x')],
]

/** Elements that a value really has: touching them shows that the memory is there. */
function touch(value: unknown): void {
  if (value instanceof Tensor) {
    value.numel() > 0 && value.reshape(-1).at(-1)
    expect(value.numel()).toBeLessThanOrEqual(2 ** 24)
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const x of Object.values(value)) touch(x)
}

describe('a damaged file is read, or is a ValueError', () => {
  for (const [kind, seeds, read] of kinds)
    test(`${COUNT} × ${kind}`, () => {
      // The parser of pickles warns of numbers that it cannot hold.
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      let refused = 0
      for (const { bytes, what } of mutations(seeds, COUNT, SEED)) {
        const before = process.memoryUsage.rss()
        const began = performance.now()
        try {
          touch(read(bytes))
        } catch (error) {
          const { name, message, stack } = error as Error
          if (name !== 'ValueError') throw new Error(`${what}: ${stack}\n${Buffer.from(bytes).toString('base64')}`)
          expect(message).not.toBe('')
          refused++
        }
        const grown = process.memoryUsage.rss() - before
        expect(grown, what).toBeLessThan(MOST_BYTES)
        expect(performance.now() - began, what).toBeLessThan(2000)
      }
      warn.mockRestore()
      expect(refused).toBeGreaterThan(COUNT / 10)
    })
})
