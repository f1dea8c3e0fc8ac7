import ts from 'typescript'
import { PACKAGE } from './config.js'
import { COMMONJS_OPTIONS } from './options.js'

const { factory } = ts

/** The ES module that tslab's transformers print → CommonJS over the notebook's plain `exports` object. */
export function notebookCommonJS(js: string): { js: string; map: string } {
  const { outputText, sourceMapText } = ts.transpileModule(js, {
    fileName: 'cell.js',
    compilerOptions: { ...COMMONJS_OPTIONS, sourceMap: true },
    transformers: { before: [beforeCommonJS], after: [overSharedExports, restoreNativeImport] },
  })
  return { js: withoutMapComment(outputText), map: sourceMapText ?? '' }
}

/** A local module as the session's `require` runs it. Its source map names it by its path. */
export function moduleCommonJS(fileName: string, text: string): string {
  return ts.transpileModule(text, {
    fileName,
    compilerOptions: { ...COMMONJS_OPTIONS, inlineSourceMap: true, inlineSources: true, sourceRoot: '' },
    transformers: { before: [beforeCommonJS], after: [restoreNativeImport] },
  }).outputText
}

export function withoutMapComment(js: string): string {
  return js.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
}

/** Names that the session gives to code besides `exports` and `require`. */
const IMPORT_META = '__importMeta'
/** Stands for `import` while TypeScript would turn it into `require`. */
const NATIVE_IMPORT = '__nativeImport'

/**
 * `import.meta` is an object of the session's. `import('package')` stays what it is, because only a real import can load a
 * package that awaits at its top level; local modules and this package go through `require`, which knows them.
 */
const beforeCommonJS: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return factory.createIdentifier(IMPORT_META)
    const visited = ts.visitEachChild(node, visit, context)
    if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited
    const [specifier] = visited.arguments
    const native =
      specifier && ts.isStringLiteral(specifier) && !/^[./]/.test(specifier.text) && specifier.text !== PACKAGE
    if (!native) return visited
    return factory.updateCallExpression(visited, factory.createIdentifier(NATIVE_IMPORT), undefined, visited.arguments)
  }
  return ts.visitEachChild(file, visit, context)
}

const restoreNativeImport: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context)
    const stands =
      ts.isCallExpression(visited) && ts.isIdentifier(visited.expression) && visited.expression.text === NATIVE_IMPORT
    if (!stands) return visited
    const keyword = factory.createToken(ts.SyntaxKind.ImportKeyword) as ts.Expression
    return factory.updateCallExpression(visited, keyword, undefined, visited.arguments)
  }
  return file.text.includes('import') ? ts.visitEachChild(file, visit, context) : file
}

/**
 * `exports` outlives the cell, so the preamble of a module does harm: `exports.x = void 0` would wipe out the old x even if
 * the cell throws before its own, and a getter for an imported name could not be redeclared.
 */
const overSharedExports: ts.TransformerFactory<ts.SourceFile> = () => (file) => {
  const statements: ts.Statement[] = []
  for (const statement of file.statements) {
    if (isPreamble(statement)) continue
    const getter = definedGetter(statement)
    statements.push(getter ?? statement)
  }
  return factory.updateSourceFile(file, statements)
}

function isPreamble(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || statement.pos >= 0) return false
  const { expression } = statement
  if (definesProperty(expression)?.name === '__esModule') return true
  return isVoidAssignment(expression)
}

/** `exports.a = exports.b = void 0` as TypeScript writes it: with no place in the source. */
function isVoidAssignment(node: ts.Expression): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false
  return ts.isVoidExpression(node.right) ? node.right.pos < 0 && node.pos < 0 : isVoidAssignment(node.right)
}

function definesProperty(node: ts.Expression): { name: string; descriptor: ts.Expression } | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.pos >= 0) return undefined
  const { expression: object, name } = node.expression
  const [target, key, descriptor] = node.arguments
  if (!ts.isIdentifier(object) || object.text !== 'Object' || name.text !== 'defineProperty') return undefined
  if (
    !target ||
    !ts.isIdentifier(target) ||
    target.text !== 'exports' ||
    !key ||
    !ts.isStringLiteral(key) ||
    !descriptor
  )
    return undefined
  return { name: key.text, descriptor }
}

/** `Object.defineProperty(exports, "x", { get: () => m.x })` → `exports.x = m.x`. */
function definedGetter(statement: ts.Statement): ts.Statement | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined
  const defined = definesProperty(statement.expression)
  if (!defined || !ts.isObjectLiteralExpression(defined.descriptor)) return undefined
  for (const property of defined.descriptor.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isFunctionExpression(property.initializer)) continue
    const [body] = property.initializer.body.statements
    if (!body || !ts.isReturnStatement(body) || !body.expression) continue
    const target = factory.createPropertyAccessExpression(factory.createIdentifier('exports'), defined.name)
    return ts.setTextRange(
      factory.createExpressionStatement(factory.createAssignment(target, body.expression)),
      statement,
    )
  }
  return undefined
}
