import { closest } from 'fastest-levenshtein'
import { type Magic, UsageError } from './magic.js'
import { time } from './time.js'
import { timeit } from './timeit.js'

/** Every magic. A new one is a file beside `time.ts` and a name here. */
export const MAGICS: readonly Magic[] = [time, timeit]

export function magicNamed(name: string): Magic | undefined {
  return MAGICS.find((magic) => magic.name === name)
}

/** IPython's words for a magic that there is not, and the nearest one that there is. */
export function unknownMagic(name: string, whole: boolean): UsageError {
  const sign = whole ? '%%' : '%'
  const names = MAGICS.filter((m) => m.on.includes(whole ? 'cell' : 'line')).map((m) => m.name)
  const kind = whole ? 'Cell magic' : 'Line magic function'
  return new UsageError(`${kind} \`${sign}${name}\` not found. Did you mean ${sign}${closest(name, names)}?`)
}
