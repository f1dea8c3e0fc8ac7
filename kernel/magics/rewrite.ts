import { findMagics, type Knows, type Occurrence } from './find.js'
import { helpText } from './help.js'
import { type Magic, type MagicCall, RUNTIME, readOptions, readWords, UsageError } from './magic.js'
import { parseCode, parses } from './parse.js'
import { applyReplacements, identityMap, type OffsetMap, type Replacement } from './pieces.js'
import { magicNamed, unknownMagic } from './table.js'

/** A cell whose magics have become TypeScript: as many lines as before. */
export interface RewrittenCell {
  code: string
  map: OffsetMap
}

/** A magic was used wrongly: what stands behind `UsageError: `. */
export interface MagicError {
  error: string
}

/**
 * Turns the magics of a cell into TypeScript that keeps lines, names and types; the result calls the runtime half through
 * the ambient `__magics` (`declarations.ts`). A cell without magics comes back as it is.
 */
export function rewriteMagics(code: string, knows?: Knows): RewrittenCell | MagicError {
  const found = magicsOf(code, knows)
  if (found.length === 0) return { code, map: identityMap }
  try {
    return applyReplacements(
      code,
      found.flatMap((magic, i) => rewriteOne(code, magic, i + 1, knows)),
    )
  } catch (error) {
    if (error instanceof UsageError) return { error: error.message }
    throw error
  }
}

/** The magics of a cell, without the lines that merely look like one: `17⏎%x` is a remainder. */
export function magicsOf(code: string, knows?: Knows): Occurrence[] {
  return possibleMagics(code, knows).filter((magic) => !isRemainder(code, magic))
}

/** The magics of a cell, also those that may turn out to be a remainder. */
export function possibleMagics(code: string, knows?: Knows): Occurrence[] {
  return findMagics(code, knows).flatMap((magic) => {
    if (magic.form === 'cell' && !magic.asked && isFirst(code, magic)) return [magic, ...insideCell(code, magic, knows)]
    return [magic]
  })
}

function isRemainder(code: string, magic: Occurrence): boolean {
  if (!magic.mayContinue || magicNamed(magic.name)) return false
  return parses(`0 ${code.slice(magic.span.start, magic.span.end)}`)
}

/** Magics below `%%time`; the code of `%%timeit` is one piece, and what is below `%%bash` is none of ours. */
function insideCell(code: string, cell: Occurrence, knows?: Knows): Occurrence[] {
  if (magicNamed(cell.name)?.body !== 'code') return []
  const below = cell.span.end
  const moved = (span: { start: number; end: number }) => ({ start: span.start + below, end: span.end + below })
  return possibleMagics(code.slice(below), knows).map((m) => ({ ...m, span: moved(m.span), rest: moved(m.rest) }))
}

/** Only blank lines, comments and cell magics that take code may stand above a cell magic. */
function isFirst(code: string, magic: Occurrence): boolean {
  const above = code.slice(0, magic.span.start)
  const rest = above.replace(/^([ \t]*)%%(\w+).*$/gm, (line, _, name) =>
    magicNamed(name)?.body === 'code' ? '' : line,
  )
  return parseCode(rest, { start: 0, end: rest.length }).empty
}

function rewriteOne(code: string, found: Occurrence, id: number, knows: Knows = () => false): Replacement[] {
  const magic = magicNamed(found.name)
  const whole = found.form === 'cell'
  if (magic && found.form === 'value' && !magic.on.includes('value'))
    throw new UsageError(`%${found.name} gives no value: it stands on a line of its own.`)
  if (!magic || !(found.asked || magic.on.includes(found.form))) throw unknownMagic(found.name, whole)
  if (found.asked) return [{ ...found.span, by: [`${RUNTIME}.page(${JSON.stringify(helpText(magic))});`] }]
  const rest = code.slice(found.rest.start, found.rest.end)
  const takes = magic.takes ?? 'code'
  const { options, length, words } =
    takes === 'words' ? { ...readWords(magic, rest), length: 0 } : { ...readOptions(magic, rest), words: [] }
  const body = whole ? { start: found.span.end, end: code.length } : undefined
  if (body) checkCell(code, found, magic)
  const codeStart = takes === 'code' ? found.rest.start + length : found.rest.end
  const call: MagicCall = {
    form: found.form,
    options,
    code: parseCode(code, { start: codeStart, end: found.rest.end }),
    ...(body && magic.body !== 'text' && { body: parseCode(code, body) }),
    argument: rest.slice(length).trim(),
    argumentAt: found.rest.start + rest.length - rest.slice(length).trimStart().length,
    words,
    below: body ? code.slice(body.start, body.end).replace(/^\r?\n/, '') : '',
    id,
    text: ({ start, end }) => code.slice(start, end),
    knows: (name) => knows(name) || declares(code, name),
  }
  const made = magic.rewrite(call)
  const line: Replacement = { ...found.span, by: keepLines(code, found.span, made.line) }
  if (body && magic.body === 'text') return [line, { ...body, by: ['\n'.repeat(call.below.split('\n').length)] }]
  if (!made.body || !call.body) return [line]
  return [line, { ...call.body.span, by: made.body }]
}

function checkCell(code: string, found: Occurrence, magic: Magic): void {
  const { name } = magic
  if (!isFirst(code, found)) throw new UsageError(`Cell magic \`%%${name}\` must stand on the first line of its cell.`)
  if (code.slice(found.span.end).trim() === '') {
    const other = magic.on.includes('line') ? ` Did you mean the line magic %${name} (single %)?` : ''
    throw new UsageError(`%%${name} is a cell magic, but the cell body is empty.${other}`)
  }
}

/** Does a line of the cell look as if it declared the name? */
function declares(code: string, name: string): boolean {
  const word = name.replaceAll('$', '\\$')
  return new RegExp(`\\b(?:const|let|var|using|function|class|enum|import)\\b.*(?<![\\w$.])${word}(?![\\w$])`).test(
    code,
  )
}

/** Comments that are left out of a magic's code may have held line ends. */
function keepLines(code: string, span: { start: number; end: number }, pieces: Replacement['by']): Replacement['by'] {
  const count = (text: string): number => text.split('\n').length - 1
  const after = pieces.reduce((sum, p) => sum + count(typeof p === 'string' ? p : code.slice(p.start, p.end)), 0)
  return [...pieces, '\n'.repeat(Math.max(0, count(code.slice(span.start, span.end)) - after))]
}
