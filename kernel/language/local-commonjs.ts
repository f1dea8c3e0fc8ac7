import ts from 'typescript'
import { awaits } from '../awaits.js'
import { goesThroughRequire, IMPORT_META, type Locate } from './commonjs.js'
import { dataUrl } from './maps.js'
import { COMMONJS_OPTIONS } from './options.js'

const { factory } = ts

/** A local module as the session's `require` runs it. Its source map names it by its path. */
export function moduleCommonJS(
  fileName: string,
  text: string,
  options: ts.CompilerOptions = {},
  locate: Locate = () => undefined,
): string {
  const syntax = Object.fromEntries(SYNTAX.map((name) => [name, options[name]]))
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    // TypeScript leaves a .mjs or .mts an ES module, whatever it is asked for.
    fileName: fileName.replace(/\.[mc]([jt]s)$/, '.$1'),
    compilerOptions: { ...COMMONJS_OPTIONS, ...syntax, sourceMap: true },
    transformers: { before: [markImports(locate)], after: [restoreNativeImport, interruptibleAwaits] },
  })
  const map = { ...(JSON.parse(sourceMapText!) as object), sources: [fileName], sourcesContent: [text] }
  return outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, `//# sourceMappingURL=${dataUrl(JSON.stringify(map))}`)
}

/** Options that decide what a module's text means. */
const SYNTAX = [
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'experimentalDecorators',
  'emitDecoratorMetadata',
  'useDefineForClassFields',
] as const

/** Stands for `import` while TypeScript would turn it into `require`. */
const NATIVE_IMPORT = '__nativeImport'

/** `import.meta` is an object of the session's; `import('package')` stays what it is; a local file is named by its path. */
const markImports =
  (locate: Locate): ts.TransformerFactory<ts.SourceFile> =>
  (context) =>
  (file) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isStringLiteral(node) && isSpecifier(node)) {
        const path = locate(node.text)
        return path === undefined ? node : factory.createStringLiteral(path)
      }
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
        return factory.createIdentifier(IMPORT_META)
      const visited = ts.visitEachChild(node, visit, context)
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited
      if (goesThroughRequire(visited.arguments[0], locate)) return visited
      return factory.updateCallExpression(
        visited,
        factory.createIdentifier(NATIVE_IMPORT),
        undefined,
        visited.arguments,
      )
    }
    return ts.visitEachChild(file, visit, context)
  }

function isSpecifier({ parent }: ts.StringLiteral): boolean {
  if (ts.isCallExpression(parent))
    return (
      parent.expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(parent.expression) && parent.expression.text === 'require')
    )
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent)
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

/** As in a cell: `await e` → `resume(await wait(e))`, `for await (x of e)` → `for await (x of each(e))`. */
const interruptibleAwaits: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const call = (name: string, value: ts.Expression): ts.Expression =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, [value])
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context)
    if (ts.isAwaitExpression(visited))
      return call(awaits.resume, factory.updateAwaitExpression(visited, call(awaits.wait, visited.expression)))
    if (!ts.isForOfStatement(visited) || !visited.awaitModifier) return visited
    const { awaitModifier, initializer, expression, statement } = visited
    return factory.updateForOfStatement(visited, awaitModifier, initializer, call(awaits.each, expression), statement)
  }
  return file.text.includes('await') ? ts.visitEachChild(file, visit, context) : file
}
