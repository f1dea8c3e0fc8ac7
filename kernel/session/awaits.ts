import { performance } from 'node:perf_hooks' // the global one is the user's, and made when first asked for
import { awaits } from '../awaits.js'
import type { Cells } from './cells.js'
import { KeyboardInterrupt } from './interrupt.js'

type Iterator = Partial<AsyncIterator<unknown>> & Pick<AsyncIterator<unknown>, 'next'>
type Iterable = { [Symbol.asyncIterator]?(): Iterator; [Symbol.iterator]?(): globalThis.Iterator<unknown> }

/** A wait that has no end holds nothing: what hangs on it is garbage. */
export const never = new Promise<never>(() => {})

/** Makes every `await` of converted code a place at which a dead cell stops. In a living one the order of microtasks stays. */
export function installAwaits(cells: Cells): { release(): void } {
  const isDead = (): boolean => cells.anyDead && cells.current?.dead === true
  const functions: Record<keyof typeof awaits, (value: unknown) => unknown> = {
    wait(value) {
      const cell = cells.current
      if (cell === undefined || !cell.ended) return value
      if (cell.dead) return never
      cell.lastAwait = performance.now()
      return value
    },
    resume(value) {
      if (isDead()) throw new KeyboardInterrupt()
      return value
    },
    each(iterable) {
      const iterator = iteratorOf(iterable as Iterable)
      return {
        [Symbol.asyncIterator]() {
          return this
        },
        next: (value?: unknown) =>
          functions.wait(
            Promise.resolve(iterator.next(value)).then((next) => {
              if (isDead()) throw new KeyboardInterrupt()
              return next
            }),
          ),
        return: async (value?: unknown) => iterator.return?.(value) ?? { done: true, value },
      }
    },
  }
  const names = Object.keys(awaits) as (keyof typeof awaits)[]
  for (const name of names)
    Object.defineProperty(globalThis, awaits[name], { value: functions[name], configurable: true })
  return {
    release() {
      for (const name of names) delete (globalThis as Record<string, unknown>)[awaits[name]]
    },
  }
}

function iteratorOf(iterable: Iterable): Iterator {
  const own = iterable?.[Symbol.asyncIterator]?.()
  if (own) return own
  const plain = iterable?.[Symbol.iterator]?.()
  if (!plain) throw new TypeError(`${iterable === null ? 'null' : typeof iterable} is not async iterable`)
  // As the language has it: promises among the values are awaited.
  return {
    async next() {
      const { done, value } = plain.next()
      return done ? { done, value } : { done: false, value: await value }
    },
    async return(value) {
      plain.return?.(value)
      return { done: true, value }
    },
  }
}
