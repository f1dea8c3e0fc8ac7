import ts from 'typescript'

export interface DeclarationFilter {
  /** Are types kept? */
  types: boolean
  /** Is the value of that name kept? A class is a value. */
  values(name: string): boolean
}

/** Some of the declarations in the text of a `.d.ts`. */
export function filterDeclarations(declarations: string, filter: DeclarationFilter): string {
  const options = { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
  const file = ts.createSourceFile('cell.d.ts', declarations, options, true)
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
  const print = (node: ts.Node): string => `${printer.printNode(ts.EmitHint.Unspecified, node, file)}\n`
  let kept = ''
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      const { declarationList: list, modifiers } = statement
      const some = list.declarations.filter((d) => ts.isIdentifier(d.name) && filter.values(d.name.text))
      if (some.length === 0) continue
      kept += print(
        ts.factory.updateVariableStatement(statement, modifiers, ts.factory.updateVariableDeclarationList(list, some)),
      )
    } else if (ts.isImportDeclaration(statement)) {
      const some = importOf(statement, filter)
      if (some) kept += print(some)
    } else if (isValue(statement) ? filter.values(statement.name?.text ?? '') : filter.types) kept += print(statement)
  }
  return kept
}

type ValueStatement = ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration

function isValue(statement: ts.Statement): statement is ValueStatement {
  const global = ts.isModuleDeclaration(statement) && !ts.isIdentifier(statement.name)
  if (global || (ts.isModuleDeclaration(statement) && statement.flags & ts.NodeFlags.GlobalAugmentation)) return false
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  )
}

/** An import binds each of its names; which of them are types alone is not told by its text, so a name is kept or not. */
function importOf(statement: ts.ImportDeclaration, filter: DeclarationFilter): ts.ImportDeclaration | undefined {
  const { importClause: clause } = statement
  if (!clause || clause.isTypeOnly) return filter.types ? statement : undefined
  const name = clause.name && filter.values(clause.name.text) ? clause.name : undefined
  let bindings = clause.namedBindings
  if (bindings && ts.isNamespaceImport(bindings)) bindings = filter.values(bindings.name.text) ? bindings : undefined
  else if (bindings) {
    const elements = bindings.elements.filter((e) => (e.isTypeOnly ? filter.types : filter.values(e.name.text)))
    bindings = elements.length > 0 ? ts.factory.updateNamedImports(bindings, elements) : undefined
  }
  if (!name && !bindings) return undefined
  const kept = ts.factory.updateImportClause(clause, clause.phaseModifier, name, bindings)
  return ts.factory.updateImportDeclaration(
    statement,
    statement.modifiers,
    kept,
    statement.moduleSpecifier,
    statement.attributes,
  )
}
