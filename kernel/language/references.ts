import ts from 'typescript'
import { compiler } from './internals.js'

interface Scope extends ts.Node {
  /** Names declared in it, set by the binder. */
  locals?: Map<ts.__String, ts.Symbol>
}

/** A parsed and bound JavaScript module: enough to tell which identifiers mean a name at its top. */
export function parseModule(js: string): ts.SourceFile {
  const file = ts.createSourceFile(
    'cell.js',
    js,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false, // the binder sets them
    ts.ScriptKind.JS,
  )
  compiler.bindSourceFile(file, { target: ts.ScriptTarget.ESNext })
  return file
}

/** Is it the use of a name, not the name of a property, a label or a declaration? */
export function isUse(id: ts.Identifier): boolean {
  const { parent } = id
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name !== id
  if (ts.isBindingElement(parent)) return parent.initializer === id
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === id
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent.initializer === id
  if (ts.isLabeledStatement(parent)) return parent.label !== id
  const named =
    ts.isMethodDeclaration(parent) ||
    ts.isAccessor(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isClassLike(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isExportSpecifier(parent)
  return !named
}

/** Does a name at this place mean what stands at the top of the module, with nothing of the same name in between? */
export function meansTopLevel(id: ts.Identifier): boolean {
  for (let node: Scope = id.parent; !ts.isSourceFile(node); node = node.parent) {
    if (node.locals?.has(id.escapedText)) return false
    if ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name?.escapedText === id.escapedText)
      return false
  }
  return true
}
