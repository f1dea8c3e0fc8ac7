import type { Runtime } from 'node:inspector'
import { pathToFileURL } from 'node:url'
import { packageInfo } from '../../package_info.js'
import type { ConvertedCell, Language } from '../../rooms.js'
import type { Json } from '../message.js'
import { Breakpoints } from './breakpoints.js'
import { COMMANDS } from './commands.js'
import { evaluable } from './expressions.js'
import { Inspector } from './inspector.js'
import { Scripts } from './scripts.js'
import { type Frame, Stops } from './stops.js'
import { exceptionLine, Values } from './values.js'

/** What a user evaluates while the program stands may take so long, ms. */
const EVALUATION_MS = 5000

const SCOPES: Record<string, string> = { local: 'Locals', block: 'Block', closure: 'Closure', catch: 'Catch' }

/** In these nobody wants to stop or to step. */
function foreign(withRuntime: boolean): string[] {
  const own = pathToFileURL(`${packageInfo().root}/dist/`).href.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return ['^node:', '^evalmachine', '^$', '/node_modules/', `^${own}${withRuntime ? '(?:kernel|src)' : 'kernel'}/`]
}

/** The Debug Adapter Protocol over V8's inspector: the main thread is looked at, and this worker goes on while it stands. */
export class Debugger {
  readonly scripts = new Scripts()
  readonly breakpoints: Breakpoints
  readonly stops: Stops
  readonly values: Values
  readonly #inspector = new Inspector()
  readonly #language: Language
  readonly #nextSerial: () => number
  readonly #send: (event: Json) => void
  #started = false
  #sequence = 0
  /** Commands are taken one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  /** @param send a debug_event. @param nextSerial of a cell that does not run */
  constructor(language: Language, nextSerial: () => number, send: (event: Json) => void) {
    this.#language = language
    this.#send = send
    this.#nextSerial = nextSerial
    this.values = new Values(this.#inspector)
    this.breakpoints = new Breakpoints(this.#inspector, this.scripts, language)
    this.stops = new Stops(
      this.#inspector,
      this.scripts,
      (event, body) => this.#tell(event, body),
      () => void this.values.release(),
    )
  }

  get started(): boolean {
    return this.#started
  }

  /** Answers a request of the protocol with its response. Never throws. */
  async answer(request: Json): Promise<Json> {
    const { seq, command, arguments: args } = request
    // What is no string is no command; an object may even refuse to be written as one.
    const name = typeof command === 'string' ? command : (JSON.stringify(command) ?? 'undefined')
    const answered = this.#turn.then(() => this.#run(name, (args ?? {}) as Json))
    this.#turn = answered.catch(() => {})
    const response = { type: 'response', seq: ++this.#sequence, request_seq: seq ?? 0, command: name }
    try {
      return { ...response, success: true, body: (await answered) ?? {} }
    } catch (error) {
      return { ...response, success: false, message: (error as Error).message, body: {} }
    }
  }

  /** A cell is about to run: its breakpoints stand when this resolves. */
  async prepare(serial: number, code: string, converted: ConvertedCell): Promise<void> {
    const scripts = this.scripts.add(serial, code, converted)
    if (!this.#started) {
      // What the list of variables was drawn from is let go; behind a question that is under way.
      if (this.#inspector.connected) this.#turn = this.#turn.then(() => this.#started || this.#inspector.disconnect())
      return
    }
    await this.stops.heed()
    for (const script of scripts) await this.breakpoints.arm(script)
  }

  /** The cell has ended. */
  async ended(): Promise<void> {
    if (this.#started) await this.stops.ended()
  }

  /** Before an interrupt: what stands goes on, and nothing stops until the cell has ended. */
  async release(): Promise<void> {
    if (this.#started) await this.stops.skip()
  }

  async start(forJupyterLab: boolean): Promise<void> {
    await this.#inspector.connect()
    await this.#inspector.post('Debugger.enable')
    await this.#inspector.post('Debugger.setBlackboxPatterns', { patterns: foreign(true) })
    this.values.forJupyterLab = forJupyterLab
    this.#started = true
    // Behind the response, as the protocol has it.
    setImmediate(() => this.#tell('initialized', {}))
  }

  /** What stands goes on; breakpoints are forgotten. Also at the kernel's end, since Node waits for who is connected. */
  stop(): void {
    this.#started = false
    this.#inspector.disconnect()
    this.stops.forget()
    this.breakpoints.forget()
  }

  async pauseOnExceptions(on: boolean): Promise<void> {
    // V8 does not stop for what a blackboxed function throws: shapes that do not fit are the runtime's to throw.
    await this.#inspector.post('Debugger.setBlackboxPatterns', { patterns: foreign(!on) })
    await this.#inspector.post('Debugger.setPauseOnExceptions', { state: on ? 'all' : 'none' })
  }

  exceptionInfo(): Json {
    const data = this.stops.paused?.data as (Runtime.RemoteObject & { uncaught?: boolean }) | undefined
    if (data === undefined || this.stops.paused?.reason === 'other')
      throw new Error('the program is not stopped by an exception')
    const description = data.description?.split('\n')[0] ?? String(data.value)
    const typeName = data.className ?? data.type
    return {
      exceptionId: typeName,
      description,
      breakMode: 'always',
      details: { message: description, typeName, stackTrace: data.description ?? description },
    }
  }

  /** The scopes of a frame, innermost first, and the notebook's names. */
  async scopes(frameId?: number): Promise<Json[]> {
    const frame = this.#frame(frameId)
    const ofCell = !frame.script.url.startsWith('file:')
    const scopes: Json[] = []
    for (const { type, object } of frame.call.scopeChain) {
      const objectId = object.objectId
      if (objectId === undefined || ['global', 'script', 'module'].includes(type)) continue
      if (await this.values.isEmpty(objectId, ofCell)) continue
      const variablesReference = this.values.refer({ of: 'scope', objectId })
      scopes.push({ name: SCOPES[type] ?? type, variablesReference, expensive: false })
    }
    scopes.push({ name: 'Cells', variablesReference: this.values.refer({ of: 'bindings' }), expensive: false })
    return scopes
  }

  /** In a frame while the program stands, else among the notebook's names. @throws Error with what the evaluation threw. */
  async evaluate(code: string, frameId?: number): Promise<Runtime.RemoteObject> {
    const expression = await evaluable(code, this.#language)
    const options = { expression, objectGroup: this.values.group, silent: true, timeout: EVALUATION_MS }
    const frame = this.stops.paused ? this.#frame(frameId) : undefined
    const { result, exceptionDetails } = frame
      ? await this.#evaluate('Debugger.evaluateOnCallFrame', { ...options, callFrameId: frame.call.callFrameId })
      : await this.#evaluate('Runtime.evaluate', { ...options, disableBreaks: true })
    if (exceptionDetails) throw new Error(exceptionLine(exceptionDetails))
    return result
  }

  async setVariable(reference: number, name: string, value: string): Promise<Runtime.RemoteObject> {
    const object = await this.evaluate(value)
    if (this.values.isScope(reference)) await this.evaluate(`${name} = (${value})`)
    else await this.values.assign(reference, name, object)
    return object
  }

  /** A variable of a frame becomes a name of the notebook, of type any. */
  async copyToNotebook(from: string, to: string, frameId?: number): Promise<void> {
    const cell = this.#nextSerial()
    const declared = await this.#language.convert({ cell, code: `let ${to}: any = undefined` })
    if (declared.status === 'error' || declared.declares.length !== 1) throw new Error(`${to} is no name of a variable`)
    const object = await this.evaluate(from, frameId)
    await this.values.assign(this.values.refer({ of: 'bindings' }), to, object)
    await this.#language.commit({ cell, defined: 'all' })
  }

  #tell(event: string, body: Json): void {
    this.#send({ type: 'event', seq: ++this.#sequence, event, body })
  }

  async #evaluate(method: string, options: object): Promise<Runtime.EvaluateReturnType> {
    return this.#inspector.post<Runtime.EvaluateReturnType>(method, options)
  }

  #frame(id?: number): Frame {
    const frame = this.stops.frame(id)
    if (frame === undefined)
      throw new Error(id === undefined ? 'the program is not stopped' : `there is no frame ${id}`)
    return frame
  }

  async #run(name: string, args: Json): Promise<Json | undefined> {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (command === undefined) throw new Error(`the debugger does not know the command ${JSON.stringify(name)}`)
    if (!this.#started && command.always === undefined) throw new Error('the debugger is not started')
    if (command.always === 'connects') await this.#inspector.connect()
    return command.run(args, this)
  }
}
