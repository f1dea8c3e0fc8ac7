import { vi } from 'vitest'
import type { Runtime } from './draw.js'

/** The whole runtime a second time, on an engine of its own. */
async function runtimeOn(engine: 'native' | 'portable'): Promise<Runtime> {
  const before = process.env.TSGRAD_ENGINE
  process.env.TSGRAD_ENGINE = engine
  vi.resetModules()
  const runtime = await import('../../src/index.js')
  if (before === undefined) delete process.env.TSGRAD_ENGINE
  else process.env.TSGRAD_ENGINE = before
  return runtime
}

export const native = await runtimeOn('native')
export const portable = await runtimeOn('portable')

/** How many cases, and from which seed on: TSGRAD_FUZZ=100000 TSGRAD_FUZZ_SEED=7 npx vitest run tests/fuzz */
export const count = (small: number): number => Number(process.env.TSGRAD_FUZZ ?? small)
export const firstSeed = Number(process.env.TSGRAD_FUZZ_SEED ?? 1)
