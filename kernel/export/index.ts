/** `tsgrad export`: the cells of a notebook that begin with `//| export`, as a module. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import ts from 'typescript'
import { freeNames, programOf, runtimeNames } from './check.js'
import { assemble, ExportError, layOut, type Piece } from './module.js'
import { type ExportCell, isExported, readCells } from './notebook.js'

export { ExportError }

export interface Exported {
  /** The files that were written. */
  files: string[]
  cells: number
  names: string[]
}

/**
 * Writes the module of a notebook. `file` ends in `.ts`, or in `.js` or `.mjs` for JavaScript with declarations beside it;
 * without it the module lies beside the notebook, named by `//| default_exp`, else like the notebook without its number.
 *
 * Errors: ExportError if nothing is to be exported or the module would not type-check; nothing is written then. What the
 * file system says.
 */
export function exportNotebook(notebook: string, file?: string): Exported {
  const source = resolve(notebook)
  const all = readCells(source)
  const cells = all.filter(isExported)
  if (cells.length === 0) throw new ExportError(`${notebook}: no cell begins with //| export`)
  const target = file === undefined ? defaultFile(source, all) : resolve(file)
  const kind = extname(target)
  if (!['.ts', '.js', '.mjs'].includes(kind))
    throw new ExportError(`a module is written as .ts, .js or .mjs, got '${basename(target)}'`)

  const typescript = target.replace(/\.m?js$/, kind === '.mjs' ? '.mts' : '.ts')
  const { pieces, imports } = assemble(cells, source, target)
  const head = `// Made from ${basename(source)} by \`tsgrad export\`: change the notebook, not this file.`

  const bare = layOut([head, ...imports.lines()], pieces)
  const first = programOf(typescript, bare.text)
  const preloaded = runtimeNames()
  for (const name of freeNames(first.program, first.file)) {
    const what = preloaded.get(name)
    if (what) imports.addName('tsgrad', what === 'type' ? `type ${name}` : name)
  }
  const { text, placed } = layOut([head, ...imports.lines()], pieces)
  const { program, file: checked } = programOf(typescript, text)
  const wrong = ts.getPreEmitDiagnostics(program, checked)
  if (wrong.length > 0) throw new ExportError(wrong.map((diagnostic) => explained(diagnostic, placed)).join('\n'))

  mkdirSync(dirname(target), { recursive: true })
  const files: string[] = []
  const write = (path: string, content: string): void => {
    writeFileSync(path, content)
    files.push(path)
  }
  if (kind === '.ts') write(target, text)
  else program.emit(checked, write)
  const module = program.getTypeChecker().getSymbolAtLocation(checked)
  const names = module
    ? program
        .getTypeChecker()
        .getExportsOfModule(module)
        .map(({ name }) => name)
    : []
  return { files, cells: cells.length, names }
}

/** Errors: ExportError if two cells name the module differently. */
function defaultFile(source: string, cells: readonly ExportCell[]): string {
  const names = new Set(cells.flatMap(({ directives }) => directives.get('default_exp') ?? []))
  if (names.size > 1) throw new ExportError(`default_exp is given as ${[...names].join(' and ')}`)
  const [name = basename(source, extname(source)).replace(/^\d+[_-]?/, '') || 'notebook'] = names
  return join(dirname(source), `${name.replaceAll('.', '/')}.ts`)
}

/** A diagnostic, at the cell and the line it came from. */
function explained({ file, start, messageText, code }: ts.Diagnostic, placed: readonly Piece[]): string {
  const message = `${ts.flattenDiagnosticMessageText(messageText, '\n')} (TS${code})`
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : -1
  const piece = placed.findLast((one) => one.line <= line)
  const hint = code === 2304 || code === 2552 ? '; is it declared in a cell that is not exported?' : ''
  return piece ? `cell ${piece.cell}, line ${line - piece.line + piece.firstLine + 1}: ${message}${hint}` : message
}
