import { type Dirent, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { Form } from './find.js'
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
  // `!re` may become `!ready`: a command it is where it can be nothing else.
  const found = possibleMagics(code.slice(0, cursor), () => true).at(-1)
  if (!found) return undefined
  if (found.span.end < cursor) return found.form === 'cell' ? belowMagic(found.name, line, cursor) : undefined
  const nameEnd = found.rest.start
  if (code[found.span.start] !== '%' || (found.name === 'system' && cursor > nameEnd)) return inCommand(line, cursor)
  if (cursor <= nameEnd) return names(code.slice(found.span.start, cursor), found.span.start, cursor, found.form)
  const magic = magicNamed(found.name)
  const variable = found.name === 'env' ? /^\s*(\w*)$/.exec(code.slice(nameEnd, cursor))?.[1] : undefined
  if (variable !== undefined) {
    const names = Object.keys(process.env).filter((name) => name.startsWith(variable))
    return completion(names.sort(), 'variable', cursor - variable.length, cursor)
  }
  const path = magic?.files ? /[^\s"']*$/.exec(code.slice(nameEnd, cursor))?.[0] : undefined
  if (path !== undefined && !path.startsWith('-')) return completeFiles(path, cursor)
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

/** In a command of the shell's: the file that its last word may become. Names of the notebook stand in braces. */
function inCommand(line: string, cursor: number): MagicCompletion {
  if (/\{[^{}]*$/.test(line)) return completion([], 'path', cursor, cursor)
  return completeFiles(/[^\s"'`=:;|&<>()!]*$/.exec(line)?.[0] ?? '', cursor)
}

/** Below a cell magic whose lines are no code of ours. */
function belowMagic(name: string, line: string, cursor: number): MagicCompletion | undefined {
  if (magicNamed(name)?.body !== 'text') return undefined
  return name === 'bash' ? inCommand(line, cursor) : completion([], 'path', cursor, cursor)
}

/** A sign alone is no magic yet: ask what a name behind it would be. */
function bareSign(code: string, cursor: number, sign: string): MagicCompletion | undefined {
  const found = possibleMagics(`${code.slice(0, cursor)}x x`).at(-1)
  return found?.rest.start === cursor + 1 ? names(sign, cursor - sign.length, cursor, found.form) : undefined
}

function names(typed: string, start: number, end: number, form: Form): MagicCompletion {
  const sign = form === 'cell' ? '%%' : '%'
  const all = MAGICS.filter((m) => m.on.includes(form)).map((m) => sign + m.name)
  return completion(
    all.filter((name) => name.startsWith(typed)),
    'magic',
    start,
    end,
  )
}

/** Files and folders whose path begins as typed; the match is the last part of it. */
export function completeFiles(typed: string, cursor: number): MagicCompletion {
  const slash = typed.lastIndexOf('/') + 1
  const part = typed.slice(slash)
  let entries: Dirent[] = []
  try {
    entries = readdirSync(resolve(typed.slice(0, slash).replace(/^~(?=\/)/, homedir()) || '.'), { withFileTypes: true })
  } catch {
    // no such folder: nothing to offer
  }
  const fitting = entries.filter(({ name }) => name.startsWith(part) && (part.startsWith('.') || !name.startsWith('.')))
  const matches = fitting.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort()
  return completion(matches, 'path', cursor - part.length, cursor)
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
