import ts from 'typescript'
import type { CompiledCell } from './compiled.js'
import { ConverterHost, PREFIX } from './converter-backend.js'
import { filterDeclarations } from './declarations.js'
import { EarlierNames } from './earlier-names.js'
import type { Engine, OpenCell } from './engine.js'
import { compiler, type Path } from './internals.js'
import { localModules } from './local-modules.js'
import type { PreparedCell } from './prepare.js'
import type { Builder, WatchHost } from './shim.js'
import { topLevelNames } from './top-level-names.js'
import type { GuestFile, World } from './world.js'

/**
 * One program and one checker for all cells. What each cell declared is a small bound `.d.ts` file, a link; where names
 * resolve is told by `SourceFile.parent`, so a cell costs the same after three hundred as after three.
 */
export class LiveEngine extends ConverterHost implements Engine {
  protected readonly declaresLater = true
  /** What each cell declared, for as long as a name of it is in use. */
  private readonly links = new WeakSet<ts.SourceFile>()
  private committed = 0
  private readonly names: EarlierNames
  private readonly visitors = new Set<GuestFile>()
  private host!: WatchHost
  private rebuild: () => void = () => {}
  private readonly emptyScope: GuestFile
  /** The cell that is about to be compiled, as long as the converter has not asked for it. */
  private parsed: ts.SourceFile | undefined

  constructor(readonly world: World) {
    super()
    this.links.add(world.prelude.file)
    this.emptyScope = ts.createSourceFile(
      '__prev__.d.ts',
      PREFIX,
      { languageVersion: world.options.target! },
      true,
    ) as GuestFile
    this.emptyScope.path = '__prev__.d.ts' as Path
    compiler.bindSourceFile(this.emptyScope, world.options)
    this.names = new EarlierNames(
      world.prelude.file,
      () => this.emptyFile(),
      () => world.checker,
    )
    this.start()
  }

  compile({ code, file, checked }: PreparedCell): CompiledCell {
    this.world.refresh()
    this.parsed = file
    try {
      const compiled = this.convert('', code, checked)
      this.world.stale = this.missesModule
      return compiled
    } finally {
      this.dismiss()
    }
  }

  commit(declarations: string, dropped: ReadonlySet<string>): string {
    const kept =
      dropped.size === 0
        ? declarations
        : filterDeclarations(declarations, { types: true, values: (name) => !dropped.has(name) })
    if (kept.trim() === '') return ''
    const { rootFiles } = this.host
    const file = this.world.guest(rootFiles[0]!.replace('__prev__', `__cell${++this.committed}__`), PREFIX + kept)
    this.names.add(file)
    this.links.add(file)
    return kept
  }

  forget(): void {
    this.world.forgetAugmentations()
    this.names.clear()
  }

  open(code: string): OpenCell {
    this.dismiss()
    this.world.refresh()
    const file = this.world.guest(this.host.rootFiles[1]!, PREFIX + code)
    this.visitors.add(file)
    file.parent = this.scope()
    const { program, checker } = this.world
    const getSourceFile = (name: string): ts.SourceFile | undefined =>
      name === file.fileName ? file : program.getSourceFile(name)
    return {
      file,
      program: Object.assign(Object.create(program) as ts.Program, { getSourceFile }),
      checker,
      offset: PREFIX.length,
    }
  }

  createWatchProgram(host: WatchHost): { close(): void; updateRootFileNames(): void } {
    this.host = host
    const { sys } = host
    const [declarations, source] = host.rootFiles as [string, string]
    let timer: unknown
    const changed = (): void => {
      if (timer !== undefined) sys.clearTimeout?.(timer)
      timer = sys.setTimeout?.(() => {
        // In this order: what rebuilding trips over leaves the converter's timer pending, and the next change clears it.
        this.rebuild()
        timer = undefined
      }, 0)
    }
    for (const name of [source, declarations]) sys.watchFile?.(name, changed)
    this.rebuild = () => host.afterProgramCreate?.(this.place(source, declarations, sys.readFile(source) ?? ''))
    this.rebuild()
    return { close: () => {}, updateRootFileNames: () => {} }
  }

  private place(source: string, declarations: string, text: string): Builder {
    const names = this.parsed && topLevelNames(this.parsed)
    this.parsed = undefined
    // The converter asks twice: for the names of the cell alone, and then for the cell with all of them exported.
    if (names?.size) return namesAlone(names)
    this.dismiss()
    const cell = this.world.guest(source, text)
    this.visitors.add(cell)
    const { program } = this.world
    const setting = {
      cell,
      scope: this.scope(),
      program,
      isEarlier: (symbol: ts.Symbol) => this.isEarlier(symbol),
      locate: (specifier: string) => this.world.resolver.local(specifier, source),
      localModules: () => localModules(cell.resolutions, program),
    }
    return this.builder(setting, { source, declarations })
  }

  /** The empty declarations file that tslab sees, before what earlier cells declared. */
  private scope(): GuestFile {
    const scope = this.emptyFile()
    scope.parent = this.names.forCell
    return scope
  }

  private emptyFile(): GuestFile {
    const file = Object.assign(Object.create(Object.getPrototypeOf(this.emptyScope)) as GuestFile, this.emptyScope)
    file.locals = new Map()
    return file
  }

  /** Only a name at the top of a link: a property that an earlier cell declared is none. */
  private isEarlier(symbol: ts.Symbol): boolean {
    const isLink = ({ escapedName }: ts.Symbol, file: ts.SourceFile): boolean =>
      this.links.has(file) && (file as GuestFile).locals?.get(escapedName) === symbol
    return symbol.declarations?.some((d) => isLink(symbol, d.getSourceFile())) ?? false
  }

  /** Cells that were only looked at; what they left is in the chain. */
  private dismiss(): void {
    for (const file of this.visitors) this.world.forget(file)
    this.visitors.clear()
  }
}

/** What the converter reads of a cell before it has all names of it exported. */
function namesAlone(names: ReadonlySet<string>): Builder {
  // As they are written: the converter prints them, and the compiler's own form of `__x` is `___x`.
  const locals = new Map([...names].map((name) => [name, undefined]))
  return { getSourceFile: () => ({ locals }) } as unknown as Builder
}
