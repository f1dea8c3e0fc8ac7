import ts from 'typescript'
import { toNotebookCommonJS } from './commonjs.js'
import type { Compilation, CompiledCell } from './compiled.js'
import { compiler, type EmitOnly, type InternalProgram } from './internals.js'
import { atImport, type LocalFile } from './local-modules.js'
import type { EditedMap } from './maps.js'
import { NotebookNames } from './names.js'
import { once } from './once.js'
import { type Builder, type ConverterBackend, type WatchHost, withBackend } from './shim.js'
import { aroundTslab } from './stage-one.js'
import { type Converter, loadConverter } from './tslab.js'
import type { GuestFile } from './world.js'

/** What tslab puts before every source, so that it is a module. */
export const PREFIX = 'export {};\n'

const MAP_COMMENT = /\n?\/\/# sourceMappingURL=.*\s*$/

/** A cell in a program, as an engine provides it. */
export interface Setting {
  cell: GuestFile
  /** The file whose names tslab takes for those of earlier cells. */
  scope: ts.SourceFile
  program: InternalProgram
  /** Is it a name that an earlier cell left at top level? */
  isEarlier(symbol: ts.Symbol): boolean
  /** The user's file that a bare specifier stands for. */
  locate(specifier: string): string | undefined
  /** Local modules that the cell imports, dependencies first. */
  localModules(): LocalFile[]
}

/** The half of an engine that both kinds share: it drives tslab's converter and collects what the converter drops. */
export abstract class ConverterHost implements ConverterBackend {
  protected converter!: Converter
  private setting!: Setting
  private failures: readonly ts.Diagnostic[] = []
  private syntax = false
  private checked = true
  /** A local module imports what is not there; it may be there when the cell is run again. */
  protected missesModule = false
  /** The declarations of the cell under way, if they are left for later. */
  private later: (() => string) | undefined
  private map: EditedMap = { map: '', text: '', edited: '', moved: (offset) => offset }

  /** The converter's output of declarations is that of the cell alone: it may be made after the answer. */
  protected abstract readonly declaresLater: boolean

  abstract createWatchProgram(host: WatchHost): { close(): void; updateRootFileNames(): void }

  protected start(): void {
    const { createConverter } = loadConverter()
    this.converter = withBackend(this, () => createConverter())
  }

  /** Cells lie in another folder now: the converter takes the working directory when it is made. */
  move(): void {
    this.converter.close()
    this.start()
  }

  protected convert(previous: string, code: string, checked: boolean): CompiledCell {
    this.checked = checked
    this.failures = []
    this.syntax = false
    this.missesModule = false
    this.later = undefined
    const result = withBackend(this, () => this.converter.convert(previous, code))
    if (this.failures.length > 0)
      return {
        status: 'error',
        syntax: this.syntax,
        diagnostics: this.failures,
        offset: PREFIX.length,
        checker: this.setting.program.getTypeChecker(),
      }
    const make = this.later ?? (() => result.declOutput ?? '')
    const declarations = (): string => make().replace(/^export \{\};?\s*$/gm, '')
    const compiled: Compilation = {
      status: 'ok',
      js: result.output ?? '',
      map: this.map,
      prefix: { lines: 1, length: PREFIX.length },
      declares: this.runtimeNames(),
      declarations: once(declarations),
      modules: this.setting.localModules().map((m) => m.fileName),
    }
    if (result.lastExpressionVar !== undefined) compiled.lastExpression = result.lastExpressionVar
    return compiled
  }

  /** One check of the cell and of the local modules behind it. */
  diagnostics(program: ts.Program, [cell]: ts.SourceFile[]): readonly ts.Diagnostic[] {
    const own = (d: ts.Diagnostic): boolean => d.file === cell
    const syntactic = program.getSyntacticDiagnostics(cell).filter(own)
    this.syntax = syntactic.length > 0
    const found = this.syntax || !this.checked ? syntactic : program.getSemanticDiagnostics(cell).filter(own)
    this.failures = found.filter((d) => !isAllowed(d))
    for (const local of this.syntax ? [] : this.setting.localModules())
      this.failures = [...this.failures, ...this.about(local)]
    return this.failures
  }

  private about(local: LocalFile): ts.Diagnostic[] {
    const { cell, program } = this.setting
    const file = program.getSourceFile(local.fileName)
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    const wrong = found.filter((d) => d.file === file && !isAllowed(d))
    this.missesModule ||= wrong.some((d) => d.code === NOT_FOUND)
    return wrong.map((d) => atImport(d, local, cell))
  }

  toCommonJS(js: string): string {
    const { js: edited, moved } = toNotebookCommonJS(js, (specifier) => this.setting.locate(specifier))
    this.map = { map: this.map.map, text: js, edited, moved }
    return edited
  }

  /** Hands tslab the builder of a program that holds the cell. */
  protected builder(setting: Setting, names: { source: string; declarations: string }): Builder {
    this.setting = setting
    const { cell, scope, program } = setting
    // tslab exports every local name: `declare global` and `declare module "x"` are none.
    for (const name of cell.locals?.keys() ?? []) if (!isExportable(name)) cell.locals?.delete(name)
    const checker = program.getTypeChecker()
    const notebook = new NotebookNames(checker, cell, setting.isEarlier)
    // tslab asks whether a declaration's file is its declarations file: so answers every name that belongs to `exports`.
    const stand = { declarations: [{ getSourceFile: () => scope }] } as unknown as ts.Symbol
    const facade: ts.TypeChecker = Object.assign(Object.create(checker) as ts.TypeChecker, {
      getSymbolAtLocation: (node: ts.Node) => (notebook.has(node) ? stand : undefined),
    })
    const getSourceFile = (name: string): ts.SourceFile | undefined =>
      name === names.source ? cell : name === names.declarations ? scope : program.getSourceFile(name)
    const seen: ts.Program = Object.assign(Object.create(program) as ts.Program, {
      getTypeChecker: () => facade,
      getSourceFile,
    })
    return {
      getSourceFile,
      getProgram: () => seen,
      // Local modules are ours: the converter sees the cell alone.
      getAllDependencies: () => [names.source],
      emit: (file, write, token, onlyDeclarations, transformers) => {
        const around = aroundTslab(notebook, transformers)
        const named: ts.WriteFileCallback = (name, data, ...rest) => {
          if (name.endsWith('.map')) this.map = { ...this.map, map: data }
          else if (name.endsWith('.d.ts')) write('outDir/__tslab__.d.ts', data, ...rest)
          else write('outDir/__tslab__.js', data.replace(MAP_COMMENT, '\n'), ...rest)
        }
        // A type that declarations cannot name becomes `any` there: no reason to reject the cell.
        const emit = (to: ts.WriteFileCallback, only: boolean | EmitOnly | undefined): void =>
          void program.emit(file, to, token, only, around, true)
        if (!this.declaresLater) {
          emit(named, onlyDeclarations)
          return
        }
        emit(named, compiler.EmitOnly.Js)
        this.later = () => {
          let text = ''
          const keep: ts.WriteFileCallback = (_, data) => {
            text = data
          }
          emit(keep, compiler.EmitOnly.Dts)
          return text
        }
      },
    }
  }

  private runtimeNames(): string[] {
    const { cell, program } = this.setting
    const checker = program.getTypeChecker()
    const names: string[] = []
    for (const [name, symbol] of cell.locals ?? []) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      if (isRuntimeValue(symbol, target)) names.push(ts.unescapeLeadingUnderscores(name))
    }
    return names
  }
}

function isRuntimeValue(symbol: ts.Symbol, target: ts.Symbol): boolean {
  if (
    symbol.declarations?.every(
      (d) => ts.isTypeOnlyImportOrExportDeclaration(d) || ts.getCombinedModifierFlags(d) & ts.ModifierFlags.Ambient,
    )
  )
    return false
  // An import whose module has no types is a value of type any.
  if (symbol.flags & ts.SymbolFlags.Alias && target.escapedName === 'unknown') return true
  return (target.flags & ts.SymbolFlags.Value & ~ts.SymbolFlags.ConstEnum) !== 0
}

function isExportable(name: ts.__String): boolean {
  return name !== ts.InternalSymbolName.Global && /^[\p{ID_Start}$_]/u.test(ts.unescapeLeadingUnderscores(name))
}

/** "Cannot find module". */
const NOT_FOUND = 2307

/** A package without types is `any`: it can be used, unchecked. */
const UNTYPED_PACKAGE = 7016

function isAllowed(d: ts.Diagnostic): boolean {
  return d.code === UNTYPED_PACKAGE || d.category !== ts.DiagnosticCategory.Error
}
