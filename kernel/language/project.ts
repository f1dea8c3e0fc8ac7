import { dirname, join } from 'node:path'
import ts from 'typescript'
import { PACKAGE } from './config.js'
import { stampOf } from './files.js'

/**
 * What a notebook's tsconfig.json decides: how strict its cells and modules are, where their imports lead, and what JSX and
 * decorators mean. What remains is the kernel's: cells run at once, in this Node, as they are. An option that is not
 * written there keeps the kernel's value, so cells are strict unless it says otherwise.
 */
const HONOURED = [
  'strict',
  'alwaysStrict',
  'noImplicitAny',
  'noImplicitThis',
  'strictBindCallApply',
  'strictBuiltinIteratorReturn',
  'strictFunctionTypes',
  'strictNullChecks',
  'strictPropertyInitialization',
  'useUnknownInCatchVariables',
  'exactOptionalPropertyTypes',
  'noFallthroughCasesInSwitch',
  'noImplicitOverride',
  'noImplicitReturns',
  'noPropertyAccessFromIndexSignature',
  'noUncheckedIndexedAccess',
  'allowUnreachableCode',
  'allowUnusedLabels',
  'checkJs',
  'baseUrl',
  'paths',
  'rootDirs',
  'types',
  'customConditions',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'experimentalDecorators',
  'emitDecoratorMetadata',
  'useDefineForClassFields',
] as const

export interface ProjectOptions {
  options: ts.CompilerOptions
  /** What is wrong with the file, for people. */
  problem?: string
}

const NONE: ProjectOptions = { options: {} }

/** "No inputs were found": a notebook is none of them. */
const NO_INPUTS = new Set([18002, 18003])

/** The nearest tsconfig.json at or above the working directory, read again when it, or what it extends, changes. */
export class Project {
  private known: { file: string | undefined; stamps: Map<string, string>; read: ProjectOptions } | undefined

  private readonly own = new Map<string, boolean>()

  /** The same object as long as nothing changes. */
  get options(): ProjectOptions {
    const file = this.nearest()
    const { known } = this
    const same = known?.file === file && [...(known?.stamps ?? [])].every(([name, stamp]) => stampOf(name) === stamp)
    if (!known || !same) this.known = { file, ...(file === undefined ? { stamps: new Map(), read: NONE } : read(file)) }
    return this.known!.read
  }

  private nearest(): string | undefined {
    const file = ts.findConfigFile(process.cwd(), ts.sys.fileExists)
    return file !== undefined && !this.isOwn(dirname(file)) ? file : undefined
  }

  /** In a checkout of this package tsconfig.json is about the package, not about the notebooks in it. */
  private isOwn(folder: string): boolean {
    const known = this.own.get(folder)
    if (known !== undefined) return known
    const manifest: { name?: unknown } = ts.readConfigFile(join(folder, 'package.json'), ts.sys.readFile).config ?? {}
    this.own.set(folder, manifest.name === PACKAGE)
    return manifest.name === PACKAGE
  }
}

function read(file: string): { stamps: Map<string, string>; read: ProjectOptions } {
  const source = ts.readJsonConfigFile(file, ts.sys.readFile)
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: () => [],
  }
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, host, dirname(file), undefined, file)
  const { parseDiagnostics } = source as ts.TsConfigSourceFile & { parseDiagnostics: ts.Diagnostic[] }
  const [wrong] = [...parseDiagnostics, ...parsed.errors].filter(({ code }) => !NO_INPUTS.has(code))
  const names = [file, ...(source.extendedSourceFiles ?? [])]
  return {
    stamps: new Map(names.map((name) => [name, stampOf(name)])),
    read: { options: honoured(parsed.options), ...(wrong && { problem: `${place(wrong, file)}: ${message(wrong)}` }) },
  }
}

function honoured(options: ts.CompilerOptions): ts.CompilerOptions {
  const given = HONOURED.filter((name) => options[name] !== undefined)
  const chosen: ts.CompilerOptions = Object.fromEntries(given.map((name) => [name, options[name]]))
  // Paths are relative to the file that holds them.
  if (chosen.paths) chosen.pathsBasePath = options.pathsBasePath
  // Packages of types: found as tsc finds them. Node's own are there when they are needed.
  if (options.types) {
    chosen.types = options.types.filter((name) => name !== 'node')
    chosen.typeRoots = options.typeRoots
    chosen.configFilePath = options.configFilePath
  }
  // JSX that is to be kept for another tool would not run.
  if (options.jsx === ts.JsxEmit.Preserve || options.jsx === ts.JsxEmit.ReactNative) chosen.jsx = ts.JsxEmit.ReactJSX
  return chosen
}

function message({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, ' ')
}

function place({ file, start }: ts.Diagnostic, config: string): string {
  if (!file || start === undefined) return config
  const { line, character } = ts.getLineAndCharacterOfPosition(file, start)
  return `${file.fileName}:${line + 1}:${character + 1}`
}
