import ts from 'typescript'
import type { RoomConfig } from './config.js'
import { applyConventions } from './conventions.js'
import { MAGICS, SourceFiles } from './files.js'
import {
  checkCompiler,
  compiler,
  type InternalChecker,
  type InternalProgram,
  type InternalSourceFile,
  type Path,
} from './internals.js'
import { coreNodeTypes, type NodeTypes, needsAllNodeTypes, wholeNodeTypes } from './node-types.js'
import { CELL_OPTIONS } from './options.js'
import { prelude } from './prelude.js'
import { Project } from './project.js'
import { type Resolution, Resolver } from './resolution.js'

/** A file the program does not list: a cell, or what an earlier cell declared. */
export interface GuestFile extends InternalSourceFile {
  /** What its imports mean. */
  resolutions: Map<string, Resolution>
}

const AUGMENTS = /\bdeclare\s+(?:global|module)\b/
const MAY_IMPORT = /\bimport\b|\brequire\b|\bfrom\b/

/**
 * The libraries, one program and one checker, kept alive from cell to cell. A cell is a guest: it is parsed, bound and
 * checked by the living checker without belonging to the program. Nothing here depends on the working directory, so a
 * start-up snapshot may hold it.
 */
export class World {
  program!: InternalProgram
  checker!: InternalChecker
  /** Every public name of the package, bound: the first link of a notebook's chain. */
  readonly prelude: { file: GuestFile; text: string }
  /** How often program and checker were made. */
  renewals = 0
  /** Guests since the last renewal: the checker remembers them all. */
  visitors = 0

  readonly resolver: Resolver
  options: ts.CompilerOptions
  private readonly project = new Project()
  /** The options that a tsconfig.json gave, as text. */
  projectOptions = '{}'
  private readonly files: SourceFiles
  private readonly extraRoots = new Set<string>()
  private readonly augmenting = new Map<string, InternalSourceFile>()
  private readonly host: ts.CompilerHost
  private serial = 0
  /** An import of a module's led nowhere: by the next cell it may lead somewhere. */
  stale = false

  constructor(
    readonly config: RoomConfig,
    private readonly basics: ts.CompilerOptions,
    private nodeTypes: NodeTypes = wholeNodeTypes(config.nodeTypes),
  ) {
    checkCompiler()
    this.options = basics
    this.files = new SourceFiles(config)
    this.host = this.compilerHost()
    this.resolver = new Resolver(config, () => this.options, this.host)
    this.renew()
    const text = prelude(this)
    this.prelude = { text, file: this.guest('/__prelude.d.ts', `export {};\n${text}`) }
  }

  /** A new program and a new checker over the same files. The old checker's memory of past cells goes. */
  renew(): void {
    const rootNames = [
      MAGICS.name,
      this.config.runtime,
      ...this.nodeTypes.roots,
      ...this.extraRoots,
      ...this.augmenting.keys(),
    ]
    const program = ts.createProgram({
      rootNames,
      options: this.options,
      host: this.host,
      oldProgram: this.program,
    }) as InternalProgram
    const known = program.getResolvedModule
    program.getResolvedModule = (file, name, mode) =>
      (file as Partial<GuestFile>).resolutions?.get(name) ?? known(file, name, mode)
    this.program = program
    this.checker = program.getTypeChecker() as InternalChecker
    this.renewals++
    this.visitors = 0
    this.stale = false
  }

  /**
   * Takes over what the tsconfig.json around the working directory says.
   * @returns what is wrong with it, for people
   */
  followProject(): string | undefined {
    const { options, problem } = this.project.options
    const key = JSON.stringify(options)
    if (key !== this.projectOptions) {
      this.projectOptions = key
      this.options = { ...this.basics, ...options }
      this.files.dropLocal()
      this.renew()
    }
    return problem
  }

  /** Global names that this program knows; a value whose type it lacks does not count. */
  globalNames(): Set<string> {
    const { Value, Type, Namespace } = ts.SymbolFlags
    const file = this.program.getSourceFile(MAGICS.name)!
    const symbols = this.checker.getSymbolsInScope(file, Value | Type | Namespace)
    const isUntyped = (symbol: ts.Symbol): boolean =>
      (symbol.flags & Value) !== 0 && (this.checker.getTypeOfSymbol(symbol).flags & ts.TypeFlags.Any) !== 0
    return new Set(symbols.filter((symbol) => !isUntyped(symbol)).map((symbol) => symbol.name))
  }

  /**
   * Parses and binds a guest. Its path is never used again, because diagnostics and caches are keyed by path. Files that
   * it imports and the program lacks join the program.
   */
  guest(fileName: string, text: string): GuestFile {
    this.serial++
    this.visitors++
    if (needsAllNodeTypes(text, this.nodeTypes)) {
      this.nodeTypes = wholeNodeTypes(this.config.nodeTypes)
      this.renew()
    }
    const augments = AUGMENTS.test(text)
    const name = augments
      ? `${fileName.replace(/(\.d)?\.ts$/, '')}_${this.serial}${fileName.endsWith('.d.ts') ? '.d.ts' : '.ts'}`
      : fileName
    const file = ts.createSourceFile(
      name,
      text,
      { languageVersion: this.options.target!, jsDocParsingMode: ts.JSDocParsingMode.ParseAll },
      false, // the binder sets the nodes' parents
    ) as GuestFile
    file.version = String(this.serial)
    file.path = file.resolvedPath = (augments ? name : `${name}#${this.serial}`) as Path
    file.originalFileName = name
    if (!augments) {
      // What a program would collect; a file that augments global types joins the program, which then does.
      file.imports = importsOf(file)
      file.moduleAugmentations = []
      file.ambientModuleNames = []
    }
    file.resolutions = MAY_IMPORT.test(text)
      ? this.resolver.imports(text, fileName, (specifier) => this.isAmbient(specifier))
      : new Map()
    if (!file.isDeclarationFile) applyConventions(file)
    compiler.bindSourceFile(file, this.options)
    const missing = this.missingRoots(file)
    for (const root of missing) this.extraRoots.add(root)
    if (augments) this.augmenting.set(name, file)
    if (augments || missing.length > 0) this.renew()
    return file
  }

  /** The guest will not be asked about again. */
  forget(file: GuestFile): void {
    // What it declared globally goes with the next renewal.
    if (this.augmenting.delete(file.fileName)) this.renew()
  }

  /** What cells declared for all modules goes. */
  forgetAugmentations(): void {
    if (this.augmenting.size === 0) return
    this.augmenting.clear()
    this.renew()
  }

  /** Reads files of the user's that changed on disk again; renews the program if there were any. */
  refresh(): void {
    if (this.files.dropChanged() || this.stale) this.renew()
  }

  private isAmbient(specifier: string): boolean {
    return this.checker.getAmbientModules().some((module) => module.escapedName === `"${specifier}"`)
  }

  private missingRoots(file: GuestFile): string[] {
    const missing: string[] = []
    for (const { resolvedModule } of file.resolutions.values()) {
      if (!resolvedModule) continue
      const { resolvedFileName: target, isExternalLibraryImport } = resolvedModule
      // TypeScript does not read the untyped JavaScript of packages either.
      const untyped = isExternalLibraryImport && /\.[cm]?jsx?$/.test(target)
      if (!untyped && !this.program.getSourceFile(target)) missing.push(target)
    }
    return missing
  }

  private compilerHost(): ts.CompilerHost {
    const { libDir } = this.config
    return {
      getSourceFile: (name, options) => this.augmenting.get(name) ?? this.files.get(name, options),
      getDefaultLibLocation: () => libDir,
      getDefaultLibFileName: (options) => compiler.combinePaths(libDir, ts.getDefaultLibFileName(options)),
      getCurrentDirectory: () => process.cwd(),
      useCaseSensitiveFileNames: () => true,
      getCanonicalFileName: (name) => name,
      getNewLine: () => '\n',
      fileExists: (name) => this.augmenting.has(name) || ts.sys.fileExists(name),
      readFile: (name) => ts.sys.readFile(name),
      directoryExists: (name) => ts.sys.directoryExists(name),
      getDirectories: (name) => ts.sys.getDirectories(name),
      realpath: (name) => ts.sys.realpath?.(name) ?? name,
      writeFile: () => {},
      resolveTypeReferenceDirectiveReferences: (references, from) =>
        references.map((reference) =>
          this.resolver.types(typeof reference === 'string' ? reference : reference.fileName, from),
        ),
      resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => this.resolver.module(text, from)),
      // A module that could not be found may have been installed since.
      hasInvalidatedResolutions: () => true,
    }
  }
}

/** With all of Node's types from the start. */
export function createWorld(config: RoomConfig): World {
  return new World(config, CELL_OPTIONS)
}

/** With the core of Node's types: small, for a snapshot. */
export function createCoreWorld(config: RoomConfig): World {
  const { nodeTypes } = config
  const globals = (roots: string[]): Set<string> =>
    new World(config, CELL_OPTIONS, { ...wholeNodeTypes(nodeTypes), roots }).globalNames()
  return new World(config, CELL_OPTIONS, coreNodeTypes(nodeTypes, globals))
}

/** The specifiers of import declarations: the compiler looks at their style when it writes one itself. */
function importsOf(file: ts.SourceFile): ts.StringLiteralLike[] {
  return file.statements.flatMap((s) =>
    ts.isImportDeclaration(s) && ts.isStringLiteral(s.moduleSpecifier) ? [s.moduleSpecifier] : [],
  )
}
