import ts from 'typescript'
import type { CompiledCell } from './compiled.js'
import { ConverterHost, PREFIX } from './converter-backend.js'
import { filterDeclarations } from './declarations.js'
import type { Engine, OpenCell } from './engine.js'
import { compiler, type Path } from './internals.js'
import { localModules } from './local-modules.js'
import type { Builder, WatchHost } from './shim.js'
import type { GuestFile, World } from './world.js'

/**
 * One program and one checker for all cells. What earlier cells declared is a chain of small bound `.d.ts` files, newest
 * first, through `SourceFile.parent`: names resolve upward, so a cell costs the same after three hundred as after three.
 */
export class LiveEngine extends ConverterHost implements Engine {
  private readonly chain: GuestFile[]
  /** The chain's members, to ask quickly. */
  private readonly links: Set<ts.SourceFile>
  private readonly visitors = new Set<GuestFile>()
  private host!: WatchHost
  private rebuild: () => void = () => {}
  private readonly emptyScope: GuestFile

  constructor(readonly world: World) {
    super()
    this.chain = [world.prelude.file]
    this.links = new Set(this.chain)
    this.emptyScope = ts.createSourceFile(
      '__prev__.d.ts',
      PREFIX,
      { languageVersion: world.options.target! },
      true,
    ) as GuestFile
    this.emptyScope.path = '__prev__.d.ts' as Path
    compiler.bindSourceFile(this.emptyScope, world.options)
    this.start()
  }

  compile(code: string, checked: boolean): CompiledCell {
    this.world.refresh()
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
    const file = this.world.guest(rootFiles[0]!.replace('__prev__', `__cell${this.chain.length}__`), PREFIX + kept)
    file.parent = this.chain.at(-1)!
    this.chain.push(file)
    this.links.add(file)
    return kept
  }

  forget(): void {
    for (const file of this.chain.splice(1)) {
      this.links.delete(file)
      this.world.forget(file)
    }
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
        timer = undefined
        this.rebuild()
      }, 0)
    }
    for (const name of [source, declarations]) sys.watchFile?.(name, changed)
    this.rebuild = () => host.afterProgramCreate?.(this.place(source, declarations, sys.readFile(source) ?? ''))
    this.rebuild()
    return { close: () => {}, updateRootFileNames: () => {} }
  }

  private place(source: string, declarations: string, text: string): Builder {
    this.dismiss()
    const cell = this.world.guest(source, text)
    this.visitors.add(cell)
    const { program } = this.world
    const setting = {
      cell,
      scope: this.scope(),
      program,
      isEarlier: (symbol: ts.Symbol) => this.isEarlier(symbol),
      localModules: () => localModules(cell.resolutions, program),
    }
    return this.builder(setting, { source, declarations })
  }

  /** The empty declarations file that tslab sees, before the newest link of the chain. */
  private scope(): GuestFile {
    const scope = Object.assign(Object.create(Object.getPrototypeOf(this.emptyScope)) as GuestFile, this.emptyScope)
    scope.locals = new Map()
    scope.parent = this.chain.at(-1)!
    return scope
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
