import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * After so many bytes of large results the young generation is collected. A result that was dropped is then memory for
 * the next one while it is still in the processor's cache; V8 by itself would wait for three times as much.
 */
const INTERVAL = 8 << 20
let handedOut = 0

/** Before `bytes` of a large result are asked for. */
export function makeRoomFor(bytes: number): void {
  handedOut += bytes
  if (handedOut < INTERVAL) return
  handedOut = 0
  collectYoung ??= findCollector()
  collectYoung()
}

let collectYoung: (() => void) | undefined

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
