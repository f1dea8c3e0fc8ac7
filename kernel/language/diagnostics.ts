import ts from 'typescript'
import type { CellDiagnostic, RejectedCell } from '../rooms.js'
import type { CompilationFailure } from './compiled.js'
import type { RewrittenCell } from './rewritten.js'

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
    evalue: first ? `TS${first.code}: ${first.message}` : 'The cell does not compile',
    diagnostics,
  }
}

function byPosition(a: CellDiagnostic, b: CellDiagnostic): number {
  return a.start.line - b.start.line || a.start.column - b.start.column
}

function cellDiagnostic(d: ts.Diagnostic, { file, offset }: CompilationFailure, cell: RewrittenCell): CellDiagnostic {
  const inCell = d.file === file
  const start = inCell ? cell.toTyped(Math.max(0, (d.start ?? 0) - offset)) : 0
  const end = inCell ? cell.toTyped(Math.max(0, (d.start ?? 0) + (d.length ?? 0) - offset)) : 0
  return {
    code: d.code,
    message: (inCell ? '' : place(d)) + readable(d),
    start: cell.typed.position(start),
    end: cell.typed.position(Math.max(start, end)),
    category:
      d.category === ts.DiagnosticCategory.Error
        ? 'error'
        : d.category === ts.DiagnosticCategory.Warning
          ? 'warning'
          : 'suggestion',
  }
}

/** Where a local module is wrong. */
function place(d: ts.Diagnostic): string {
  if (!d.file) return ''
  const { line, character } = ts.getLineAndCharacterOfPosition(d.file, d.start ?? 0)
  return `${d.file.fileName}:${line + 1}:${character + 1}: `
}

/** A quoted sentence of PyTorch's that a shape type stands for: `'"mat1 and mat2 shapes …"'`. */
const SENTENCE = / of type [\s\S]*?'"((?:[^"\\]|\\.)+)"(?: \| .*)?'\.?$/
const SHAPE_CODES = new Set([2345, 2684])

function readable(d: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(d.messageText, '\n')
  const first = typeof d.messageText === 'string' ? d.messageText : d.messageText.messageText
  const sentence = SHAPE_CODES.has(d.code) ? SENTENCE.exec(first)?.[1] : undefined
  if (sentence) return sentence.replace(/\\(.)/g, '$1')
  return text.replace(/import\("[^"]*"\)\./g, '')
}
