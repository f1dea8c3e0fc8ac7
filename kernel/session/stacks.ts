import { fileURLToPath } from 'node:url'
import { type Frame, type FrameMapper, placeOf, type RawFrame } from './frames.js'

/** Deeper than Node's 10, since the frames of the kernel and the runtime are left out afterwards. */
const STACK_TRACE_LIMIT = 50

/**
 * Makes `error.stack` name cells and lines of TypeScript, also where the user prints it, and remembers the frames for
 * the traceback.
 */
export class Stacks {
  readonly #frames = new WeakMap<object, Frame[]>()
  readonly #mapper: FrameMapper

  constructor(mapper: FrameMapper) {
    this.#mapper = mapper
  }

  install(): void {
    Error.stackTraceLimit = STACK_TRACE_LIMIT
    // https://v8.dev/docs/stack-trace-api: called when `stack` is first read.
    Error.prepareStackTrace = (error, sites) => this.prepare(error, sites)
  }

  uninstall(): void {
    delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace
  }

  prepare(error: Error, sites: NodeJS.CallSite[]): string {
    const frames = this.#mapper.map(sites.flatMap(rawFrame))
    this.#frames.set(error, frames)
    return [headline(error), ...frames.map((frame) => `    at ${stackLine(frame)}`)].join('\n')
  }

  /** The user's frames of an error, top first. */
  framesOf(error: object): Frame[] {
    const stack = safely(() => (error as { stack?: unknown }).stack)
    // Made elsewhere (another thread, a library that writes its own): all there is, is the text.
    return this.#frames.get(error) ?? (typeof stack === 'string' ? this.#mapper.map(parseStack(stack)) : [])
  }
}

function rawFrame(site: NodeJS.CallSite): RawFrame[] {
  const script = site.getFileName() ?? site.getScriptNameOrSourceURL()
  const line = site.getLineNumber()
  if (!script || line === null) return []
  return [{ name: functionName(site), script, line, column: site.getColumnNumber() ?? 1 }]
}

function functionName(site: NodeJS.CallSite): string | null {
  const name = site.getFunctionName()
  if (!name) return null
  if (site.isConstructor()) return `new ${name}`
  const type = safely(() => site.getTypeName())
  const method = name.includes('.') || site.isToplevel() || !type || type === 'Object' ? name : `${type}.${name}`
  return site.isAsync() ? `async ${method}` : method
}

/** `    at name (script:1:2)` and `    at script:1:2`, as V8 writes them. */
function parseStack(stack: string): RawFrame[] {
  return stack.split('\n').flatMap((text) => {
    const match = /^\s*at (?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/.exec(text)
    if (!match) return []
    const [, name = null, script = '', line, column] = match
    return [{ name, script, line: Number(line), column: Number(column) }]
  })
}

function stackLine(frame: Frame): string {
  const { cell, file = '', line, column, name } = frame
  const place =
    cell !== undefined
      ? `${placeOf(frame)}:${column}`
      : `${file.startsWith('file:') ? fileURLToPath(file) : file}:${line}:${column}`
  return name ? `${name} (${place})` : place
}

/** `Name: message`, whatever the error makes of its own properties. */
export function headline(error: unknown): string {
  return safely(() => Error.prototype.toString.call(error)) ?? 'Error'
}

export function safely<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
