import type { Runtime, Debugger as V8 } from 'node:inspector'
import type { Json } from '../message.js'
import type { Inspector } from './inspector.js'
import { Places } from './places.js'
import type { Script, Scripts } from './scripts.js'

/** A frame of the user's. */
export interface Frame {
  id: number
  call: V8.CallFrame
  script: Script
  line: number
  column: number
}

type Step = 'Debugger.stepOver' | 'Debugger.stepInto' | 'Debugger.stepOut'

/** A step that stops again within this time is one event for the client, ms. */
const SETTLING_MS = 60

/** The main thread's stops, as the client hears of them. */
export class Stops {
  readonly #inspector: Inspector
  readonly #scripts: Scripts
  readonly #tell: (event: string, body: Json) => void
  readonly #released: () => void
  /** V8's names of scripts. */
  readonly #urls = new Map<string, string>()
  #paused: V8.PausedEventDataType | undefined
  #frames: Frame[] = []
  /** Also those under numbers of before. */
  readonly #byId = new Map<number, Frame>()
  #ids = 0
  #asked: Step | 'Debugger.pause' | undefined
  /** Where the step began. */
  #from: string | undefined
  /** What the client believes. */
  #toldStopped = false
  #settling: NodeJS.Timeout | undefined
  #skipping = false

  constructor(inspector: Inspector, scripts: Scripts, tell: (event: string, body: Json) => void, released: () => void) {
    this.#inspector = inspector
    this.#scripts = scripts
    this.#tell = tell
    this.#released = released
    inspector.on<V8.ScriptParsedEventDataType>('Debugger.scriptParsed', ({ scriptId, url }) => {
      if (url !== '') this.#urls.set(scriptId, url)
    })
    inspector.on<V8.PausedEventDataType>('Debugger.paused', (event) => this.#onPaused(event))
    inspector.on<object>('Debugger.resumed', () => this.#onResumed())
  }

  get paused(): V8.PausedEventDataType | undefined {
    return this.#paused
  }

  /** Top first. */
  get frames(): readonly Frame[] {
    return this.#frames
  }

  /** The frame of that id, or the top one where none is named; undefined when nothing is stopped. */
  frame(id?: number): Frame | undefined {
    return id === undefined ? this.#frames[0] : this.#byId.get(id)
  }

  /** Scripts of the main thread that V8 has read. */
  get urls(): Iterable<string> {
    return new Set(this.#urls.values())
  }

  /** @throws Error when nothing is stopped. */
  async step(step: Step): Promise<void> {
    if (!this.#paused) throw new Error('the program is not stopped')
    this.#asked = step
    this.#from = lineOf(this.#frames[0])
    await this.#inspector.post(step)
  }

  async resume(): Promise<void> {
    this.#asked = undefined
    this.#from = undefined
    if (this.#paused) await this.#inspector.post('Debugger.resume')
  }

  async pause(): Promise<void> {
    this.#asked = 'Debugger.pause'
    this.#from = undefined
    await this.#inspector.post('Debugger.pause')
  }

  /** JupyterLab empties its variables after an evaluation, and asks again only for a frame that it does not know. */
  renumber(): void {
    for (const frame of this.#frames) {
      frame.id = ++this.#ids
      this.#byId.set(frame.id, frame)
    }
  }

  /** An interrupt: go on, and stop nowhere until the cell has ended. */
  async skip(): Promise<void> {
    this.#skipping = true
    const skipping = this.#inspector.post('Debugger.setSkipAllPauses', { skip: true })
    skipping.catch(() => {}) // the connection ended meanwhile
    // Where nothing stands nobody waits: the main thread may be in the middle of a long native call.
    if (!this.#paused) return
    await skipping
    await this.#inspector.post('Debugger.resume').catch(() => {})
  }

  /** A cell has ended: nothing is stopped any more, and the client must know. */
  async ended(): Promise<void> {
    this.#asked = undefined
    clearTimeout(this.#settling)
    if (this.#toldStopped && !this.#paused) this.#tellContinued()
    await this.heed()
  }

  /** Pauses count again: what was interrupted has ended, or there was nothing to interrupt. */
  async heed(): Promise<void> {
    if (!this.#skipping) return
    this.#skipping = false
    await this.#inspector.post('Debugger.setSkipAllPauses', { skip: false })
  }

  /** The connection is gone. */
  forget(): void {
    clearTimeout(this.#settling)
    if (this.#toldStopped) this.#tellContinued()
    this.#paused = undefined
    this.#asked = undefined
    this.#frames = []
    this.#byId.clear()
    this.#urls.clear()
    this.#skipping = false
  }

  #onPaused(event: V8.PausedEventDataType): void {
    clearTimeout(this.#settling)
    const exception = event.reason === 'exception' || event.reason === 'promiseRejection'
    const frames = event.callFrames.map((call) => this.#locate(call))
    const [top] = frames
    const own = frames.filter((frame) => frame !== undefined)
    // An exception of the runtime's is shown where the user called; whatever else stops outside is left again.
    if (top === undefined && !(exception && own.length > 0)) {
      this.#leave(event.callFrames[0] as V8.CallFrame, exception)
      return
    }
    // A step goes from line to line: what the compiler puts around an await are several places of one.
    const sameLine = this.#from !== undefined && lineOf(top) === this.#from && this.#asked !== 'Debugger.stepOut'
    if (sameLine && this.#asked !== undefined && !exception && !event.hitBreakpoints?.length) {
      void this.#inspector.post(this.#asked).catch(() => {})
      return
    }
    this.#from = undefined
    this.#paused = event
    this.#frames = own
    for (const frame of own) this.#byId.set(frame.id, frame)
    const reason = exception ? 'exception' : this.#reasonOf(event)
    this.#asked = undefined
    this.#toldStopped = true
    const text = exception ? (event.data as Runtime.RemoteObject | undefined)?.description?.split('\n')[0] : undefined
    this.#tell('stopped', { reason, threadId: 1, allThreadsStopped: true, ...(text !== undefined && { text }) })
  }

  #reasonOf({ hitBreakpoints = [], reason }: V8.PausedEventDataType): string {
    if (hitBreakpoints.length > 0 || reason === 'debugCommand') return 'breakpoint'
    if (this.#asked === 'Debugger.pause') return 'pause'
    return this.#asked === undefined ? 'breakpoint' : 'step'
  }

  /** Code of the compiler's: step on as asked. Code of others: back to where it was called from. */
  #leave(call: V8.CallFrame, exception: boolean): void {
    const inUsers = this.#scripts.byUrl(this.#urlOf(call)) !== undefined
    const step = this.#asked === 'Debugger.stepInto' && inUsers ? 'Debugger.stepInto' : 'Debugger.stepOver'
    void this.#inspector.post(exception ? 'Debugger.resume' : inUsers ? step : 'Debugger.stepOut').catch(() => {})
  }

  #onResumed(): void {
    if (!this.#paused) return
    this.#paused = undefined
    this.#frames = []
    this.#byId.clear()
    this.#released()
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => this.#tellContinued(), SETTLING_MS)
  }

  #tellContinued(): void {
    this.#toldStopped = false
    this.#tell('continued', { threadId: 1, allThreadsContinued: true })
  }

  #locate(call: V8.CallFrame): Frame | undefined {
    const script = this.#scripts.byUrl(this.#urlOf(call))
    if (script === undefined) return undefined
    const { lineNumber, columnNumber = 0 } = call.location
    const place = Places.of(script).original(lineNumber, columnNumber)
    return place && { id: ++this.#ids, call, script, ...place }
  }

  #urlOf({ location, url }: V8.CallFrame): string {
    return this.#urls.get(location.scriptId) ?? url
  }
}

/** A line of one function, which may go on after an await. */
function lineOf(frame: Frame | undefined): string | undefined {
  if (frame === undefined) return undefined
  const { scriptId, lineNumber, columnNumber } = frame.call.functionLocation ?? frame.call.location
  return `${scriptId}:${lineNumber}:${columnNumber} ${frame.line}`
}
