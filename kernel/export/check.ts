import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import ts from 'typescript'
import { installedConfig } from '../language/install.js'

const require = createRequire(import.meta.url)
/** The declarations of the runtime, built. */
const { runtime } = installedConfig()

const options: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  rewriteRelativeImportExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  skipLibCheck: true,
  declaration: true,
  newLine: ts.NewLineKind.LineFeed,
  typeRoots: [dirname(dirname(require.resolve('@types/node/package.json')))],
  types: ['node'],
  // The runtime is this package, wherever the module will lie.
  paths: { tsgrad: [runtime] },
}

/** A program over one module that need not exist yet. */
export function programOf(path: string, text: string): { program: ts.Program; file: ts.SourceFile } {
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => name === path || fileExists(name)
  host.readFile = (name) => (name === path ? text : readFile(name))
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === path
      ? ts.createSourceFile(path, text, languageVersion, true)
      : cached(name, () => getSourceFile(name, languageVersion, ...rest))
  const program = ts.createProgram([path], options, host)
  return { program, file: program.getSourceFile(path) as ts.SourceFile }
}

/** Libraries and declarations do not change between the two programs of an export. */
const files = new Map<string, ts.SourceFile | undefined>()
function cached(name: string, read: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!/\.d\.[cm]?ts$/.test(name)) return read()
  if (!files.has(name)) files.set(name, read())
  return files.get(name)
}

/** Names that the module uses and nobody in it declares: the runtime's among them are preloaded in a cell. */
export function freeNames(program: ts.Program, file: ts.SourceFile): Set<string> {
  const checker = program.getTypeChecker()
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isReference(node)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node)
      // Unknown, or a global: what is preloaded hides globals.
      if (!symbol?.declarations?.some((declaration) => declaration.getSourceFile() === file)) names.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return names
}

/** Does an identifier stand for a name in scope, and not for a property or a label? */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false
  if (ts.isBindingElement(parent)) return parent.initializer === node
  return !(ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isEnumMember(parent)) || parent.name !== node
}

/** What the runtime exports: types alone are marked. */
export function runtimeNames(): Map<string, 'value' | 'type'> {
  const { program } = programOf(`${runtime}.probe.ts`, `import 'tsgrad'\n`)
  const module = program.getTypeChecker().getSymbolAtLocation(program.getSourceFile(runtime) as ts.SourceFile)
  const checker = program.getTypeChecker()
  const exported = module ? checker.getExportsOfModule(module) : []
  return new Map(
    exported.map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return [symbol.name, target.flags & ts.SymbolFlags.Value ? 'value' : 'type'] as const
    }),
  )
}
