import { readOptions } from './magic.js'
import { possibleMagics } from './rewrite.js'
import { MAGICS, magicNamed } from './table.js'

/** Names or options of magics at the cursor; offsets are UTF-16, of the cell as typed. */
export interface MagicCompletion {
  matches: string[]
  start: number
  end: number
  types: { text: string; type: string }[]
}

/** Completes `%na` and `%name -`. Undefined where the cursor is in no magic, or in a magic's code. */
export function completeMagic(code: string, cursor: number): MagicCompletion | undefined {
  const line = code.slice(code.lastIndexOf('\n', cursor - 1) + 1, cursor)
  const bare = /^(.*=)?\s*(%{1,2})$/.exec(line)
  if (bare) return bareSign(code, cursor, bare[2] as string)
  const found = possibleMagics(code.slice(0, cursor)).at(-1)
  if (!found || found.span.end < cursor) return undefined
  const nameEnd = found.rest.start
  if (cursor <= nameEnd) return names(code.slice(found.span.start, cursor), found.span.start, cursor)
  const magic = magicNamed(found.name)
  const word = /(^|\s)(-\S*)$/.exec(code.slice(nameEnd, cursor))?.[2]
  if (!magic || word === undefined) return undefined
  const start = cursor - word.length
  if (readsAsCode(magic, code.slice(nameEnd, start))) return undefined
  const options = Object.entries(magic.options).filter(([name]) => `-${name}`.startsWith(word))
  return completion(
    options.map(([name]) => `-${name}`),
    'option',
    start,
    cursor,
  )
}

/** A sign alone is no magic yet: ask what a name behind it would be. */
function bareSign(code: string, cursor: number, sign: string): MagicCompletion | undefined {
  const found = possibleMagics(`${code.slice(0, cursor)}x x`).at(-1)
  return found?.rest.start === cursor + 1 ? names(sign, cursor - sign.length, cursor) : undefined
}

function names(typed: string, start: number, end: number): MagicCompletion {
  const form = typed.startsWith('%%') ? 'cell' : 'line'
  const sign = form === 'cell' ? '%%' : '%'
  const all = MAGICS.filter((m) => m.on.includes(form)).map((m) => sign + m.name)
  return completion(
    all.filter((name) => name.startsWith(typed)),
    'magic',
    start,
    end,
  )
}

function readsAsCode(magic: Parameters<typeof readOptions>[0], text: string): boolean {
  try {
    return readOptions(magic, text).length < text.length
  } catch {
    return false
  }
}

function completion(matches: string[], type: string, start: number, end: number): MagicCompletion {
  return { matches, start, end, types: matches.map((text) => ({ text, type })) }
}
