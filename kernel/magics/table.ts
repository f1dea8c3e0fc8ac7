import { closest, distance } from 'fastest-levenshtein'
import { bash } from './bash.js'
import { capture } from './capture.js'
import { cd } from './cd.js'
import { env } from './env.js'
import { history } from './history.js'
import { install } from './install.js'
import { load } from './load.js'
import { ls } from './ls.js'
import { lsmagic } from './lsmagic.js'
import { type Magic, UsageError } from './magic.js'
import { prun } from './prun.js'
import { pwd } from './pwd.js'
import { reset } from './reset.js'
import { run } from './run.js'
import { system } from './system.js'
import { time } from './time.js'
import { timeit } from './timeit.js'
import { who } from './who.js'
import { whos } from './whos.js'
import { writefile } from './writefile.js'

/** Every magic. A new one is a file beside `time.ts` and a name here. */
export const MAGICS: readonly Magic[] = [
  bash,
  capture,
  cd,
  env,
  history,
  install,
  load,
  ls,
  lsmagic(() => MAGICS),
  prun,
  pwd,
  reset,
  run,
  system,
  time,
  timeit,
  who,
  whos,
  writefile,
]

export function magicNamed(name: string): Magic | undefined {
  return MAGICS.find((magic) => magic.name === name)
}

/** The magic that a character at a line's start stands for: `!`. */
export function magicOfSign(sign: string): Magic | undefined {
  return MAGICS.find((magic) => magic.sign === sign)
}

/** IPython's words for a magic that there is not, and the nearest one that there is. */
export function unknownMagic(name: string, whole: boolean): UsageError {
  const [sign, form, otherSign, otherForm] = whole
    ? (['%%', 'cell', '%', 'line'] as const)
    : (['%', 'line', '%%', 'cell'] as const)
  const kind = whole ? 'Cell magic' : 'Line magic function'
  if (magicNamed(name)?.on.includes(otherForm))
    return new UsageError(
      `${kind} \`${sign}${name}\` not found. Did you mean the ${otherForm} magic ${otherSign}${name}?`,
    )
  const names = MAGICS.filter((m) => m.on.includes(form)).map((m) => m.name)
  const near = closest(name, names)
  const hint =
    distance(name, near) <= Math.max(2, name.length / 2) ? `Did you mean ${sign}${near}?` : '%lsmagic lists them.'
  return new UsageError(`${kind} \`${sign}${name}\` not found. ${hint}`)
}
