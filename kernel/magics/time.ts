import { performance } from 'node:perf_hooks' // the global one is the user's, and made when first asked for
import { type Magic, type MagicCall, RUNTIME, UsageError } from './magic.js'
import type { Piece, Span } from './pieces.js'
import { formatTime } from './units.js'

/**
 * `%time`: CPU and wall time of one run.
 *
 * The code stays where it was, between two calls, and is wrapped in no function: what it declares is declared, `await`
 * awaits, and narrowed types stay narrow.
 */
export const time: Magic = {
  name: 'time',
  on: ['line', 'value', 'cell'],
  body: 'code',
  summary: 'CPU and wall time of one run of an expression, a statement or a whole cell.',
  usage: ['%time code', 'const y = %time expression', '%%time'],
  options: {},
  examples: ['%time m1.matmul(m2)', 'const t = %time matmul(m1, m2)'],
  rewrite(call) {
    if (call.form === 'cell') return { line: [wholeCell(call)] }
    if (call.form === 'value') return { line: timedValue(call) }
    const { code, id } = call
    if (code.empty) return { line: [`${start(id)};${stop(id)};`] }
    if (code.broken) return { line: [code.span] } // the compiler says what is wrong with it
    if (code.expression) return { line: timed(call) }
    return { line: [`${start(id)};`, code.span, `;${stop(id)};`] }
  },
}

/** The session stops what a cell magic started when the cell ends, however it ends. */
export const CELL_TIMING = 0

function wholeCell({ code }: MagicCall): string {
  if (!code.empty) throw new UsageError("Can't use statement directly after '%%time'!")
  return `${start(CELL_TIMING)};`
}

function timedValue(call: MagicCall): Piece[] {
  if (call.code.broken) return [call.code.span]
  if (!call.code.expression) throw new UsageError('%time after = needs an expression to time')
  return timed(call)
}

// Arguments are evaluated from left to right, so `start` runs before the expression and `time` after it.
// A magic's line is a statement of its own: it ends with a semicolon, and a `;;` that hides the result stays.
function timed({ code, id, text }: MagicCall): Piece[] {
  const expression = code.expression as Span
  const semicolons = text({ start: expression.end, end: code.span.end }).trim() || ';'
  return [`${RUNTIME}.time(${start(id)}, (`, expression, `))${semicolons}`]
}

const start = (id: number): string => `${RUNTIME}.start(${id})`
const stop = (id: number): string => `${RUNTIME}.stop(${id})`

/** A clock that runs: CPU time of the whole process, and wall time. */
export interface Timing {
  id: number
  cpu: NodeJS.CpuUsage
  wall: number
}

/** Starts a clock. */
export function startTiming(id: number): Timing {
  const cpu = process.cpuUsage()
  return { id, cpu, wall: performance.now() }
}

/** Reads a clock, as IPython writes it. */
export function readTiming(timing: Timing): string {
  const wall = (performance.now() - timing.wall) / 1000
  const cpu = process.cpuUsage(timing.cpu)
  return timingText(cpu.user / 1e6, cpu.system / 1e6, wall)
}

/** The two lines of `%time`; all in seconds. */
export function timingText(user: number, system: number, wall: number): string {
  const cpu = `CPU times: user ${formatTime(user)}, sys: ${formatTime(system)}, total: ${formatTime(user + system)}`
  return `${cpu}\nWall time: ${formatTime(wall)}\n`
}
