import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { setHost } from '../../src/display/host.js'
import { AnswerReader, type ChannelEnd, Writer } from '../channel/index.js'
import { magicsRuntime } from '../magics/runtime.js'
import type { SessionEvent, SessionRequest } from '../rooms.js'
import { type SessionAddon, sessionAddon } from '../session_addon.js'
import { installAwaits } from './awaits.js'
import { guardCallbacks } from './callbacks.js'
import { CapturingOutlet } from './capture.js'
import { Cells } from './cells.js'
import { receiveComm } from './comms.js'
import { showTables } from './console_table.js'
import { exposeToDebugger } from './debuggee.js'
import { LateErrors } from './errors.js'
import { execute, type Room } from './execute.js'
import { FrameMapper } from './frames.js'
import { sessionHost } from './host.js'
import { hideInternalFields } from './internal_fields.js'
import { Interrupts } from './interrupts.js'
import { keepListeners } from './kept_listeners.js'
import { LimitedOutlet } from './limits.js'
import { magicSession } from './magics.js'
import { aliasPackage, Modules } from './modules.js'
import { nativeGuard } from './native_guard.js'
import type { Answers, Outlet } from './outlet.js'
import { shieldProcess } from './process.js'
import { followResources } from './resources.js'
import { type Runtime, Scope } from './scope.js'
import { sigintGuard } from './sigint_guard.js'
import { SourceMaps } from './source_maps.js'
import { Stacks } from './stacks.js'
import { Questions } from './stdin.js'
import { captureStreams } from './streams.js'

/** The package's own entry, two folders above `kernel/session`. */
const PACKAGE_ROOT = resolve(import.meta.dirname, '..', '..')
const ENTRY = join(PACKAGE_ROOT, 'src', 'index.js')

/**
 * So long after its start the session loads the runtime: while the language room still wakes up, so that neither the first
 * cell nor the first tensor waits for it.
 */
const PRELOAD_MS = 20

export interface SessionOptions {
  outlet: Outlet
  answers: Answers
  /** Gives everything that `import … from 'tsgrad'` gives. */
  runtime?: () => Runtime
  /** native/session, where it was built. */
  addon?: SessionAddon
}

/** The session room: takes over the process's streams, exits and uncaught errors, and runs what the wire sends. */
export async function startSession(channel: ChannelEnd): Promise<void> {
  const addon = sessionAddon()
  const outlet = new LimitedOutlet(new Writer(channel))
  openSession({ outlet, answers: new AnswerReader(channel), ...(addon && { addon }) })
  if (!addon) return
  outlet.event({ cell: 0, kind: 'descriptors', ...addon.captureDescriptors() })
  process.on('exit', () => addon.lastWords())
}

/** @returns gives the process back as it was (for tests; a kernel's session ends with its process) */
export function openSession({ outlet: channel, answers, runtime = loadRuntime, addon }: SessionOptions): {
  close(): void
} {
  const cells = new Cells()
  const outlet = new CapturingOutlet(channel, cells)
  const maps = new SourceMaps()
  const interrupts = new Interrupts(outlet, cells)
  const guard = addon ? nativeGuard(addon, cells, interrupts, [PACKAGE_ROOT]) : sigintGuard(cells, interrupts)
  const scope = new Scope(() => guard.hold(runtime)) // half of it would be of no use to any later cell
  const folders = ['src', 'kernel'].map((folder) => join(PACKAGE_ROOT, folder, '/'))
  const frames = new FrameMapper(cells, maps, folders)
  const stacks = new Stacks(frames)
  const modules = new Modules(() => scope.runtime, maps)
  interrupts.killed = () => modules.unfinished.forget()
  const room: Room = { outlet, cells, scope, modules, guard, interrupts, stacks, frames }
  const errors = new LateErrors(outlet, cells, stacks, guard)

  const questions = new Questions(outlet, answers, cells, guard)
  setHost(sessionHost(outlet, cells, questions))
  const magics = magicsRuntime(magicSession(room, questions))
  Object.defineProperty(globalThis, '__magics', { value: magics, configurable: true })
  stacks.install()
  errors.install()
  const taken = [
    captureStreams(outlet, cells),
    showTables(),
    shieldProcess(cells),
    aliasPackage(ENTRY),
    guardCallbacks(cells, guard),
    followResources(cells, outlet),
    installAwaits(cells),
    hideInternalFields(),
    guard,
    exposeToDebugger(scope),
  ]
  const listeners = keepListeners(errors.listeners)

  const preload = setTimeout(() => preloadRuntime(scope), PRELOAD_MS).unref()
  const handle = async (request: SessionRequest): Promise<void> => {
    // The end of a session is the wire's to bring about.
    if (request.op === 'shutdown') return
    if (request.op === 'interrupt') return interrupts.stopBackground()
    try {
      if (request.op === 'comm') return await receiveComm(request, room)
      await execute(request, room)
    } catch (error) {
      // A defect of this room: said, and the client does not wait for ever.
      outlet.event(failed(request.cell, error))
    }
  }
  outlet.onRequest((request) => void handle(request))

  return {
    close() {
      clearTimeout(preload)
      listeners.release()
      errors.uninstall()
      stacks.uninstall()
      for (const part of taken) part.release()
    },
  }
}

function failed(cell: number, error: unknown): SessionEvent {
  const evalue = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const told = { ename: 'InternalError', evalue, traceback: [`InternalError: ${evalue}`] }
  return { cell, kind: 'done', status: 'error', error: told, defined: [], payload: [], userExpressions: {} }
}

/** If it cannot be loaded, the cell that needs it says why. */
function preloadRuntime(scope: Scope): void {
  try {
    void scope.runtime
  } catch {
    // said later
  }
}

/** `require` of an ES module: the very objects that `import` gives. */
function loadRuntime(): Runtime {
  return createRequire(import.meta.url)(ENTRY) as Runtime
}
