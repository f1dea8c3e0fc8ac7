import ts from 'typescript'
import { goesThroughRequire, IMPORT_META } from './commonjs.js'
import { COMMONJS_OPTIONS } from './options.js'

const { factory } = ts

/** A local module as the session's `require` runs it. Its source map names it by its path. */
export function moduleCommonJS(fileName: string, text: string): string {
  return ts.transpileModule(text, {
    fileName,
    compilerOptions: { ...COMMONJS_OPTIONS, inlineSourceMap: true, inlineSources: true, sourceRoot: '' },
    transformers: { before: [markImports], after: [restoreNativeImport] },
  }).outputText
}

/** Stands for `import` while TypeScript would turn it into `require`. */
const NATIVE_IMPORT = '__nativeImport'

/** `import.meta` is an object of the session's; `import('package')` stays what it is. */
const markImports: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return factory.createIdentifier(IMPORT_META)
    const visited = ts.visitEachChild(node, visit, context)
    if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited
    if (goesThroughRequire(visited.arguments[0])) return visited
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
