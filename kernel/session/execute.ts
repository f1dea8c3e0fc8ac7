import { join } from 'node:path'
import { bundleOf, showsNothing } from '../../src/display/bundle.js'
import type { Shown } from '../../src/display/host.js'
import { endMagics } from '../magics/runtime.js'
import type { CellError, ConvertedCell, RejectedCell, SessionRequest } from '../rooms.js'
import { scriptName } from '../script_name.js'
import type { Cell, Cells } from './cells.js'
import type { FrameMapper } from './frames.js'
import { type InterruptGuard, isInterrupt, KeyboardInterrupt } from './interrupt.js'
import type { Interrupts } from './interrupts.js'
import { compileFunction, importMeta, type Modules } from './modules.js'
import type { Outlet } from './outlet.js'
import type { Scope } from './scope.js'
import type { Stacks } from './stacks.js'
import { describeError, SystemExit } from './traceback.js'

export interface Room {
  outlet: Outlet
  cells: Cells
  scope: Scope
  modules: Modules
  guard: InterruptGuard
  interrupts: Interrupts
  stacks: Stacks
  frames: FrameMapper
}

type Execute = Extract<SessionRequest, { op: 'execute' }>
/** Made here, so that it holds nothing of where it is used. */
const nothing = (): void => {}

type Outcome = { value: unknown } | { thrown: unknown }

/** Runs a cell, shows its result or its error, and tells its end. Never throws. */
export async function execute(request: Execute, room: Room): Promise<void> {
  const { converted, executionCount, code, allowStdin } = request
  const { cells, outlet, scope } = room
  const cell = cells.open({ serial: request.cell, executionCount, code, js: converted.js, allowStdin })
  const before = scope.snapshot(converted.declares)
  const finish = (error?: CellError, userExpressions = {}): void => {
    if (cell.ended) return
    cell.ended = true
    // Cells are remembered for their sources; what a name was before this one is garbage from now on.
    cell.kill = cell.stop = nothing
    room.interrupts.end(cell)
    outlet.event({
      cell: cell.serial,
      kind: 'done',
      status: error ? 'error' : 'ok',
      ...(error && { error }),
      defined: error || cell.forgets ? scope.changed(converted.declares, cell.forgets ? new Map() : before) : 'all',
      ...(cell.forgets && { forgets: true }),
      ...workingDirectory(),
      payload: cell.payload,
      userExpressions,
    })
  }
  // Not by a promise: a termination may drop the microtasks that would carry it on.
  cell.kill = (reason) => {
    if (cell.ended) return
    concludeMagics(cell, true, room)
    const { stop } = cell
    finish(fail(cell, reason, room))
    stop(reason)
  }
  room.interrupts.begin(cell)
  const outcome = await runToEnd(cell, converted, room)
  const error = await conclude(cell, outcome, request, room)
  finish(error, error ? {} : await evaluateAll(request.userExpressions, cell, room))
}

function concludeMagics(cell: Cell, failed: boolean, { cells, outlet }: Room): void {
  cells.enter(cell, () => endMagics(cell, failed, (text) => outlet.text('stdout', cell.serial, text)))
}

/** Unless it was deleted under the session. */
function workingDirectory(): { cwd?: string } {
  try {
    return { cwd: process.cwd() }
  } catch {
    return {}
  }
}

/** The cell's value, or what it threw; its displays are out by then. */
async function runToEnd(cell: Cell, converted: ConvertedCell, room: Room): Promise<Outcome> {
  const outcome = await run(cell, converted, room, scriptName(cell.serial))
  const failed = 'thrown' in outcome || cell.exitCode !== undefined
  if (!cell.ended) concludeMagics(cell, failed, room)
  while (cell.pending.size > 0 && !cell.dead) await Promise.race([Promise.all(cell.pending), interruption(cell)])
  // Whoever catches SystemExit still ends.
  return cell.exitCode === undefined ? outcome : { thrown: new SystemExit(cell.exitCode) }
}

async function run(
  cell: Cell,
  converted: ConvertedCell,
  { cells, guard, modules, scope, outlet }: Room,
  script: string,
): Promise<Outcome> {
  const stopped = new Promise<never>((_, reject) => {
    cell.stop = reject
  })
  stopped.catch(() => {}) // when nobody waits for it
  try {
    const { async, js, lastExpression } = converted
    modules.update(converted.modules)
    const body = compileFunction(js, script, PARAMETERS, { async, evaluates: DIRECT_EVAL.test(js) })
    if (needsLoading(converted)) {
      const loaded = cells.enter(cell, () => guard.run(() => modules.load(converted)))
      await Promise.race([loaded, stopped])
    }
    const cwd = process.cwd()
    const file = join(cwd, `cell-${cell.serial}.ts`)
    const running = cells.enter(cell, () =>
      guard.run(() => {
        if (outlet.interrupted(cell.serial)) throw new KeyboardInterrupt()
        return body(scope.exports, modules.forCell(), file, cwd, importMeta(file))
      }),
    )
    if (async) await Promise.race([running, stopped])
    if (lastExpression === undefined) return { value: undefined }
    const value = scope.exports[lastExpression]
    delete scope.exports[lastExpression]
    return { value }
  } catch (thrown) {
    return { thrown }
  }
}

const PARAMETERS = ['exports', 'require', '__filename', '__dirname', '__importMeta']

/** What it is given sees the names around it, which a text can only find in an object. */
const DIRECT_EVAL = /(?<![\w$.])eval\s*\(/

/** Most cells import nothing that has to be waited for, and run at once. */
function needsLoading({ modules, packages, awaited }: ConvertedCell): boolean {
  return packages !== undefined || awaited !== undefined || modules.some((module) => module.packages !== undefined)
}

/** Shows the result, or the error; nothing more of a cell that was interrupted. */
async function conclude(cell: Cell, outcome: Outcome, request: Execute, room: Room): Promise<CellError | undefined> {
  if (cell.ended) return undefined
  if ('thrown' in outcome) {
    if (isInterrupt(outcome.thrown)) room.interrupts.hit(cell, 0) // of a question that it did not catch
    return cell.ended ? undefined : fail(cell, outcome.thrown, room)
  }
  if (outcome.value === undefined || request.silent || isSilent(outcome.value)) return undefined
  const shown = await show(outcome.value, cell, room)
  if (cell.ended) return undefined
  if (cell.exitCode !== undefined) return fail(cell, new SystemExit(cell.exitCode), room)
  if (shown) room.outlet.event({ cell: cell.serial, kind: 'result', data: shown.data, metadata: shown.metadata })
  return undefined
}

function fail(cell: Cell, thrown: unknown, { outlet, stacks }: Room): CellError {
  const error = describeError(thrown, stacks)
  outlet.event({ cell: cell.serial, kind: 'error', error })
  return error
}

function isSilent(value: unknown): boolean {
  return typeof value === 'object' && value !== null && showsNothing in value
}

/** A value that fails to show itself is no failed cell: the reason goes to stderr, and its text is shown if there is one. */
async function show(value: unknown, cell: Cell, { cells, guard, outlet, stacks }: Room): Promise<Shown | undefined> {
  try {
    const made = cells.enter(cell, () => guard.run(() => bundleOf(value)))
    return await Promise.race([made, interruption(cell)])
  } catch (error) {
    if (cell.dead || cell.exitCode !== undefined) return undefined
    const { traceback } = describeError(error, stacks)
    outlet.text('stderr', cell.serial, `${traceback.join('\n')}\n`)
    return undefined
  }
}

function interruption(cell: Cell): Promise<never> {
  const interrupted = new Promise<never>((_, reject) => {
    cell.stop = reject
  })
  interrupted.catch(() => {})
  return interrupted
}

/** Each expression with its own `ok` or `error`, as execute_reply wants them. */
async function evaluateAll(
  expressions: Record<string, ConvertedCell | RejectedCell>,
  cell: Cell,
  room: Room,
): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {}
  for (const [name, converted] of Object.entries(expressions)) {
    results[name] = converted.status === 'error' ? rejected(converted) : await evaluate(converted, cell, room)
  }
  return results
}

async function evaluate(converted: ConvertedCell, cell: Cell, room: Room): Promise<unknown> {
  if (cell.ended) return undefined
  const outcome = await run(cell, converted, room, 'expression')
  if ('thrown' in outcome) return { status: 'error', ...describeError(outcome.thrown, room.stacks) }
  const shown = await show(outcome.value, cell, room)
  return { status: 'ok', data: shown?.data ?? {}, metadata: shown?.metadata ?? {} }
}

function rejected({ ename, evalue }: RejectedCell): unknown {
  return { status: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] }
}
