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

/**
 * As V8 is by itself, dropped memory is freed by a thread of its own, after the next result has been asked for, which then
 * takes other memory: twice as much of it goes round. And helpers are woken for a generation that is nearly empty, while a
 * thread of the pool waits for work.
 */
const AT_ONCE = '--no-concurrent-array-buffer-sweeping --no-parallel-scavenge'
const AS_BEFORE = '--concurrent-array-buffer-sweeping --parallel-scavenge'

/** V8's collector, which Node shows only to whoever asks for it by a flag; without it V8 chooses its times itself. */
function findCollector(): () => void {
  try {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as (options: { type: 'minor' }) => void
    setFlagsFromString('--no-expose-gc')
    return () => {
      setFlagsFromString(AT_ONCE)
      gc({ type: 'minor' })
      setFlagsFromString(AS_BEFORE)
    }
  } catch {
    return () => {}
  }
}
