import ts from 'typescript'
import type { CompiledCell } from './compiled.js'
import { ConverterHost, PREFIX } from './converter-backend.js'
import { filterDeclarations } from './declarations.js'
import type { Engine, OpenCell } from './engine.js'
import { MAGICS } from './files.js'
import type { InternalProgram } from './internals.js'
import { localModules } from './local-modules.js'
import type { PreparedCell } from './prepare.js'
import type { Builder, WatchHost } from './shim.js'
import type { GuestFile, World } from './world.js'

/**
 * tslab as it is meant to run: TypeScript's watch program makes a new program and a new checker for every cell. Slower with
 * every cell, but free of the live engine's liberties: the yardstick that it is held against, and the way out if it errs.
 */
export class WatchEngine extends ConverterHost implements Engine {
  protected readonly declaresLater = false
  private declarations: string
  private forgets = false
  private host!: WatchHost
  private current!: { source: ts.SourceFile; scope: ts.SourceFile; program: InternalProgram }

  /** Of `world` only the files and their resolution are used. */
  constructor(private readonly world: World) {
    super()
    this.declarations = world.prelude.text
    this.start()
  }

  compile({ code, checked }: PreparedCell): CompiledCell {
    return this.convert(this.declarations, code, checked)
  }

  /** In this engine the converter's output holds what earlier cells declared as well. */
  commit(declarations: string, dropped: ReadonlySet<string>): string {
    if (this.forgets) {
      // The output holds the earlier cells' names too, and nothing tells them apart: this cell's go with them.
      this.forgets = false
      return this.declarations
    }
    const before = this.declarations
    this.declarations = declarations
    if (dropped.size > 0) {
      const still = filterDeclarations(before, { types: false, values: (name) => dropped.has(name) })
      this.declarations =
        still + filterDeclarations(declarations, { types: true, values: (name) => !dropped.has(name) })
    }
    return this.declarations
  }

  forget(): void {
    this.declarations = this.world.prelude.text
    this.forgets = true
  }

  open(code: string): OpenCell {
    this.convert(this.declarations, code, true)
    const { source, program } = this.current
    return { file: source, program, checker: program.getTypeChecker(), offset: PREFIX.length }
  }

  createWatchProgram(host: WatchHost): { close(): void; updateRootFileNames(): void } {
    this.host = host
    const { sys, rootFiles } = host
    const { runtime, nodeTypes } = this.world.config
    const readFile = sys.readFile
    sys.readFile = (path, encoding) => (path === MAGICS.name ? MAGICS.text : readFile.call(sys, path, encoding))
    const roots = [...rootFiles, MAGICS.name, runtime, `${nodeTypes}/index.d.ts`]
    const watch = ts.createWatchCompilerHost(
      roots,
      this.world.options,
      sys,
      undefined,
      () => {},
      () => {},
    )
    watch.getDefaultLibLocation = () => this.world.config.libDir
    watch.resolveModuleNameLiterals = (literals, from) =>
      literals.map(({ text }) => this.world.resolver.module(text, from))
    watch.afterProgramCreate = (builder) =>
      host.afterProgramCreate?.(this.place(builder.getProgram() as InternalProgram))
    const program = ts.createWatchProgram(watch)
    return { close: () => program.close(), updateRootFileNames: () => {} }
  }

  private place(program: InternalProgram): Builder {
    const [declarations, source] = this.host.rootFiles as [string, string]
    const cell = program.getSourceFile(source) as GuestFile
    const scope = program.getSourceFile(declarations) as GuestFile
    this.current = { source: cell, scope, program }
    const imports = (): [string, ts.ResolvedModuleWithFailedLookupLocations | undefined][] =>
      cell.imports.map((s) => [s.text, program.getResolvedModuleFromModuleSpecifier(s, cell)])
    const setting = {
      cell,
      scope,
      program,
      isEarlier: (symbol: ts.Symbol) => scope.locals?.get(symbol.escapedName) === symbol,
      locate: (specifier: string) => this.world.resolver.local(specifier, source),
      localModules: () => localModules(imports(), program),
    }
    return this.builder(setting, { source, declarations })
  }
}
