import { extname, relative, resolve, sep } from 'node:path'
import ts from 'typescript'
import { awaitsAtTop } from '../language/prepare.js'
import { type Magic, RUNTIME, UsageError, wordsOf, wrongUse } from './magic.js'

const ENDINGS: Record<string, string> = {
  '.ts': '',
  '.tsx': '',
  '.mts': '.mjs',
  '.cts': '.cjs',
  '.js': '',
  '.mjs': '.mjs',
  '.cjs': '.cjs',
}

/**
 * `%run file.ts`: a file as if its code stood here.
 *
 * It becomes an import of what the file exports, so that its names have their types; the session forgets the module
 * before, so that it runs each time. One that awaits at its top is run by the session, since an import waits for nothing.
 */
export const run: Magic = {
  name: 'run',
  on: ['line'],
  summary: [
    'Runs a TypeScript or JavaScript file, each time afresh. What it exports by name is in scope afterwards, types too.',
    'Words behind the file are process.argv from its third place on.',
  ].join('\n'),
  usage: ['%run file.ts [argument …]'],
  options: {},
  takes: 'text',
  files: true,
  examples: ['%run prepare.ts', '%run train.ts --epochs=3'],
  rewrite({ argument }) {
    const [path, ...rest] = wordsOf(argument)
    if (path === undefined) throw wrongUse(run, 'which file?')
    const file = resolve(path)
    const ending = extname(file)
    if (!(ending in ENDINGS)) throw wrongUse(run, `it runs .ts and .js files, not '${path}'`)
    const text = ts.sys.readFile(file)
    if (text === undefined) throw new UsageError(`%run: there is no file '${path}'`)
    const bare = relative(process.cwd(), file).split(sep).join('/').slice(0, -ending.length) + ENDINGS[ending]
    const from = JSON.stringify(bare.startsWith('.') ? bare : `./${bare}`)
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
    const names = exportedNames(source)
    const wait = awaitsAtTop(source) ? 'await ' : ''
    const imports = names.length > 0 ? `import { ${names.join(', ')} } from ${from};` : ''
    return {
      line: [`${wait}${RUNTIME}.run(${JSON.stringify(file)}, ${JSON.stringify(rest)});import ${from};${imports}`],
    }
  },
}

/** The files that a rewritten cell awaits as `%run` has them. */
export function awaitedRuns(cell: ts.SourceFile): string[] {
  return cell.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isAwaitExpression(statement.expression)) return []
    const call = statement.expression.expression
    if (!ts.isCallExpression(call) || call.expression.getText(cell) !== `${RUNTIME}.run`) return []
    const [file] = call.arguments
    return file && ts.isStringLiteral(file) ? [file.text] : []
  })
}

/** Names that a module exports itself, as an import writes them; `type` before those that are no values. */
function exportedNames(source: ts.SourceFile): string[] {
  const names = new Set<string>()
  const bound = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text)
    else for (const element of name.elements) if (ts.isBindingElement(element)) bound(element.name)
  }
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      for (const { name, isTypeOnly } of statement.exportClause.elements)
        if (name.text !== 'default') names.add(isTypeOnly || statement.isTypeOnly ? `type ${name.text}` : name.text)
      continue
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind)
    if (!has(ts.SyntaxKind.ExportKeyword) || has(ts.SyntaxKind.DefaultKeyword)) continue
    if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) bound(name)
    else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      names.add(`type ${statement.name.text}`)
    else if (
      (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) &&
      statement.name
    )
      names.add(statement.name.text)
  }
  // A type and a value of one name come with one import.
  return [...names].filter((name) => !name.startsWith('type ') || !names.has(name.slice(5)))
}
