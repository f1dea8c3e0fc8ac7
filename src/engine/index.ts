import type { Engine } from './engine.js'
import { loadNative } from './native.js'
import { portable } from './portable/index.js'

/**
 * The engine in use: `native` when the addon can be loaded, else `portable`, which says once what would change that.
 * The environment variable TSGRAD_ENGINE chooses.
 */
export const engine: Engine = choose(process.env.TSGRAD_ENGINE)

function choose(wanted: string | undefined): Engine {
  if (wanted === 'portable') return portable
  const native = loadNative(portable)
  if (native.engine) return native.engine
  if (wanted === 'native') throw new Error(`TSGRAD_ENGINE=native, but the addon cannot be loaded: ${native.reason}`)
  console.warn(
    `tsgrad: the native engine is not there (${native.reason}); running on the portable one, which is slower. ` +
      'To change that: npm run setup',
  )
  return portable
}
