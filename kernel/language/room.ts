import type { Completeness, Completion, ConvertedCell, Inspection, LocalModule } from '../rooms.js'
import { keepDefined } from './declarations.js'
import { rejection } from './diagnostics.js'
import type { Engine } from './engine.js'
import { LiveEngine } from './live-engine.js'
import { rewriteCell } from './magics.js'
import { composedMapComment } from './maps.js'
import { prepareCell } from './prepare.js'
import type { Conversion, Memory } from './protocol.js'
import { moduleCommonJS } from './stage-two.js'
import type { World } from './world.js'

/** How many converted cells may wait for their commit. */
const PENDING = 64

/** What `Language` promises, answered at once and in this process. */
export class LanguageRoom {
  private readonly engine: Engine
  private readonly pending = new Map<number, string>()
  /** Modification times of the local modules that the session has. */
  private readonly delivered = new Map<string, string>()

  constructor(
    private readonly world: World,
    engine?: Engine,
  ) {
    this.engine = engine ?? new LiveEngine(world)
  }

  convert({ cell, code }: { cell: number; code: string }): Conversion {
    const magics = rewriteCell(code)
    if ('error' in magics) return { status: 'error', ename: 'UsageError', evalue: magics.error, diagnostics: [] }
    const source = magics.cell
    const prepared = prepareCell(source.rewritten.text)
    const compiled = this.engine.compile(prepared.code)
    if (compiled.status === 'error') return rejection(compiled, source)
    this.remember(cell, compiled.declarations)
    const { second, first } = compiled.maps
    const converted: ConvertedCell & { declarations: string } = {
      status: 'ok',
      js: compiled.js + composedMapComment(second, first, source.place(compiled.prefix.lines), `cell-${cell}.ts`, code),
      async: prepared.async,
      declares: compiled.declares,
      declarations: compiled.declarations,
      modules: this.undelivered(compiled.modules),
    }
    if (compiled.lastExpression !== undefined && !prepared.quiet) converted.lastExpression = compiled.lastExpression
    return converted
  }

  commit({ cell, defined }: { cell: number; defined: 'all' | string[] }): string {
    const declarations = this.pending.get(cell)
    this.pending.delete(cell)
    if (declarations === undefined) return ''
    const kept = defined === 'all' ? declarations : keepDefined(declarations, new Set(defined))
    this.engine.commit(kept)
    return kept
  }

  /** Takes over what another room knew. */
  restore({ committed, pending }: Memory): void {
    for (const declarations of committed) this.engine.commit(declarations)
    for (const [cell, declarations] of pending) this.remember(cell, declarations)
  }

  complete(request: { code: string; cursor: number }): Completion {
    return { matches: [], start: request.cursor, end: request.cursor, types: [] }
  }

  inspect(_request: { code: string; cursor: number; detail: 0 | 1 }): Inspection {
    return { found: false, data: {} }
  }

  isComplete(_request: { code: string }): Completeness {
    return { status: 'unknown' }
  }

  private remember(cell: number, declarations: string): void {
    this.pending.set(cell, declarations)
    for (const old of this.pending.keys()) {
      if (this.pending.size <= PENDING) break
      this.pending.delete(old)
    }
  }

  private undelivered(fileNames: string[]): LocalModule[] {
    const modules: LocalModule[] = []
    for (const fileName of fileNames) {
      const text = this.world.program.getSourceFile(fileName)?.text ?? ''
      if (this.delivered.get(fileName) === text) continue
      this.delivered.set(fileName, text)
      modules.push({ fileName, js: moduleCommonJS(fileName, text) })
    }
    return modules
  }
}
