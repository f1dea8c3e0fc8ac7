import ts from 'typescript'

/** The declarations of a cell (text of a `.d.ts`) without the values that never came to be. Types always stay. */
export function keepDefined(declarations: string, defined: ReadonlySet<string>): string {
  const file = ts.createSourceFile(
    'cell.d.ts',
    declarations,
    { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
  )
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
  let kept = ''
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      const { declarationList } = statement
      const declarations = declarationList.declarations.filter(
        (d) => ts.isIdentifier(d.name) && defined.has(d.name.text),
      )
      if (declarations.length === 0) continue
      const list = ts.factory.updateVariableDeclarationList(declarationList, declarations)
      kept += `${printer.printNode(ts.EmitHint.Unspecified, ts.factory.updateVariableStatement(statement, statement.modifiers, list), file)}\n`
    } else if (!declaresValue(statement) || [...namesOf(statement)].some((name) => defined.has(name))) {
      kept += `${statement.getText(file)}\n`
    }
  }
  return kept
}

function declaresValue(statement: ts.Statement): boolean {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    (ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly)
  )
}

function* namesOf(statement: ts.Statement): Generator<string> {
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause
    if (clause?.name) yield clause.name.text
    const bindings = clause?.namedBindings
    if (bindings && ts.isNamespaceImport(bindings)) yield bindings.name.text
    else if (bindings) for (const element of bindings.elements) yield element.name.text
    return
  }
  const { name } = statement as { name?: ts.Node }
  if (name && ts.isIdentifier(name)) yield name.text
}
