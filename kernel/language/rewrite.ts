import ts from 'typescript'
import { rewriteMagics } from '../magics/index.js'
import { parseCell } from './prepare.js'
import { RewrittenCell } from './rewritten.js'

/** A cell as TypeScript, its magics rewritten, or what is wrong with one of them. */
export function rewriteCell(
  code: string,
  knows?: (name: string) => boolean,
): { cell: RewrittenCell } | { error: string } {
  const made = rewriteMagics(code, knows)
  if ('error' in made) return made
  if (!isObject(made.code)) return { cell: new RewrittenCell(code, made.code, made.map) }
  const moved = {
    original: (offset: number): number => made.map.original(Math.max(0, Math.min(offset - 1, made.code.length))),
    rewritten: (offset: number): number => made.map.rewritten(offset) + 1,
  }
  return { cell: new RewrittenCell(code, `(${made.code})`, moved) }
}

/** `{ a: 1 }` alone is a block to the parser; whoever types it as a cell means the object. */
function isObject(code: string): boolean {
  const text = code.trim()
  if (!text.startsWith('{') || !text.endsWith('}')) return false
  const wrapped = parseCell(`(${code})`)
  const [only] = wrapped.statements
  return (
    wrapped.parseDiagnostics.length === 0 &&
    wrapped.statements.length === 1 &&
    ts.isExpressionStatement(only!) &&
    ts.isParenthesizedExpression(only.expression) &&
    ts.isObjectLiteralExpression(only.expression.expression)
  )
}
