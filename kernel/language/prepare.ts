import ts from 'typescript'
import type { InternalSourceFile } from './internals.js'

/** A cell made ready for the converter, every offset as it was. */
export interface PreparedCell {
  /** The cell parsed, without the file's own edits. */
  file: ts.SourceFile
  code: string
  /** Awaits at top level, outside of any function of its own. */
  async: boolean
  /** Not told otherwise by a `// @ts-nocheck` at its top; such a cell must only parse. */
  checked: boolean
  /** Ends in `;;`: its value is not shown. */
  quiet: boolean
}

/** Parsed as a module, because there `await` is a keyword at top level. */
export function parseCell(code: string): InternalSourceFile {
  const setExternalModuleIndicator = (file: ts.SourceFile): void => {
    ;(file as { externalModuleIndicator?: unknown }).externalModuleIndicator = true
  }
  const options = { languageVersion: ts.ScriptTarget.ES2022, setExternalModuleIndicator }
  return ts.createSourceFile('cell.ts', code, options, true, ts.ScriptKind.TS) as InternalSourceFile
}

export function prepareCell(code: string): PreparedCell {
  const file = parseCell(code)
  return {
    file,
    code: withoutExportModifiers(file) + valueOfEnum(file),
    async: awaitsAtTop(file),
    checked: !/^\s*\/\/\s*@ts-nocheck\b/.test(code),
    quiet: isQuiet(file),
  }
}

/** The converter exports every name of a cell itself: an `export` of the user's is blanked out. */
function withoutExportModifiers(file: ts.SourceFile): string {
  let code = file.text
  const blank = (start: number, end: number): void => {
    code = code.slice(0, start) + code.slice(start, end).replace(/[^\r\n]/g, ' ') + code.slice(end)
  }
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement) && !statement.isExportEquals) {
      blank(statement.getStart(file), statement.expression.getStart(file))
      continue
    }
    if (ts.isExportDeclaration(statement)) {
      const plain = !statement.moduleSpecifier && statement.exportClause && ts.isNamedExports(statement.exportClause)
      if (plain && statement.exportClause.elements.every((e) => !e.propertyName))
        blank(statement.getStart(file), statement.end)
      continue
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    const isExport = modifiers.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
    const isDefault = modifiers.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword)
    const named = (statement as { name?: ts.Node }).name !== undefined
    if (!isExport || (isDefault && !named)) continue
    for (const m of modifiers) {
      if (m.kind === ts.SyntaxKind.ExportKeyword || m.kind === ts.SyntaxKind.DefaultKeyword)
        blank(m.getStart(file), m.end)
    }
  }
  return code
}

/** Outside of any function of its own. */
export function awaitsAtTop(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true
  if (ts.isForOfStatement(node) && node.awaitModifier) return true
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing)
    return true
  if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) return false
  return ts.forEachChild(node, (child) => awaitsAtTop(child) || undefined) ?? false
}

function isQuiet(file: ts.SourceFile): boolean {
  const last = file.statements.at(-1)
  return last !== undefined && ts.isEmptyStatement(last)
}

/** A cell that ends in an enum shows it: the declaration makes an object. */
function valueOfEnum(file: ts.SourceFile): string {
  const last = file.statements.at(-1)
  if (!last || !ts.isEnumDeclaration(last)) return ''
  const erased = last.modifiers?.some(
    (m) => m.kind === ts.SyntaxKind.ConstKeyword || m.kind === ts.SyntaxKind.DeclareKeyword,
  )
  return erased ? '' : `\n${last.name.text}`
}

/** The names that a statement declares, types included. */
export function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((d) => boundNames(d.name))
  const { name } = statement as { name?: ts.Node }
  return name && ts.isIdentifier(name) ? [name.text] : []
}

/** The names that a declaration binds, also out of objects and arrays. */
export function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []))
}
