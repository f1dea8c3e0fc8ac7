import { inspect } from 'node:util'
import { type Magic, type MagicCall, RUNTIME, UsageError, wholeNumber } from './magic.js'
import type { ParsedCode } from './parse.js'
import type { Piece } from './pieces.js'
import { formatTime } from './units.js'

/**
 * `%timeit`: many runs, and their mean.
 *
 * The code becomes the body of a loop in one function that reads the clock itself, so that nothing but the loop's
 * counter is measured with it. What the code assigns stays inside; an `await` in it makes the function async.
 */
export const timeit: Magic = {
  name: 'timeit',
  on: ['line', 'value', 'cell'],
  summary: 'Mean and spread of the time of many runs. What the code assigns stays inside it.',
  usage: [
    '%timeit [options] code',
    'const r = %timeit -o [options] expression',
    '%%timeit [options] [set-up, not timed]',
  ],
  options: {
    n: { value: 'N', help: 'loops in a run; by default as many as take 0.2 s' },
    r: { value: 'R', help: 'runs, 7 by default' },
    p: { value: 'P', help: 'digits of the times, 3 by default' },
    q: { help: 'print nothing' },
    o: { help: 'give the result as a TimeitResult' },
    v: { value: 'VAR', help: 'store the result in a variable VAR' },
  },
  examples: ['%timeit m1.matmul(m2)', '%timeit -n 10 -r 3 slow(x)', 'const r = %timeit -o -q m1.matmul(m2)'],
  rewrite(call) {
    const { code, body } = call
    const broken = code.broken ? code : body?.broken ? body : undefined
    if (broken) return body ? { line: [code.span], body: [body.span] } : { line: [code.span] }
    const timed = body ?? code
    if (timed.empty) {
      if (call.form === 'value') throw new UsageError('%timeit after = needs an expression to time')
      return { line: [''], ...(body && { body: [] }) }
    }
    const loop = loopOf(call, timed, body ? code : undefined)
    if (!body) return { line: [...loop.before, ...loop.timed, ...loop.after] }
    return { line: loop.before, body: [...loop.timed, ...loop.after] }
  },
}

function loopOf(
  call: MagicCall,
  timed: ParsedCode,
  setup: ParsedCode | undefined,
): Record<'before' | 'timed' | 'after', Piece[]> {
  const { options, form } = call
  const name = options.v as string | undefined
  const settings = settingsOf(call)
  if (name !== undefined && !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
    throw new UsageError(`%timeit: -v needs a variable's name, not '${name}'`)
  if (name !== undefined && form === 'value')
    throw new UsageError('%timeit: -v cannot stand after =; the variable before = gets the result with -o')
  const awaits = timed.awaits || setup?.awaits === true
  const copies = [...new Set([...(setup?.copies ?? []), ...timed.copies])].filter((c) => !assignsIn(setup, c, call))
  const local = `{${copies.map((c) => `${c}: ${c}`).join(', ')}}`
  const wanted = options.o || name !== undefined
  const run = `${awaits ? 'await ' : ''}${RUNTIME}.${wanted ? 'timeitResult' : 'timeit'}${awaits ? 'Async' : ''}`
  const before: Piece[] = [
    name === undefined ? '' : `var ${name} = `,
    `${run}(${settings}, ${local}, ${awaits ? 'async ' : ''}(__n, ${local}) => { `,
    ...(setup && !setup.empty ? [...withLets(setup), ';'] : []),
    `const __t = ${RUNTIME}.now(); for (let __i = 0; __i < __n; __i++) { `,
  ]
  const shown = name !== undefined && options.o ? ` ${name};` : ''
  const after: Piece[] = [`; } return ${RUNTIME}.now() - __t; });`, shown]
  return { before, timed: withLets(timed), after }
}

/** A name that the set-up declares by assigning is a local already. */
function assignsIn(setup: ParsedCode | undefined, name: string, call: MagicCall): boolean {
  return setup?.lets.some((at) => call.text({ start: at, end: setup.span.end }).startsWith(name)) ?? false
}

function withLets(code: ParsedCode): Piece[] {
  const pieces: Piece[] = []
  let at = code.span.start
  for (const start of code.lets) {
    pieces.push({ start: at, end: start }, 'let ')
    at = start
  }
  return [...pieces, { start: at, end: code.span.end }]
}

function settingsOf({ options }: MagicCall): string {
  const n = wholeNumber(timeit, options, 'n', 0)
  const r = wholeNumber(timeit, options, 'r', 1)
  const p = wholeNumber(timeit, options, 'p', 1)
  const fields = [
    n ? `number: ${n}` : '',
    r ? `repeat: ${r}` : '',
    p ? `precision: ${p}` : '',
    options.q ? 'quiet: true' : '',
  ]
  return `{${fields.filter(Boolean).join(', ')}}`
}

/** How to time: `number` of loops in a run (as many as take 0.2 s if left out), `repeat` runs, digits, silence. */
export interface TimeitSettings {
  number?: number
  repeat?: number
  precision?: number
  quiet?: boolean
}

/** What `%timeit -o` gives; times are in seconds per loop, `allRuns` in seconds per run. */
export class TimeitResult {
  constructor(
    readonly loops: number,
    readonly repeat: number,
    readonly allRuns: number[],
    readonly precision = 3,
  ) {}

  get timings(): number[] {
    return this.allRuns.map((run) => run / this.loops)
  }

  get best(): number {
    return Math.min(...this.timings)
  }

  get worst(): number {
    return Math.max(...this.timings)
  }

  get average(): number {
    return this.timings.reduce((sum, t) => sum + t, 0) / this.repeat
  }

  /** Of the population of runs, not of a sample. */
  get stdev(): number {
    const mean = this.average
    return Math.sqrt(this.timings.reduce((sum, t) => sum + (t - mean) ** 2, 0) / this.repeat)
  }

  toString(): string {
    const [mean, std] = [this.average, this.stdev].map((t) => formatTime(t, this.precision))
    const runs = `${this.repeat} run${this.repeat === 1 ? '' : 's'}`
    const loops = `${this.loops.toLocaleString('en-US')} loop${this.loops === 1 ? '' : 's'}`
    return `${mean} ± ${std} per loop (mean ± std. dev. of ${runs}, ${loops} each)`
  }

  [inspect.custom](): string {
    return `<TimeitResult : ${this.toString()}>`
  }
}

/** A run shorter than this says too little: loops are added by tens until one takes so long. */
const LEAST_SECONDS = 0.2
const MOST_POWER = 9

/** The steps of a measurement, for a loop that gives milliseconds or a promise of them: one recipe for both. */
function* measure<T>(settings: TimeitSettings, run: (loops: number) => T): Generator<T, TimeitResult, number> {
  let loops = settings.number ?? 0
  for (let power = 0; loops === 0; power++) {
    const tried = 10 ** power
    if ((yield run(tried)) / 1000 >= LEAST_SECONDS || power === MOST_POWER) loops = tried
  }
  const repeat = settings.repeat ?? 7
  const allRuns: number[] = []
  for (let i = 0; i < repeat; i++) allRuns.push((yield run(loops)) / 1000)
  return new TimeitResult(loops, repeat, allRuns, settings.precision)
}

/** Times a loop. `run(n)` runs the code n times and gives the milliseconds. */
export function timeLoop(settings: TimeitSettings, run: (loops: number) => number): TimeitResult {
  const steps = measure(settings, run)
  let step = steps.next()
  while (!step.done) step = steps.next(step.value)
  return step.value
}

/** Times a loop that awaits. */
export async function timeLoopAsync(
  settings: TimeitSettings,
  run: (loops: number) => Promise<number>,
): Promise<TimeitResult> {
  const steps = measure(settings, run)
  let step = steps.next()
  while (!step.done) step = steps.next(await step.value)
  return step.value
}

/** What `%timeit` prints. */
export function timeitText(result: TimeitResult): string {
  const { best, worst } = result
  const warn = worst > 4 * best && best > 0 && worst > 1e-6
  const warning = `The slowest run took ${(worst / best).toFixed(2)} times longer than the fastest. This could mean that an intermediate result is being cached.\n`
  return `${warn ? warning : ''}${result}\n`
}
