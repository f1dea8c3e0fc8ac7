import { ValueError } from '../errors.js'
import { currentHost } from './host.js'
import { type BarView, hiddenBar, notebookBar, terminalBar } from './progress_view.js'
import { terminal } from './terminal.js'
import { textOf } from './text.js'

export interface ProgressOptions {
  /** What stands before the bar. */
  label?: string
  /** How many there will be; asked of `length` or `size` if left out. Without it there is a count but no bar. */
  total?: number
  /** Leave the bar when the loop is over; `false` for a loop inside of another one with a bar. */
  leave?: boolean
}

/** How often a bar changes, in ms: often enough to look alive, and no more than a front end draws with ease. */
const INTERVAL = 100

/**
 * Passes on what it is given, and shows how far the loop is: `for (const batch of progress(loader)) …`. In a notebook the
 * bar is an output that changes in place, in a terminal it is drawn on standard error; loops may be nested. Where nobody
 * watches (nbval, nbconvert, a log file) nothing is shown.
 *
 * A number counts from 0: `progress(epochs)`. What is asynchronous is looped over with `for await`.
 * Errors: TypeError for what cannot be looped over, ValueError for a total that is no count.
 *
 * @example
 * for (const batch of progress(loader)) train(batch)
 */
export function progress(items: number, options?: ProgressOptions): Iterable<number>
export function progress<T>(items: Iterable<T>, options?: ProgressOptions): Iterable<T>
export function progress<T>(items: AsyncIterable<T>, options?: ProgressOptions): AsyncIterable<T>
export function progress<T>(
  items: number | Iterable<T> | AsyncIterable<T>,
  options: ProgressOptions = {},
): Iterable<T | number> | AsyncIterable<T> {
  if (typeof items === 'number') {
    const count = checkedTotal(items)
    return watched(range(count), { total: count, ...options })
  }
  if (isIterable(items, Symbol.iterator)) return watched(items as Iterable<T>, options)
  if (isIterable(items, Symbol.asyncIterator)) return watchedAsync(items as AsyncIterable<T>, options)
  throw new TypeError(`progress: what is looped over is a number or an iterable, not ${textOf(items)}`)
}

function isIterable(items: unknown, symbol: symbol): boolean {
  return (
    ((typeof items === 'object' && items !== null) || typeof items === 'string') &&
    typeof (items as Record<symbol, unknown>)[symbol] === 'function'
  )
}

function checkedTotal(total: number): number {
  if (!Number.isSafeInteger(total) || total < 0)
    throw new ValueError(`progress: the total is a whole number of at least 0, not ${total}`)
  return total
}

function totalOf(items: object | string, { total }: ProgressOptions): number | undefined {
  if (total !== undefined) return checkedTotal(total)
  const { length, size } = items as { length?: unknown; size?: unknown }
  return [length, size].find((count): count is number => typeof count === 'number')
}

function* range(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i
}

function watched<T>(items: Iterable<T>, options: ProgressOptions): Iterable<T> {
  const total = totalOf(items as object, options)
  return {
    *[Symbol.iterator]() {
      const bar = new Bar(total, options)
      try {
        for (const item of items) {
          yield item
          bar.step()
        }
        bar.finish()
      } finally {
        bar.end()
      }
    },
  }
}

function watchedAsync<T>(items: AsyncIterable<T>, options: ProgressOptions): AsyncIterable<T> {
  const total = totalOf(items, options)
  return {
    async *[Symbol.asyncIterator]() {
      const bar = new Bar(total, options)
      try {
        for await (const item of items) {
          yield item
          bar.step()
        }
        bar.finish()
      } finally {
        bar.end()
      }
    },
  }
}

/** Bars under way, outermost first, of one cell. */
let open: Bar[] = []
let owner: unknown

/** One loop's bar. */
class Bar {
  readonly #view: BarView
  readonly #label: string
  readonly #total: number | undefined
  readonly #leave: boolean
  readonly #began = performance.now()
  #count = 0
  #shown = Number.NEGATIVE_INFINITY
  #finished = false

  constructor(total: number | undefined, { label = '', leave }: ProgressOptions) {
    const host = currentHost()
    // Loops that an interrupt ended have not said so.
    if (owner !== host.cell?.()) open = []
    owner = host.cell?.()
    const depth = open.length
    open.push(this)
    this.#total = total
    this.#label = label
    this.#leave = leave ?? depth === 0
    const make = host === terminal ? terminalBar : host.attended?.() ? notebookBar : hiddenBar
    this.#view = make(depth)
    this.#show()
  }

  step(): void {
    this.#count++
    if (performance.now() - this.#shown >= INTERVAL) this.#show()
  }

  /** All items have come. */
  finish(): void {
    this.#finished = true
  }

  /** The loop is over, also by a `break` or an error. */
  end(): void {
    open = open.filter((bar) => bar !== this)
    this.#show()
    this.#view.end(this.#leave, open.length === 0)
  }

  #show(): void {
    this.#shown = performance.now()
    const seconds = (this.#shown - this.#began) / 1000
    this.#view.show({ label: this.#label, count: this.#count, total: this.#total, seconds, finished: this.#finished })
  }
}
