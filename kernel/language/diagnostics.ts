import ts from 'typescript'
import type { CellDiagnostic, RejectedCell } from '../rooms.js'
import type { CompilationFailure } from './compiled.js'
import { hint, isHint } from './hints.js'
import { compiler } from './internals.js'
import type { RewrittenCell } from './rewritten.js'
import { isCellFile, shortPath, withoutImports } from './sources.js'

/** TypeScript numbers its messages about grammar from 1000 to 1999. */
const isGrammar = (code: number): boolean => code >= 1000 && code < 2000

/** What the user reads when a cell is refused: the messages in order, placed in the cell as typed. */
export function rejection(failure: CompilationFailure, cell: RewrittenCell): RejectedCell {
  const diagnostics = failure.diagnostics.map((d) => cellDiagnostic(d, failure, cell)).sort(byPosition)
  const first = diagnostics[0]
  const syntax = failure.syntax || (first !== undefined && isGrammar(first.code))
  return {
    status: 'error',
    ename: syntax ? 'SyntaxError' : 'TypeScriptError',
    evalue: first ? `TS${first.code}: ${first.message.split('\n')[0]}` : 'The cell does not compile',
    diagnostics,
  }
}

function byPosition(a: CellDiagnostic, b: CellDiagnostic): number {
  return a.start.line - b.start.line || a.start.column - b.start.column
}

function cellDiagnostic(d: ts.Diagnostic, failure: CompilationFailure, cell: RewrittenCell): CellDiagnostic {
  const { offset } = failure
  const start = cell.toTyped(Math.max(0, (d.start ?? 0) - offset))
  const end = cell.toTyped(Math.max(0, (d.start ?? 0) + (d.length ?? 0) - offset))
  return {
    code: d.code,
    message: [readable(d, failure.checker), ...related(d, failure, cell)].join('\n'),
    start: cell.typed.position(start),
    end: cell.typed.position(Math.max(start, end)),
    category: 'error',
  }
}

/** How many places a message points at beside its own. */
const MOST_RELATED = 4

/** Where else to look: `  2:7: 'b' is declared here.`, in a file `  helpers.ts:2:7: …`. */
function related(d: ts.Diagnostic, { offset }: CompilationFailure, cell: RewrittenCell): string[] {
  const places = (d.relatedInformation ?? []).filter((info) => !isHint(info))
  return places.slice(0, MOST_RELATED).map(({ file, start = 0, messageText }) => {
    const text = withoutImports(ts.flattenDiagnosticMessageText(messageText, ' '))
    if (!file) return `  ${text}`
    if (file === d.file) {
      const { line, column } = cell.typed.position(cell.toTyped(Math.max(0, start - offset)))
      return `  ${line}:${column}: ${text}`
    }
    // What an earlier cell declared is kept as declarations, whose lines are not those that were typed.
    if (isCellFile(file.fileName)) return `  In an earlier cell: ${text}`
    const { line, character } = file.getLineAndCharacterOfPosition(start)
    return `  ${shortPath(file.fileName)}:${line + 1}:${character + 1}: ${text}`
  })
}

/** A quoted sentence of PyTorch's that a shape type stands for: `'"mat1 and mat2 shapes …"'`. */
const SENTENCE = / of type [\s\S]*?'"((?:[^"\\]|\\.)+)"(?: \| .*)?'\.?$/
const SHAPE_CODES = new Set([2345, 2684])

/** `Set.union` of a newer ECMAScript: what follows is about compiler options, which a notebook has none of. */
const LIBRARY_ADVICE = / Do you need to change your target library\?.*$/m
const BETWEEN_TENSORS = /^(?:Type|Argument of type) 'Tensor<.*'Tensor<.*'\.?$/

function readable(d: ts.Diagnostic, checker: ts.TypeChecker): string {
  const [first = '', ...rest] = ts.flattenDiagnosticMessageText(d.messageText, '\n').split('\n')
  const sentence = SHAPE_CODES.has(d.code) ? SENTENCE.exec(first)?.[1] : undefined
  if (sentence) return sentence.replace(/\\(.)/g, '$1')
  // Between two shapes the first line says it all; the others walk down the type's members.
  const lines = BETWEEN_TENSORS.test(first) ? [first + reshapingAdvice(d)] : [first + hint(d, first, checker), ...rest]
  return withoutImports(lines.join('\n'))
    .replace(LIBRARY_ADVICE, ` (this is Node ${process.version})`)
    .replaceAll('Tensor<any>', 'Tensor')
}

/** A variable keeps the shape of its first value, unless it is declared without one. */
function reshapingAdvice({ file, start }: ts.Diagnostic): string {
  const name = file && start !== undefined ? compiler.getTouchingPropertyName(file, start) : undefined
  if (!name || !ts.isIdentifier(name) || !ts.isBinaryExpression(name.parent) || name.parent.left !== name) return ''
  return ` To let its shape change, declare it \`let ${name.text}: Tensor = …\`.`
}
