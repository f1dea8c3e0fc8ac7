import { inspect, stripVTControlCharacters } from 'node:util'
import type { CellError } from '../rooms.js'
import { excerpt } from './excerpt.js'
import { type Frame, placeOf } from './frames.js'
import { isInterrupt } from './interrupt.js'
import { type Stacks, safely } from './stacks.js'
import { bold, cyan, dim, red } from './style.js'

/** Frames below this many are counted, not shown. */
const MOST_FRAMES = 20
/** Causes, and errors of an AggregateError, deeper than this are not followed. */
const MOST_DEPTH = 8

/** `process.exit` in a cell: ends the cell, not the kernel. */
export class SystemExit extends Error {
  override readonly name = 'SystemExit'

  constructor(readonly exitCode: number) {
    super(String(exitCode))
  }
}

/** A thrown value, as Jupyter's `error` message tells it: name, message, and a traceback in the user's own source. */
export function describeError(thrown: unknown, stacks: Stacks): CellError {
  const { ename, evalue } = nameAndMessage(thrown)
  if (isInterrupt(thrown)) return { ename, evalue, traceback: [red(ename)] }
  return { ename, evalue, traceback: tell(thrown, stacks, '', []) }
}

function nameAndMessage(thrown: unknown): { ename: string; evalue: string } {
  if (isErrorLike(thrown)) {
    return { ename: String(thrown.name) || 'Error', evalue: asTyped(stripVTControlCharacters(String(thrown.message))) }
  }
  const text = typeof thrown === 'string' ? thrown : (safely(() => inspect(thrown, { colors: false })) ?? typeof thrown)
  return { ename: 'Uncaught', evalue: stripVTControlCharacters(text) }
}

/** V8 quotes the JavaScript that it runs, where names of cells are properties: `exports.g.h is not a function`. */
function asTyped(message: string): string {
  if (!/ is not (?:a function|a constructor|iterable|async iterable|defined)\b/.test(message)) return message
  return message
    .replace(/\(0 ?, exports\.([\p{ID_Start}$_][\p{ID_Continue}$]*)\)/gu, '$1')
    .replace(/\bexports\.(?=[\p{ID_Start}$_])/gu, '')
}

interface ErrorLike {
  name: unknown
  message: unknown
  cause?: unknown
  errors?: unknown
}

/** Errors of other realms are no instances of this one's Error. */
function isErrorLike(value: unknown): value is ErrorLike {
  if (typeof value !== 'object' || value === null) return false
  return (
    value instanceof Error ||
    safely(() => typeof (value as ErrorLike).name === 'string' && typeof (value as ErrorLike).message === 'string') ===
      true
  )
}

function tell(thrown: unknown, stacks: Stacks, label: string, above: unknown[]): string[] {
  const { ename, evalue } = nameAndMessage(thrown)
  const lines = [`${label}${red(bold(ename))}${evalue === '' ? '' : `: ${evalue}`}`]
  if (typeof thrown !== 'object' || thrown === null) return lines
  lines.push(...properties(thrown), ...places(stacks.framesOf(thrown)))
  if (above.includes(thrown) || above.length >= MOST_DEPTH || !isErrorLike(thrown)) return lines
  const inside = [...above, thrown]
  const errors = Array.isArray(thrown.errors) ? (thrown.errors as unknown[]) : []
  errors.forEach((error, i) => {
    lines.push('', ...tell(error, stacks, `${i + 1} of ${errors.length}: `, inside))
  })
  if (thrown.cause !== undefined) lines.push('', ...tell(thrown.cause, stacks, 'Caused by ', inside))
  return lines
}

/** What an error carries beside its message, such as the `code` of the file system's. */
function properties(error: object): string[] {
  const told = new Set(['name', 'message', 'stack', 'cause', 'errors', 'exitCode'])
  for (const key of safely(() => assertionFields(error)) ?? []) told.add(key)
  const keys = safely(() => Object.keys(error).filter((key) => !told.has(key))) ?? []
  if (!(error instanceof Error) || keys.length === 0) return []
  const shown = safely(() =>
    inspect(Object.fromEntries(keys.map((key) => [key, (error as unknown as Record<string, unknown>)[key]])), {
      depth: 1,
      breakLength: 100,
    }),
  )
  return shown === undefined ? [] : [dim(shown)]
}

/** What the message of `node:assert` tells already: all of it where it was made of both sides, not these where the user wrote it. */
function assertionFields(error: { code?: unknown; generatedMessage?: unknown; actual?: unknown; expected?: unknown }) {
  if (error.code !== 'ERR_ASSERTION') return []
  const fields = ['generatedMessage', 'code', 'operator', 'diff']
  const sides = error.actual !== undefined || error.expected !== undefined
  return error.generatedMessage === true || !sides ? [...fields, 'actual', 'expected'] : fields
}

/** Every frame with its place; the source around the first, and the line alone of the others. */
function places(frames: Frame[]): string[] {
  const lines: string[] = []
  let shown = 0
  for (let i = 0; i < frames.length && shown < MOST_FRAMES; shown++) {
    const frame = frames[i] as Frame
    let repeats = 1
    while (i + repeats < frames.length && sameFrame(frame, frames[i + repeats] as Frame)) repeats++
    lines.push(
      `${cyan(placeOf(frame))}${frame.name ? dim(` in ${frame.name}`) : ''}`,
      ...excerpt(frame, shown === 0 ? 2 : 0),
    )
    // Two on one line are a call inside a call.
    if (repeats > 2) lines.push(dim(`      … the same ${repeats - 1} more times`))
    i += repeats
    if (shown + 1 === MOST_FRAMES && i < frames.length) lines.push(dim(`… ${frames.length - i} more`))
  }
  return lines
}

function sameFrame(a: Frame, b: Frame): boolean {
  return a.cell === b.cell && a.file === b.file && a.line === b.line && a.name === b.name
}
