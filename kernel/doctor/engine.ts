import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageInfo } from '../package_info.js'
import { type Finding, rebuild } from './finding.js'

/** Which engine runs, on which OpenBLAS, and how fast it multiplies. */
export async function engineFindings(env: NodeJS.ProcessEnv = process.env): Promise<Finding[]> {
  const { engine } = await import('../../src/index.js')
  return [inUse(engine, env), ...coretype(env), await speed()]
}

function inUse(engine: { name: string; description: string }, env: NodeJS.ProcessEnv): Finding {
  const { name, description } = engine
  const text = description.startsWith(name) ? description : `${name}: ${description}`
  if (engine.name === 'native') return { name: 'engine', status: 'ok', text }
  if (env.TSGRAD_ENGINE === 'portable') return { name: 'engine', status: 'ok', text: `${text} (as TSGRAD_ENGINE asks)` }
  return { name: 'engine', status: 'warning', text: `${text}; ${whyNoAddon()}`, advice: rebuild }
}

function whyNoAddon(): string {
  const addon = join(packageInfo().root, 'native', 'build', 'Release', 'tsgrad.node')
  if (!existsSync(addon)) return 'the native addon is not built'
  try {
    createRequire(import.meta.url)(addon)
    return 'the native addon loads, and is not used'
  } catch (error) {
    return `the native addon does not load: ${(error as Error).message}`
  }
}

/** OpenBLAS reads it when it is loaded, and believes it: the wrong one halves the speed. */
function coretype({ OPENBLAS_CORETYPE: forced }: NodeJS.ProcessEnv): Finding[] {
  if (!forced) return []
  return [
    {
      name: 'OpenBLAS',
      status: 'warning',
      text: `OPENBLAS_CORETYPE=${forced} in the environment keeps it from choosing the code for this CPU`,
      advice: 'unset OPENBLAS_CORETYPE',
    },
  ]
}

/** The best of some matmuls of 512 × 512, for about a fifth of a second. */
async function speed(): Promise<Finding> {
  const { ones } = await import('../../src/index.js')
  const n = 512
  const a = ones(n, n)
  let best = Number.POSITIVE_INFINITY
  for (const begun = performance.now(); performance.now() - begun < 200; ) {
    const start = performance.now()
    a.matmul(a)
    best = Math.min(best, performance.now() - start)
  }
  const rate = (2 * n ** 3) / best / 1e6
  const digits = rate < 10 ? 1 : 0
  return {
    name: 'speed',
    status: 'ok',
    text: `matmul of ${n}×${n} in ${best.toFixed(2)} ms: ${rate.toFixed(digits)} GFLOP/s`,
  }
}
