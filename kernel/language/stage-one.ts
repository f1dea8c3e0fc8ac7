import ts from 'typescript'
import type { NotebookNames } from './names.js'
import { boundNames } from './prepare.js'

const { factory } = ts

/**
 * What the engine adds around tslab's transformers. Before them: `{x}` becomes `{x: x}`, so that x alone can be rewritten.
 * After them: variables are exported where they are declared, because then every closure reads the property of `exports`
 * and sees later assignments, and a loop at top level runs at full speed.
 */
export function aroundTslab(names: NotebookNames, tslab: ts.CustomTransformers): ts.CustomTransformers {
  return {
    before: [expandShorthand(names)],
    after: [...(tslab.after ?? []), exportAtDeclaration(names)],
    ...(tslab.afterDeclarations && { afterDeclarations: tslab.afterDeclarations }),
  }
}

function expandShorthand(names: NotebookNames): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    if (!hasShorthand(file)) return file
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.visitEachChild(node, visit, context)
      if (!ts.isShorthandPropertyAssignment(visited)) return visited
      const { name, objectAssignmentInitializer: fallback } = visited
      if (!names.has(name)) return visited
      const value = ts.setOriginalNode(ts.setTextRange(factory.createIdentifier(name.text), name), name)
      const initializer = fallback ? factory.createAssignment(value, fallback) : value
      return ts.setTextRange(
        factory.createPropertyAssignment(factory.createIdentifier(name.text), initializer),
        visited,
      )
    }
    return ts.visitEachChild(file, visit, context)
  }
}

function hasShorthand(node: ts.Node): boolean {
  return (
    ts.isShorthandPropertyAssignment(node) ||
    (ts.forEachChild(node, (child) => hasShorthand(child) || undefined) ?? false)
  )
}

/** `let x = 1; … export { x }` → `export let x = 1`. */
const exportAtDeclaration =
  (names: NotebookNames): ts.TransformerFactory<ts.SourceFile> =>
  (context) =>
  (node) => {
    const exported = new Set<string>()
    for (const statement of node.statements) {
      for (const { name, propertyName } of localExports(statement)) if (!propertyName) exported.add(name.text)
    }
    const done = new Set<string>()
    const statements: ts.Statement[] = []
    for (const statement of node.statements) {
      const names =
        ts.isVariableStatement(statement) && !statement.modifiers?.length
          ? statement.declarationList.declarations.flatMap((d) => boundNames(d.name))
          : []
      if (names.length === 0 || !names.every((name) => exported.has(name))) statements.push(statement)
      else {
        for (const name of names) done.add(name)
        statements.push(exportStatement(statement as ts.VariableStatement))
      }
    }
    const rest = statements.map((statement) => withoutExports(statement, done))
    const exporting = factory.updateSourceFile(node, rest)
    // tslab has asked for all of them by now.
    return names.any ? ts.visitEachChild(exporting, callWithoutThis(context), context) : exporting
  }

function localExports(statement: ts.Statement): readonly ts.ExportSpecifier[] {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) return []
  return statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : []
}

function withoutExports(statement: ts.Statement, done: ReadonlySet<string>): ts.Statement {
  const specifiers = localExports(statement)
  if (!specifiers.some((s) => done.has(s.name.text))) return statement
  const kept = specifiers.filter((s) => s.propertyName || !done.has(s.name.text))
  const declaration = statement as ts.ExportDeclaration
  return factory.updateExportDeclaration(
    declaration,
    declaration.modifiers,
    false,
    factory.createNamedExports(kept),
    undefined,
    undefined,
  )
}

function exportStatement(statement: ts.VariableStatement): ts.VariableStatement {
  const { declarationList } = statement
  // An earlier cell may have left a value under the name of a variable without initializer.
  const declarations = declarationList.declarations.map((d) =>
    d.initializer || !ts.isIdentifier(d.name)
      ? d
      : factory.updateVariableDeclaration(d, d.name, undefined, undefined, factory.createVoidZero()),
  )
  const list = factory.updateVariableDeclarationList(declarationList, declarations)
  return factory.updateVariableStatement(statement, [factory.createModifier(ts.SyntaxKind.ExportKeyword)], list)
}

/** `exports.f(x)` → `(0, exports.f)(x)`: a function of an earlier cell gets no `this`. */
function callWithoutThis(context: ts.TransformationContext): ts.Visitor {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context)
    if (ts.isCallExpression(visited) && isNotebookName(visited.expression)) {
      return factory.updateCallExpression(
        visited,
        detached(visited.expression),
        visited.typeArguments,
        visited.arguments,
      )
    }
    if (ts.isTaggedTemplateExpression(visited) && isNotebookName(visited.tag)) {
      return factory.updateTaggedTemplateExpression(visited, detached(visited.tag), undefined, visited.template)
    }
    return visited
  }
  return visit
}

function isNotebookName(node: ts.Expression): node is ts.PropertyAccessExpression {
  // Only tslab's transformer makes a new node of that form; `exports.f` as typed has a position.
  return (
    ts.isPropertyAccessExpression(node) &&
    node.pos < 0 &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'exports'
  )
}

function detached(name: ts.PropertyAccessExpression): ts.Expression {
  return factory.createParenthesizedExpression(
    ts.setTextRange(factory.createComma(factory.createNumericLiteral(0), name), name.name),
  )
}
