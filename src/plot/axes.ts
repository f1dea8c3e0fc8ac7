import { ValueError } from '../errors.js'
import type { Scale } from './numbers.js'

/** Errors: ValueError for a name that is no scale. */
export function checkScale(name: string, scale: Scale): void {
  if (scale !== 'linear' && scale !== 'log') throw new ValueError(`${name} must be 'linear' or 'log', got '${scale}'`)
}

/** Errors: ValueError when a value cannot stand on a logarithmic axis. `what` names the values. */
export function checkLogScale(values: Iterable<number>, what: string): void {
  let i = 0
  for (const x of values) {
    if (x <= 0) throw new ValueError(`a log scale needs values above 0, but ${what}[${i}] is ${x}`)
    i++
  }
}

/** An axis title, or none. */
export const axisTitle = (label: string | undefined): string | null => label ?? null

/** Ticks of an axis: on a logarithmic one only those that can be told apart; between whole numbers no fractions. */
export function ticks(scale: Scale, [min, max]: readonly [number, number], whole: boolean) {
  if (scale === 'log') return { values: logTicks([min, max]), format: '~g' }
  // Over longer ranges the front end's own ticks are whole.
  if (!whole || max - min > MOST_WHOLE_TICKS) return {}
  return { values: Array.from({ length: max - min + 1 }, (_, i) => min + i), format: 'd' }
}

const MOST_WHOLE_TICKS = 10
const MOST_LOG_TICKS = 8

/** Powers of ten, each n-th of them if there are many; with twos and fives if there are few. */
export function logTicks([min, max]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(min))
  const last = Math.ceil(Math.log10(max))
  const step = Math.max(1, Math.ceil((last - first) / MOST_LOG_TICKS))
  const factors = last - first <= 2 ? [1, 2, 5] : [1]
  const found: number[] = []
  for (let power = first; power <= last; power += step)
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`)
      if (tick >= min && tick <= max) found.push(tick)
    }
  return found
}

/** A tick below all bars of a logarithmic axis, where they begin: so that the shortest has a length too. */
export const logBase = (lowest: number): number => Number(`1e${Math.ceil(Math.log10(lowest)) - 1}`)

/** The powers of ten around a range: how far a logarithmic axis goes by itself. */
export const decades = ([min, max]: readonly [number, number]): [number, number] => [
  Number(`1e${Math.floor(Math.log10(min))}`),
  Number(`1e${Math.ceil(Math.log10(max))}`),
]

/** The scale along bars that begin at `base`. */
export const barScale = (scale: Scale, base: number) =>
  scale === 'log' ? ({ type: 'log', domainMin: base } as const) : ({ zero: true } as const)
