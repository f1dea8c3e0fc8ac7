import { DEBUGGEE } from '../../debuggee.js'
import type { Language } from '../../rooms.js'
import { evaluable, logExpression } from './expressions.js'
import { type Inspector, InspectorError } from './inspector.js'
import { Places } from './places.js'
import type { Script, Scripts } from './scripts.js'

/** What a client asks for. https://microsoft.github.io/debug-adapter-protocol/specification#Types_SourceBreakpoint */
export interface SourceBreakpoint {
  line: number
  condition?: string
  hitCondition?: string
  logMessage?: string
}

/** One in a file of the client's. */
interface Breakpoint extends SourceBreakpoint {
  id: number
  /** V8's, one for each execution of the code. */
  placed: string[]
  /** JavaScript that decides whether to stop. */
  decides: string | undefined
  /** Why it cannot work. */
  refusal?: string
}

/** What is told of one. */
export interface ToldBreakpoint {
  id: number
  verified: boolean
  line: number
  source: { path: string }
  message?: string
}

/**
 * Breakpoints by the client's file. V8 has them by script, and every execution of a cell is a script of its own: so they
 * are placed anew before each.
 */
export class Breakpoints {
  readonly #inspector: Inspector
  readonly #scripts: Scripts
  readonly #language: Language
  readonly #byPath = new Map<string, Breakpoint[]>()
  #ids = 0

  constructor(inspector: Inspector, scripts: Scripts, language: Language) {
    this.#inspector = inspector
    this.#scripts = scripts
    this.#language = language
  }

  /** Instead of all that the file had. */
  async set(path: string, asked: SourceBreakpoint[]): Promise<ToldBreakpoint[]> {
    for (const { placed } of this.#byPath.get(path) ?? []) await this.#remove(placed)
    const made: Breakpoint[] = []
    for (const one of asked) made.push(await this.#make(path, one))
    this.#byPath.set(path, made)
    for (const script of this.#scripts.byPath(path)) await this.arm(script)
    return made.map(({ id, line, refusal }) => ({
      id,
      verified: refusal === undefined,
      line,
      source: { path },
      ...(refusal !== undefined && { message: refusal }),
    }))
  }

  /** The script is about to run, or has run: V8 binds its breakpoints when it comes. */
  async arm(script: Script): Promise<void> {
    for (const breakpoint of this.#byPath.get(script.path) ?? []) await this.#place(breakpoint, script)
  }

  /** As `debugInfo` lists them, so that a reloaded page has them again. */
  get list(): { source: string; breakpoints: SourceBreakpoint[] }[] {
    return [...this.#byPath]
      .filter(([, breakpoints]) => breakpoints.length > 0)
      .map(([source, breakpoints]) => ({
        source,
        breakpoints: breakpoints.map(({ line, condition, hitCondition, logMessage }) => ({
          line,
          ...(condition !== undefined && { condition }),
          ...(hitCondition !== undefined && { hitCondition }),
          ...(logMessage !== undefined && { logMessage }),
        })),
      }))
  }

  /** The connection is gone, and V8's breakpoints with it. */
  forget(): void {
    this.#byPath.clear()
  }

  async #make(path: string, asked: SourceBreakpoint): Promise<Breakpoint> {
    const id = ++this.#ids
    const line = await this.#lineWithCode(path, asked.line)
    try {
      return { ...asked, id, line, placed: [], decides: await this.#decider(id, asked) }
    } catch (error) {
      return { ...asked, id, line, placed: [], decides: undefined, refusal: (error as Error).message }
    }
  }

  /** The asked line, or the next that has code. */
  async #lineWithCode(path: string, line: number): Promise<number> {
    const code = this.#scripts.codeOf(path)
    const lines = code === undefined ? [] : await this.#language.executableLines({ code })
    return lines.find((one) => one >= line) ?? line
  }

  /** @throws Error when what the user wrote is not TypeScript, or no count. */
  async #decider(id: number, { condition, hitCondition, logMessage }: SourceBreakpoint): Promise<string | undefined> {
    const parts: string[] = []
    if (condition) parts.push(`(${await evaluable(condition, this.#language)})`)
    if (hitCondition) parts.push(`(${DEBUGGEE}.hit(${id}) ${comparison(hitCondition)})`)
    // A log point says its line and never stops.
    if (logMessage) parts.push(`(${await logExpression(logMessage, this.#language)}, false)`)
    return parts.length > 0 ? parts.join(' && ') : undefined
  }

  async #place({ line, decides, placed, refusal }: Breakpoint, script: Script): Promise<void> {
    const start = Places.of(script).start(line)
    if (start === undefined || refusal !== undefined) return
    const { lineNumber, columnNumber } = start
    try {
      const { breakpointId } = await this.#inspector.post<{ breakpointId: string }>('Debugger.setBreakpointByUrl', {
        url: script.url,
        lineNumber,
        columnNumber,
        condition: decides,
      })
      placed.push(breakpointId)
    } catch (error) {
      // Two lines may share a place, and V8 refuses the second.
      if (!(error instanceof InspectorError)) throw error
    }
  }

  async #remove(placed: string[]): Promise<void> {
    for (const breakpointId of placed.splice(0))
      await this.#inspector.post('Debugger.removeBreakpoint', { breakpointId })
  }
}

/** `3` is the third time and every one after; `== 3`, `> 3`, `% 3` are taken as they stand, `% 3` as every third. */
function comparison(hitCondition: string): string {
  const match = /^\s*(>=|<=|===?|>|<|%)?\s*(\d+)\s*$/.exec(hitCondition)
  if (!match) throw new Error(`${JSON.stringify(hitCondition)} is no hit count: 3, == 3, > 3 or % 3`)
  const [, operator = '>=', count] = match
  return operator === '%' ? `% ${count} === 0` : `${operator} ${count}`
}
