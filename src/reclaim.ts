import { setFlagsFromString } from 'node:v8'
import { collectYoung } from './young_generation.js'

/**
 * After so many bytes of large results the young generation is collected. A result that was dropped is then memory for
 * the next one while it is still in the processor's cache; V8 by itself would wait for three times as much.
 */
const INTERVAL = 8 << 20
let handedOut = 0

/**
 * As V8 is by itself, dropped memory is freed by a thread of its own, after the next result has been asked for, which then
 * takes other memory: twice as much of it goes round. And helpers are woken for a generation that is nearly empty, while a
 * thread of the pool waits for work.
 */
const AT_ONCE = '--no-concurrent-array-buffer-sweeping --no-parallel-scavenge'
const AS_BEFORE = '--concurrent-array-buffer-sweeping --parallel-scavenge'

/** Before `bytes` of a large result are asked for. */
export function makeRoomFor(bytes: number): void {
  handedOut += bytes
  if (handedOut < INTERVAL) return
  handedOut = 0
  setFlagsFromString(AT_ONCE)
  collectYoung()
  setFlagsFromString(AS_BEFORE)
}
