import { expect, test, vi } from 'vitest'
import { Draw, Drawn } from './draw.js'
import { type Case, difference, outcomeOf } from './outcome.js'
import { recipes } from './recipes.js'
import { count, firstSeed, native, portable } from './runtimes.js'

/** How much rounding may add up to, in units of ε: see `Bound`. */
function scaleOf({ self, args }: Case): number {
  const tensors = [self, args].flat(3).filter((x) => x instanceof Drawn)
  const most = tensors.map((x) => x.values.reduce((m, v) => (Number.isFinite(v) ? Math.max(m, Math.abs(v)) : m), 1))
  const terms = Math.max(1, ...tensors.map((x) => x.numel))
  return 4 * terms * most.reduce((product, m) => product * Math.max(1, m), 1) * Math.max(...most)
}

const print = (x: Case): string => JSON.stringify(x, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))

/** Seeds whose case has been drawn so far, by name: none may be left out for ever. */
function differences(from: number, n: number, atMost: number): string[] {
  const found: string[] = []
  for (let seed = from; seed < from + n && found.length < atMost; seed++) {
    const d = new Draw(seed, portable)
    const drawn = recipes[seed % recipes.length][1](d)
    const [x, y] = [native, portable].map((tg) => outcomeOf(tg, drawn))
    const scale = scaleOf(drawn)
    const differs =
      difference(x.result, y.result, drawn.bound, scale) ?? difference(x.memory, y.memory, drawn.bound, scale)
    if (differs) found.push(`seed ${seed}: ${drawn.name}: ${differs}\n${print(drawn).slice(0, 600)}`)
  }
  return found
}

test('both engines make the same of random ops on random tensors', { timeout: 1e8 }, () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  expect(native.engine.name).toBe('native')
  expect(portable.engine.name).toBe('portable')
  expect(differences(firstSeed, count(4000), 20).join('\n\n')).toBe('')
})
