import { readOptions } from '../magics/magic.js'
import { magicsOf } from '../magics/rewrite.js'
import { magicNamed } from '../magics/table.js'

/**
 * A cell with the words of its magics blanked out and the code behind them left where it stands. It need not be correct:
 * this is for questions about a cell that is still being typed.
 */
export function withoutMagics(code: string): string {
  let text = code
  for (const { name, span, rest, asked, form } of magicsOf(code, anyName)) {
    const bodyIsText = form === 'cell' && !asked && magicNamed(name)?.body === 'text'
    const codeStart = asked ? span.end : rest.start + optionsLength(name, code.slice(rest.start, rest.end))
    const end = bodyIsText ? code.length : codeStart
    text = text.slice(0, span.start) + code.slice(span.start, end).replace(/[^\r\n]/g, ' ') + text.slice(end)
  }
  return text
}

/** Here a `!` line that reads as code is code: completion and inspection have something to say of it. */
export const anyName = (): boolean => true

function optionsLength(name: string, text: string): number {
  const magic = magicNamed(name)
  if (!magic || (magic.takes ?? 'code') !== 'code') return text.length
  try {
    return readOptions(magic, text).length
  } catch {
    return text.length // a wrong option: nothing behind it can be told from it
  }
}
