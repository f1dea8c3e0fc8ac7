import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping'
import ts from 'typescript'
import type { Transpiled } from '../rooms.js'
import { CELL_OPTIONS } from './options.js'
import { rewriteCell } from './rewrite.js'

/** An expression as it is typed into a debugger, or statements, without types. */
export function transpile({ code }: { code: string }): Transpiled {
  // As an expression first: `{ a: 1 }` is an object there.
  const expression = strip(`(${code}\n)`)
  if (expression.wrong === undefined) return { js: expression.js, expression: true }
  const { js, wrong } = strip(code)
  return wrong === undefined ? { js, expression: false } : { error: wrong }
}

function strip(code: string): { js: string; wrong?: string } {
  const { outputText, diagnostics = [] } = ts.transpileModule(code, {
    compilerOptions: { target: CELL_OPTIONS.target, module: ts.ModuleKind.ESNext, newLine: CELL_OPTIONS.newLine },
    reportDiagnostics: true,
  })
  const js = outputText.replace(/^export \{\};?\s*$/m, '').replace(/;\s*$/, '')
  const [first] = diagnostics
  return first ? { js, wrong: ts.flattenDiagnosticMessageText(first.messageText, '\n') } : { js }
}

/** See `Language.executableLines`: the lines that the compiler maps some JavaScript to. */
export function executableLines({ code }: { code: string }): number[] {
  const made = rewriteCell(code)
  if ('error' in made) return []
  const source = made.cell
  const { sourceMapText, diagnostics = [] } = ts.transpileModule(source.rewritten.text, {
    // A comment is mapped as well where it is kept.
    compilerOptions: { ...CELL_OPTIONS, declaration: false, removeComments: true },
    reportDiagnostics: true,
  })
  if (diagnostics.length > 0 || sourceMapText === undefined) return []
  const place = source.place(0)
  const lines = decodedMappings(new TraceMap(sourceMapText)).flatMap((segments) =>
    segments.flatMap((segment) => {
      const at = segment.length === 1 ? undefined : place(segment[2], segment[3])
      return at ? [at.line + 1] : []
    }),
  )
  return [...new Set(lines)].sort((a, b) => a - b)
}
