import ts from 'typescript'
import { magicsOf } from '../magics/rewrite.js'
import type { Completeness } from '../rooms.js'
import type { InternalSourceFile } from './internals.js'
import { parseCell } from './prepare.js'
import { anyName, withoutMagics } from './without-magics.js'

/** What no further line can mend: a string, a regular expression that ends with its line. */
const UNTERMINATED = new Set([1002, 1161])

const HELP_LINE = /^\s*(?:\?{1,2}\s*\S+|\S+\s*\?{1,2})\s*;?\s*$/

/** Would the cell run as it stands, does it want more lines, or can nothing save it? */
export function completeness(code: string): Completeness {
  if (HELP_LINE.test(code)) return { status: 'complete' }
  const text = withoutMagics(code)
  const cell = magicsOf(code, anyName).find((magic) => magic.form === 'cell' && !magic.asked)
  if (cell && code.slice(cell.span.end).trim() === '') return { status: 'incomplete', indent: '' }
  const file = parseCell(text)
  // Where the code ends: white space and comments behind it do not count.
  const end = file.endOfFileToken.pos
  const errors = [...file.parseDiagnostics].sort((a, b) => a.start - b.start)
  const [first] = errors
  if (!first) return isCutOff(file) ? { status: 'incomplete', indent: nextIndent(code, file) } : { status: 'complete' }
  if (endsInLoneKeyword(file)) return { status: 'incomplete', indent: '' }
  if (errors.some((e) => UNTERMINATED.has(e.code)) || first.start < end) return { status: 'invalid' }
  return { status: 'incomplete', indent: nextIndent(code, file) }
}

/** `let` without a name and a function without a body: the parser takes them, and the checker never does. */
function isCutOff(file: ts.SourceFile): boolean {
  const last = file.statements.at(-1)
  if (!last || /;\s*$/.test(last.getText(file))) return false
  if (ts.isVariableStatement(last)) return last.declarationList.declarations.length === 0
  if (!ts.isFunctionDeclaration(last) || last.body) return false
  return !last.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword)
}

/** `import` and `export` with nothing behind them: TypeScript calls the word itself wrong, and not what is missing. */
function endsInLoneKeyword({ text, endOfFileToken, parseDiagnostics: [first] }: InternalSourceFile): boolean {
  if (!first || !/^(?:im|ex)port$/.test(text.slice(first.start, first.start + first.length))) return false
  return text.slice(first.start + first.length, endOfFileToken.end).trim() === ''
}

/** As deep as the last line, and one step deeper if it leaves a bracket open. */
function nextIndent(typed: string, file: InternalSourceFile): string {
  const lineStart = file.text.trimEnd().lastIndexOf('\n') + 1
  const indent = /^[ \t]*/.exec(typed.slice(lineStart))![0]
  if (isInsideText(file)) return indent
  const scanner = ts.createScanner(
    ts.ScriptTarget.ES2022,
    true,
    ts.LanguageVariant.Standard,
    file.text.slice(lineStart),
  )
  let depth = 0
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (OPENING.has(token)) depth++
    else if (CLOSING.has(token)) depth = Math.max(0, depth - 1)
  }
  return depth > 0 ? indent + (indent.includes('\t') ? '\t' : '  ') : indent
}

const OPENING = new Set([ts.SyntaxKind.OpenBraceToken, ts.SyntaxKind.OpenBracketToken, ts.SyntaxKind.OpenParenToken])
const CLOSING = new Set([ts.SyntaxKind.CloseBraceToken, ts.SyntaxKind.CloseBracketToken, ts.SyntaxKind.CloseParenToken])

/** Does the text end inside a template or a comment, where indentation would be content? */
function isInsideText({ parseDiagnostics }: InternalSourceFile): boolean {
  return parseDiagnostics.some((d) => d.code === 1160 || d.code === 1010)
}
