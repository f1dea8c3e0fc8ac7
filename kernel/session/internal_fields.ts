import { inspect } from 'node:util'

/** What Node's asynchronous hooks, on which the bookkeeping of cells rests, leave on promises and timers. */
const INTERNAL = new Set([
  'async_id_symbol',
  'trigger_async_id_symbol',
  'asyncId',
  'triggerId',
  'kResourceStore',
  'async_context_frame',
])

type Inspected = { [inspect.custom]?(this: object, ...rest: unknown[]): unknown }

/** `Promise { 1 }` is printed as where no kernel is at work: without numbers of Node's and the cell that it belongs to. */
export function hideInternalFields(): { release(): void } {
  const prototypes = [Promise.prototype, prototypeOf(setTimeout(() => {}, 0)), prototypeOf(setImmediate(() => {}))]
  const undo = prototypes.map((prototype) => {
    const before = Object.getOwnPropertyDescriptor(prototype, inspect.custom)
    const print = (before?.value as Inspected[typeof inspect.custom]) ?? null
    const value = function (this: object, ...rest: unknown[]): unknown {
      for (const key of Object.getOwnPropertySymbols(this)) {
        // Node goes on to set it.
        if (INTERNAL.has(key.description ?? '')) Object.defineProperty(this, key, { enumerable: false })
      }
      // Itself: print it as if it had no say.
      return print ? print.apply(this, rest) : this
    }
    Object.defineProperty(prototype, inspect.custom, { value, configurable: true, writable: true })
    return () => {
      if (before) Object.defineProperty(prototype, inspect.custom, before)
      else Reflect.deleteProperty(prototype, inspect.custom)
    }
  })
  return {
    release() {
      for (const back of undo) back()
    },
  }
}

function prototypeOf(timer: NodeJS.Timeout | NodeJS.Immediate): object {
  timer.unref()
  if ('refresh' in timer) clearTimeout(timer)
  else clearImmediate(timer)
  return Object.getPrototypeOf(timer) as object
}
