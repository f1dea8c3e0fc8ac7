import { isBuiltin } from 'node:module'
import { relative } from 'node:path'
import ts from 'typescript'
import { PACKAGE } from './config.js'
import { isLocal } from './files.js'
import type { InternalProgram, InternalSourceFile } from './internals.js'

/** A local `.ts` or `.js` file behind a cell. */
export interface LocalFile {
  fileName: string
  /** What the cell itself imports to get there. */
  specifier: string
}

/** The local files behind a cell's imports, transitively, dependencies first. */
export function localModules(
  imports: Iterable<[specifier: string, ts.ResolvedModuleWithFailedLookupLocations | undefined]>,
  program: InternalProgram,
): LocalFile[] {
  const seen = new Set<string>()
  const ordered: LocalFile[] = []
  const visit = (specifier: string, resolved: ts.ResolvedModuleFull | undefined): void => {
    if (!resolved || resolved.isExternalLibraryImport || seen.has(resolved.resolvedFileName)) return
    seen.add(resolved.resolvedFileName)
    const file = program.getSourceFile(resolved.resolvedFileName) as InternalSourceFile | undefined
    if (!file || !isLocal(file.fileName) || file.fileName.endsWith('.json')) return
    for (const inner of file.imports)
      visit(specifier, program.getResolvedModuleFromModuleSpecifier(inner, file)?.resolvedModule)
    ordered.push({ fileName: file.fileName, specifier })
  }
  for (const [specifier, resolution] of imports) visit(specifier, resolution?.resolvedModule)
  return ordered
}

/**
 * The packages that a text imports by declarations, as `packages` of a cell or a module.
 * @param isFile is a bare specifier the name of a user's file?
 */
export function importedPackages(file: ts.SourceFile, isFile: (specifier: string) => boolean): { packages?: string[] } {
  const specifiers = file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) {
      const { importClause, moduleSpecifier } = statement
      return importClause?.isTypeOnly || !ts.isStringLiteral(moduleSpecifier) ? [] : [moduleSpecifier.text]
    }
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return []
    return statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text]
      : []
  })
  const packages = [...new Set(specifiers)].filter(
    (s) => !/^[./]/.test(s) && s !== PACKAGE && !isBuiltin(s) && !isFile(s),
  )
  return packages.length > 0 ? { packages } : {}
}

/** A message about a local module, as one about the import that leads to it: `wrong.ts:2:14: …`. */
export function atImport(d: ts.Diagnostic, { specifier }: LocalFile, cell: ts.SourceFile): ts.Diagnostic {
  const find = (node: ts.Node): ts.Node | undefined =>
    ts.isStringLiteralLike(node) && node.text === specifier ? node : ts.forEachChild(node, find)
  const literal = find(cell)
  const at = literal ? { start: literal.getStart(cell), length: literal.getWidth(cell) } : { start: 0, length: 0 }
  const { line, character } = ts.getLineAndCharacterOfPosition(d.file!, d.start ?? 0)
  const where = `${relative(process.cwd(), d.file!.fileName)}:${line + 1}:${character + 1}`
  return { ...d, ...at, file: cell, messageText: `${where}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}` }
}
