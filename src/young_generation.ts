import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/** Collects V8's young generation, where V8 lets itself be asked. */
export function collectYoung(): void {
  collect ??= findCollector()
  collect()
}

/** V8's collector, which Node shows only to whoever asks for it by a flag; without it V8 chooses its times itself. */
function findCollector(): () => void {
  try {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as (options: { type: 'minor' }) => void
    setFlagsFromString('--no-expose-gc')
    return () => gc({ type: 'minor' })
  } catch {
    return () => {}
  }
}
