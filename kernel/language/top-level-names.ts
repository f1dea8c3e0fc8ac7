import ts from 'typescript'
import { boundNames } from './prepare.js'

/** Every name that a module declares at its top, values and types: what the compiler's binder finds, without binding. */
export function topLevelNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  const add = (name: ts.Node | undefined): void => {
    if (name && ts.isIdentifier(name) && name.text !== '') names.add(name.text)
  }
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) addAll(statement.declarationList)
    else if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings
      add(statement.importClause?.name)
      if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) add(name)
      else add(bindings?.name)
    } else if (ts.isModuleDeclaration(statement)) {
      // `declare global` adds to other names.
      if ((statement.flags & ts.NodeFlags.GlobalAugmentation) === 0) add(statement.name)
    } else if (isDeclaration(statement)) add(statement.name)
    else hoisted(statement)
  }
  return names

  function addAll(list: ts.VariableDeclarationList): void {
    for (const { name, initializer } of list.declarations) {
      for (const bound of boundNames(name)) if (bound !== '') names.add(bound)
      if (initializer) hoisted(initializer)
    }
  }
  /** A `var` inside of a block belongs to the top. */
  function hoisted(node: ts.Node): void {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) addAll(node)
    else ts.forEachChild(node, hoisted)
  }
}

type Declaration =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration
  | ts.ImportEqualsDeclaration

function isDeclaration(node: ts.Statement): node is Declaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isImportEqualsDeclaration(node)
  )
}
