import { type Magic, type MagicCall, RUNTIME, wholeNumber, wrongUse } from './magic.js'
import type { Piece, Span } from './pieces.js'

/** `%prun`: where the time goes. The code stays where it was, as with `%time`. */
export const prun: Magic = {
  name: 'prun',
  on: ['line', 'value', 'cell'],
  body: 'code',
  summary: [
    'Profiles an expression, a statement or a whole cell with V8’s sampling profiler: a flame chart (time from left to',
    'right, callers above what they call) and a table of functions. Of native code only the call is seen.',
  ].join('\n'),
  usage: ['%prun [-l ROWS] [-s ORDER] code', 'const y = %prun expression', '%%prun [-l ROWS] [-s ORDER]'],
  options: {
    l: { value: 'ROWS', help: 'rows of the table, 15 by default' },
    s: {
      value: 'ORDER',
      help: 'what the table is sorted by: self (time in the function itself, the default) or total',
    },
  },
  examples: ['%prun train(model)', '%prun -s total train(model)'],
  rewrite(call) {
    const { form, code } = call
    const settings = settingsOf(call)
    if (form === 'cell') {
      if (!code.empty) throw wrongUse(this, 'the code stands below it, not behind it')
      return { line: [`${RUNTIME}.profile(${CELL}, ${settings});`] }
    }
    const begin = `${RUNTIME}.profile(${call.id}, ${settings})`
    if (code.empty) throw wrongUse(this, 'what is to be profiled?')
    if (code.broken) return { line: [code.span] } // the compiler says what is wrong with it
    if (code.expression) return { line: profiled(call, begin) }
    if (form === 'value') throw wrongUse(this, 'after = it needs an expression')
    return { line: [`${begin};`, code.span, `;${RUNTIME}.profiled(${call.id}, undefined);`] }
  },
}

/** The session ends the profile of a whole cell when the cell ends. */
const CELL = 0

function settingsOf({ options }: MagicCall): string {
  const rows = wholeNumber(prun, options, 'l', 1) ?? 15
  const order = options.s ?? 'self'
  if (order !== 'self' && order !== 'total') throw wrongUse(prun, `-s is self or total, not '${order}'`)
  return `{rows: ${rows}, order: '${order}'}`
}

function profiled({ code, text }: MagicCall, begin: string): Piece[] {
  const expression = code.expression as Span
  const semicolons = text({ start: expression.end, end: code.span.end }).trim() || ';'
  return [`${RUNTIME}.profiled(${begin}, (`, expression, `))${semicolons}`]
}
