import ts from 'typescript'
import { completeFiles } from '../magics/complete.js'
import { completeMagic } from '../magics/index.js'
import type { Completion } from '../rooms.js'
import type { AutoImports, Importable } from './auto-imports.js'
import { PACKAGE } from './config.js'
import type { Engine, OpenCell } from './engine.js'
import { compiler } from './internals.js'
import { isOwnName } from './names.js'
import { isCellFile, withoutImports } from './sources.js'
import { withoutMagics } from './without-magics.js'

/** How many entries get their signature: each costs the checker time, and nobody reads more. */
const MOST_SIGNATURES = 150
const LONGEST_SIGNATURE = 60

const NEVER: ts.CancellationToken = { isCancellationRequested: () => false, throwIfCancellationRequested: () => {} }

interface Entry extends ts.CompletionEntry {
  symbol?: ts.Symbol
}

export function completeCell(engine: Engine, imports: AutoImports, code: string, cursor: number): Completion {
  const magic = completeMagic(code, cursor)
  if (magic) return magic
  const open = engine.open(withoutMagics(code))
  const { entries, isGlobal } = entriesAt(open, cursor)
  const { start, quoted, path } = replacedFrom(open, entries, cursor)
  if (path !== undefined) return completeFiles(path, cursor)
  const typed = code.slice(start, cursor)
  const names = quoted ? pathNames(open, entries, start, typed) : entries
  const matching = names.filter(
    (e) =>
      e.name.startsWith(typed) &&
      !isOwnName(e.name) &&
      !(quoted && isHidden(e, typed)) &&
      (quoted || ts.isIdentifierStart(e.name.codePointAt(0)!, ts.ScriptTarget.ESNext)),
  )
  const rank = quoted || code[start - 1] === '.' ? () => 0 : rankOf
  matching.sort((a, b) => rank(a) - rank(b) || compare(a.sortText, b.sortText) || compare(a.name, b.name))
  const seen = new Set<string>()
  const unique = matching.filter((e) => !seen.has(e.name) && seen.add(e.name))
  const types: (Completion['types'][number] & { match?: string })[] = unique.map((e, i) => ({
    text: e.name,
    ...(i < MOST_SIGNATURES ? describe(e, open) : { type: kindOf(e) }),
  }))
  const inScope = new Set(entries.map((e) => e.name))
  const inWord = ts.isIdentifierPart(code.codePointAt(cursor) ?? 0, ts.ScriptTarget.ESNext)
  for (const importable of isGlobal && !quoted && !inWord ? imports.find(typed) : []) {
    const text = inScope.has(importable.name) ? undefined : withImport(importable, open, start)
    // Its kind is not known without its types; where it comes from is what a user wants to know.
    if (text !== undefined) types.push({ text, type: `from ${importable.module}`, match: importable.name })
  }
  const matches = types.map(({ match, text }) => match ?? text)
  return { matches, start, end: cursor, types: types.map(({ match: _, ...shown }) => shown) }
}

/** The name at its place, with the import that it needs; undefined where none can stand. */
function withImport({ name, module, isDefault }: Importable, { file, offset }: OpenCell, start: number) {
  const node = compiler.findPrecedingToken(start + offset + 1, file)
  if (!node) return undefined
  const { parent } = node
  if (ts.isExpressionStatement(parent) && ts.isSourceFile(parent.parent) && isFirstOfLine(file, node))
    return `import ${isDefault ? name : `{ ${name} }`} from '${module}'\n${name}`
  if (ts.isTypeReferenceNode(parent))
    return /^\p{Lu}/u.test(name) ? `import('${module}').${isDefault ? 'default' : name}` : undefined
  if (!compiler.isExpressionNode(node)) return undefined
  // In the middle of a statement: a module is loaded once, however often it is imported.
  const around = ts.findAncestor(node, ts.isFunctionLike)
  const awaits = !around || (ts.getCombinedModifierFlags(around as ts.Declaration) & ts.ModifierFlags.Async) !== 0
  return awaits ? `(await import('${module}')).${isDefault ? 'default' : name}` : undefined
}

function isFirstOfLine(file: ts.SourceFile, node: ts.Node): boolean {
  const before = file.text.slice(0, node.getStart(file))
  return before.slice(before.lastIndexOf('\n') + 1).trim() === ''
}

/** The notebook's own names first, then the runtime's, then those of JavaScript and Node and the keywords. */
function rankOf({ symbol }: Entry): number {
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName
  if (file === undefined) return 2
  if (isCellFile(file)) return 0
  return /\/typescript\/lib\/|\/@types\/node\/|(?:^|\/)lib\.[^/]*\.d\.ts$/.test(file) ? 2 : 1
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function entriesAt({ program, file, offset }: OpenCell, cursor: number): { entries: Entry[]; isGlobal: boolean } {
  const host = {
    ...ts.sys,
    useCaseSensitiveFileNames: () => true,
    getCurrentDirectory: () => process.cwd(),
    getCompilationSettings: () => program.getCompilerOptions(),
  }
  const { Invoked } = ts.CompletionTriggerKind
  const find = compiler.Completions.getCompletionsAtPosition
  const found = find(host, program, () => {}, file, cursor + offset, {}, undefined, Invoked, NEVER, undefined, true)
  const entries: Entry[] = found?.entries ?? []
  // Names of all kinds are possible, not only members of something or what a module exports.
  return { entries, isGlobal: entries.some(({ name }) => name === 'globalThis') }
}

/** Where the word begins that a match replaces; inside a string it may hold more than a name does. */
function replacedFrom(
  { file, offset }: OpenCell,
  entries: Entry[],
  cursor: number,
): { start: number; quoted: boolean; path?: string } {
  const token = compiler.findPrecedingToken(cursor + offset, file)
  if (
    token &&
    ts.isStringLiteralLike(token) &&
    token.getStart(file) < cursor + offset &&
    cursor + offset <= token.end
  ) {
    const content = token.getStart(file) + 1 - offset
    const closed = cursor + offset === token.end && token.getWidth(file) > 1 && /["'`]/.test(file.text[token.end - 1]!)
    // TypeScript knows what a string may be where its type is a union; elsewhere it may be the path of a file.
    if (entries.length === 0 && !closed && !isSpecifier(token))
      return { start: content, quoted: true, path: file.text.slice(content + offset, cursor + offset) }
    const span = entries.find((e) => e.replacementSpan)?.replacementSpan
    const slash = file.text.lastIndexOf('/', cursor + offset - 1) + 1 - offset
    return { start: span ? span.start - offset : Math.max(content, isSpecifier(token) ? slash : content), quoted: true }
  }
  let start = cursor
  while (start > 0 && ts.isIdentifierPart(file.text.charCodeAt(start - 1 + offset), ts.ScriptTarget.ESNext)) start--
  return { start, quoted: false }
}

function isSpecifier(token: ts.Node): boolean {
  const { parent } = token
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent))
    return true
  return (
    ts.isCallExpression(parent) &&
    (parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require')
  )
}

/** A folder of tools' own (`.vite`, `.bin`), or the one where packages lie: nobody imports them by such a path. */
function isHidden({ name, kind }: Entry, typed: string): boolean {
  if (kind !== ts.ScriptElementKind.directory && kind !== ts.ScriptElementKind.externalModuleName) return false
  return name === 'node_modules' || (name.startsWith('.') && !typed.startsWith('.'))
}

/** The package can be imported everywhere, so it is offered everywhere. */
function pathNames({ file, offset }: OpenCell, entries: Entry[], start: number, typed: string): Entry[] {
  const token = compiler.findPrecedingToken(start + offset + Math.max(1, typed.length), file)
  const whole = token && isSpecifier(token) && token.getStart(file) + 1 === start + offset
  if (!whole || entries.some((e) => e.name === PACKAGE)) return entries
  return [...entries, { name: PACKAGE, kind: ts.ScriptElementKind.externalModuleName, sortText: '11' }]
}

const KINDS: Record<string, string> = {
  [ts.ScriptElementKind.functionElement]: 'function',
  [ts.ScriptElementKind.localFunctionElement]: 'function',
  [ts.ScriptElementKind.memberFunctionElement]: 'method',
  [ts.ScriptElementKind.classElement]: 'class',
  [ts.ScriptElementKind.interfaceElement]: 'interface',
  [ts.ScriptElementKind.typeElement]: 'type',
  [ts.ScriptElementKind.enumElement]: 'enum',
  [ts.ScriptElementKind.enumMemberElement]: 'enum member',
  [ts.ScriptElementKind.moduleElement]: 'namespace',
  [ts.ScriptElementKind.externalModuleName]: 'module',
  [ts.ScriptElementKind.scriptElement]: 'path',
  [ts.ScriptElementKind.directory]: 'path',
  [ts.ScriptElementKind.keyword]: 'keyword',
  [ts.ScriptElementKind.memberVariableElement]: 'property',
  [ts.ScriptElementKind.memberGetAccessorElement]: 'property',
  [ts.ScriptElementKind.memberSetAccessorElement]: 'property',
  [ts.ScriptElementKind.memberAccessorVariableElement]: 'property',
  [ts.ScriptElementKind.string]: 'string',
  [ts.ScriptElementKind.label]: 'label',
}

function kindOf(entry: Entry): string {
  return KINDS[entry.kind] ?? 'variable'
}

/** The kind, which JupyterLab shows in a narrow column, and beside it the parameters or the type. */
function describe(entry: Entry, { checker, file }: OpenCell): { type: string; signature?: string } {
  const { symbol } = entry
  if (!symbol) return { type: kindOf(entry) }
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const kind = symbol === target ? kindOf(entry) : kindOfSymbol(target)
  if (kind === 'class' || kind === 'namespace' || kind === 'enum' || !(target.flags & ts.SymbolFlags.Value))
    return { type: kind }
  const type = checker.getTypeOfSymbolAtLocation(target, file)
  const [call] = type.getCallSignatures()
  if (call) return { type: kind === 'method' ? kind : 'function', signature: shortened(parametersOf(call, checker)) }
  if (type.getConstructSignatures().length > 0) return { type: 'class' }
  return { type: kind, signature: shortened(withoutImports(checker.typeToString(type, file))) }
}

function parametersOf(signature: ts.Signature, checker: ts.TypeChecker): string {
  const names = signature.getParameters().map((parameter) => {
    const declaration = parameter.valueDeclaration
    if (!declaration || !ts.isParameter(declaration)) return parameter.name
    const optional = checker.isOptionalParameter(declaration) ? '?' : ''
    return `${declaration.dotDotDotToken ? '...' : ''}${parameter.name}${optional}`
  })
  return `(${names.join(', ')})`
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > LONGEST_SIGNATURE ? `${line.slice(0, LONGEST_SIGNATURE - 1)}…` : line
}

/** What an imported name is. */
function kindOfSymbol({ flags }: ts.Symbol): string {
  if (flags & ts.SymbolFlags.Class) return 'class'
  if (flags & ts.SymbolFlags.Function) return 'function'
  if (flags & ts.SymbolFlags.Enum) return 'enum'
  if (flags & ts.SymbolFlags.ValueModule) return 'namespace'
  if (flags & ts.SymbolFlags.Value) return 'variable'
  return flags & ts.SymbolFlags.Interface ? 'interface' : 'type'
}
