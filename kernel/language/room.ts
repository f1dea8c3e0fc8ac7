import { resolve } from 'node:path'
import ts from 'typescript'
import { awaitedRuns } from '../magics/run.js'
import type {
  CellEnd,
  Completeness,
  Completion,
  ConvertedCell,
  Inspection,
  LocalModule,
  RejectedCell,
} from '../rooms.js'
import { AutoImports } from './auto-imports.js'
import type { Compilation, CompiledCell } from './compiled.js'
import { completeness } from './completeness.js'
import { completeCell } from './completion.js'
import { rejection } from './diagnostics.js'
import type { Engine, OpenCell } from './engine.js'
import { inspectCell } from './inspection.js'
import { LiveEngine } from './live-engine.js'
import { moduleCommonJS } from './local-commonjs.js'
import { importedPackages } from './local-modules.js'
import { mapComment } from './maps.js'
import { once } from './once.js'
import { awaitsAtTop, declaredNames, type PreparedCell, prepareCell } from './prepare.js'
import { type Memory, MOST_PENDING } from './protocol.js'
import { rewriteCell } from './rewrite.js'
import type { RewrittenCell } from './rewritten.js'
import { SourceFinder } from './sources.js'
import { TOO_DEEP, unlessTooDeep } from './too-deep.js'
import type { World } from './world.js'

/** No cell has this serial. */
const REHEARSAL = -1

/** Guests after which the checker is made anew in a quiet moment: it keeps about 130 KB of each, and a cell is two or three. */
const RENEWAL = 400

/** Guests after which it is made anew though no moment is quiet; the next cells are slower by a second in all. */
const OVERDUE = 2000

/** A converted cell that runs. */
interface PendingCell {
  /** Names that exist at run time. */
  declares: string[]
  /** What is not needed for running it; made once. */
  rest: () => {
    /** The text of a `.d.ts`. */
    declarations: string
    /** Its statements as typed, by the names that they declare. */
    sources: Map<string, string>
  }
}

/** What `Language` promises, answered at once and in this process. */
export class LanguageRoom {
  private readonly engine: Engine
  private readonly pending = new Map<number, PendingCell>()
  /** Texts of the local modules that the session has. */
  private readonly delivered = new Map<string, string>()
  private readonly sources: SourceFinder
  private readonly imports: AutoImports
  /** Where the cells lie. */
  private folder = process.cwd()

  constructor(
    private readonly world: World,
    engine?: Engine,
  ) {
    this.engine = engine ?? new LiveEngine(world)
    this.sources = new SourceFinder(world.config.root)
    this.imports = new AutoImports(
      (specifier, from) => world.resolver.module(specifier, from).resolvedModule?.resolvedFileName,
    )
  }

  convert(request: { cell: number; code: string }): ConvertedCell | RejectedCell {
    return unlessTooDeep(
      () => this.converted(request),
      () => ({ status: 'error', ename: 'TypeScriptError', evalue: TOO_DEEP, diagnostics: [] }),
    )
  }

  private converted({ cell, code }: { cell: number; code: string }): ConvertedCell | RejectedCell {
    const magics = rewriteCell(code, (name) => isInScope(this.engine.open(''), name))
    if ('error' in magics) return { status: 'error', ename: 'UsageError', evalue: magics.error, diagnostics: [] }
    const problem = this.world.followProject()
    if (problem !== undefined) return { status: 'error', ename: 'TypeScriptError', evalue: problem, diagnostics: [] }
    const source = magics.cell
    const prepared = prepareCell(source.rewritten.text)
    const compiled = this.compile(prepared)
    if (compiled.status === 'error') return rejection(compiled, source)
    const rest = once(() => ({ declarations: declarationsOf(compiled), sources: typedSources(prepared.file, source) }))
    this.remember(cell, { declares: compiled.declares, rest })
    const converted: ConvertedCell = {
      status: 'ok',
      js: `${compiled.js}\n${mapComment(compiled.map, source.place(compiled.prefix.lines), `cell-${cell}.ts`, code)}`,
      async: prepared.async,
      declares: compiled.declares,
      modules: this.undelivered(compiled.modules),
      ...this.packagesOf(prepared.file, 'cell.ts'),
      ...this.awaited(compiled.modules, awaitedRuns(prepared.file)),
    }
    if (compiled.lastExpression !== undefined && !prepared.quiet) converted.lastExpression = compiled.lastExpression
    return converted
  }

  /** Converts a cell for nothing: it leaves no trace but what the compiler has learnt. */
  rehearse(code: string): void {
    this.convert({ cell: REHEARSAL, code })
    this.finish(REHEARSAL)
    this.pending.delete(REHEARSAL)
  }

  /** What a conversion has left undone, for a moment in which nobody waits; what needs it earlier does it. */
  finish(cell: number): void {
    this.pending.get(cell)?.rest()
  }

  /** Returns the declarations that later cells now see. */
  commit({ cell, defined, forgets, cwd }: CellEnd): string {
    const waiting = this.pending.get(cell)
    this.pending.delete(cell)
    if (!waiting) {
      this.enter(cwd)
      return ''
    }
    const { declarations, sources } = waiting.rest()
    for (const [name, text] of sources) this.sources.remember(name, text)
    const came = new Set(defined === 'all' ? waiting.declares : defined)
    if (forgets) this.engine.forget()
    const dropped = new Set(waiting.declares.filter((name) => !came.has(name)))
    const kept = this.engine.commit(declarations, dropped)
    // What it imported was imported from where it began.
    this.enter(cwd)
    return kept
  }

  /** Takes over what another room knew. */
  restore({ committed, pending, cwd }: Memory): void {
    this.enter(cwd)
    for (const declarations of committed) this.engine.commit(declarations, new Set())
    for (const [cell, code] of pending) this.convert({ cell, code })
  }

  complete({ code, cursor }: { code: string; cursor: number }): Completion {
    return unlessTooDeep(
      () => completeCell(this.engine, this.imports, code, cursor),
      () => ({ matches: [], start: cursor, end: cursor, types: [] }),
    )
  }

  inspect({ code, cursor, detail }: { code: string; cursor: number; detail: 0 | 1 }): Inspection {
    return unlessTooDeep(
      () => inspectCell(this.engine, this.sources, code, cursor, detail),
      () => ({ found: false, data: {} }),
    )
  }

  isComplete({ code }: { code: string }): Completeness {
    return unlessTooDeep(
      () => completeness(code),
      () => ({ status: 'unknown' }),
    )
  }

  /** The checker remembers more past cells than is good for memory. */
  get wantsRenewal(): boolean {
    return this.world.visitors >= RENEWAL
  }

  get renewalIsOverdue(): boolean {
    return this.world.visitors >= OVERDUE
  }

  /** Follows the session into its working directory, if it is still there. */
  private enter(cwd: string | undefined): void {
    if (cwd === undefined || cwd === this.folder) return
    try {
      process.chdir(cwd)
      this.folder = cwd
      this.engine.move()
    } catch {
      // deleted meanwhile: imports say what they do not find
    }
  }

  /** A new checker, which has resolved nothing yet. */
  renew(): void {
    this.world.renew()
  }

  private compile(cell: PreparedCell): CompiledCell {
    try {
      return this.engine.compile(cell)
    } catch {
      // Something in the checker's memory may have tripped it. What a new one trips over is a bug, and reported.
      this.world.renew()
      return this.engine.compile(cell)
    }
  }

  private remember(cell: number, waiting: PendingCell): void {
    this.pending.set(cell, waiting)
    for (const old of this.pending.keys()) {
      if (this.pending.size <= MOST_PENDING) break
      this.pending.delete(old)
    }
  }

  private toCommonJS(fileName: string, text: string): string {
    const { options, resolver } = this.world
    return moduleCommonJS(fileName, text, options, (specifier) => resolver.local(specifier, fileName))
  }

  private awaits(fileName: string): boolean {
    const file = this.world.program.getSourceFile(fileName)
    return (file?.text.includes('await') && awaitsAtTop(file)) ?? false
  }

  private awaited(fileNames: string[], runs: string[]): { awaited?: string[] } {
    const awaited = fileNames.filter((fileName) => !runs.includes(fileName) && this.awaits(fileName))
    return awaited.length > 0 ? { awaited } : {}
  }

  private packagesOf(file: ts.SourceFile, from: string): { packages?: string[] } {
    return importedPackages(file, (specifier) => this.world.resolver.local(specifier, resolve(from)) !== undefined)
  }

  private undelivered(fileNames: string[]): LocalModule[] {
    const modules: LocalModule[] = []
    for (const fileName of fileNames) {
      const text = this.world.program.getSourceFile(fileName)?.text ?? ''
      const version = this.world.projectOptions + text
      if (this.delivered.get(fileName) === version) continue
      this.delivered.set(fileName, version)
      const file = this.world.program.getSourceFile(fileName)
      modules.push({
        fileName,
        js: this.toCommonJS(fileName, text),
        ...(this.awaits(fileName) && { awaits: true }),
        ...(file && this.packagesOf(file, fileName)),
      })
    }
    return modules
  }
}

/** If the compiler trips over the types, its names stand for anything. */
function declarationsOf({ declarations, declares }: Compilation): string {
  try {
    return declarations()
  } catch {
    return declares.map((name) => `declare let ${name}: any;\n`).join('')
  }
}

/** Is it a value's name that a next cell could use? */
function isInScope({ checker, file }: OpenCell, name: string): boolean {
  return checker.getSymbolsInScope(file, ts.SymbolFlags.Value).some((symbol) => symbol.name === name)
}

/** The statements of a cell as typed, by the names that they declare. */
function typedSources(file: ts.SourceFile, cell: RewrittenCell): Map<string, string> {
  const sources = new Map<string, string>()
  for (const statement of file.statements) {
    const names = declaredNames(statement)
    if (names.length === 0) continue
    const text = cell.typed.text.slice(cell.toTyped(statement.getStart(file, true)), cell.toTyped(statement.end))
    // Overloads stand in statements of their own.
    for (const name of names) sources.set(name, sources.has(name) ? `${sources.get(name)}\n${text}` : text)
  }
  return sources
}
