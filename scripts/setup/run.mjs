/** Works through the table of steps: what is done stays, what is not done runs as soon as what it needs is there. */
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { paint } from './display.mjs'
import { CommandError, endCommands, run } from './exec.mjs'
import { hashValue } from './hash.mjs'
import { Lock } from './lock.mjs'
import { state } from './paths.mjs'
import { readStamp, writeStamp } from './stamp.mjs'
import { Unavailable } from './unavailable.mjs'

/** @typedef {import('./step.d.ts').Step} Step */
/** @typedef {import('./step.d.ts').Context} Context */
/** @typedef {import('./step.d.ts').Outcome} Outcome */
/** @typedef {import('./display.mjs').Display} Display */

const log = join(state, 'setup.log')
/** A signal is ending the set-up. */
let stopping = false

/**
 * Do what is not done yet.
 * @param {Step[]} steps in an order in which each comes after what it needs
 * @param {{ env: NodeJS.ProcessEnv, skipLab?: boolean, forTests?: boolean, redo?: string[] }} options
 * @param {Display} display
 * @returns {Promise<{ ran: number, failed: string[] }>}
 */
export async function setUp(steps, { env, skipLab = false, forTests = false, redo = [] }, display) {
  const look = { env, skipLab, forTests }
  if (redo.length === 0 && steps.every((step) => isDone(step, look))) return { ran: 0, failed: [] }

  const stopListening = endOnSignals(display)
  const lock = await Lock.acquire((owner) =>
    display.say(`Another set-up is at work here${owner ? ` (process ${owner.pid})` : ''}: waiting for it to end …`),
  )
  try {
    for (const name of redo) forget(name)
    return await work(steps, look, new Set(redo), lock, display)
  } finally {
    lock.release()
    stopListening()
    display.close()
  }
}

/**
 * @param {Step[]} steps @param {import('./step.d.ts').Look} look @param {Set<string>} redo
 * @param {Lock} lock @param {Display} display
 */
async function work(steps, look, redo, lock, display) {
  mkdirSync(state, { recursive: true })
  const file = createWriteStream(log)
  const begun = performance.now()
  /** @type {Map<string, Promise<Outcome>>} */
  const outcomes = new Map()
  /** @type {{ step: Step, error: unknown }[]} */
  const failures = []
  /** @type {{ step: Step, error: Unavailable, inputs: string }[]} */
  const unavailable = []
  let ran = 0

  /** @param {Step} step @returns {Promise<Outcome>} */
  const settle = async (step) => {
    const before = await Promise.all(step.needs.map((name) => /** @type {Promise<Outcome>} */ (outcomes.get(name))))
    if (before.includes('failed') || before.includes('skipped')) return 'skipped'
    if (!redo.has(step.name) && isDone(step, look)) return 'done'
    if (ran++ === 0) display.say(paint(display.stream, 'bold', 'Setting up tsgrad'))
    const context = contextFor(step, look, lock, display, file)
    const inputs = hashInputs(step, context)
    display.begin(step.name, step.title)
    writeStamp(step.name, { status: 'begun', inputs, made: context.stamp?.made })
    for (const name of step.resets ?? []) forget(name)
    try {
      const { note, made } = await step.run(context)
      // The hash from before: what was edited meanwhile is not in the result.
      writeStamp(step.name, { status: 'done', inputs, made })
      display.end(step.name, 'done', note)
      return 'done'
    } catch (error) {
      // Ended by a signal: nothing failed, and the process is about to exit.
      if (stopping) return new Promise(() => {})
      file.write(`[${step.name}] ${error instanceof Error ? error.stack : error}\n`)
      if (error instanceof Unavailable) {
        unavailable.push({ step, error, inputs })
        display.end(step.name, 'unavailable', error.short)
        return 'unavailable'
      }
      failures.push({ step, error })
      display.end(step.name, 'failed')
      return 'failed'
    }
  }
  for (const step of steps) outcomes.set(step.name, settle(step))
  await Promise.all(outcomes.values())
  await new Promise((resolve) => file.end(() => resolve(undefined)))

  for (const { error } of unavailable) if (error.message) display.say(`\n${error.message}`)
  // Kept only when all else went well: what failed with the network down is tried again next time.
  if (failures.length === 0)
    for (const { step, inputs } of unavailable)
      writeStamp(step.name, { status: 'unavailable', inputs, probe: step.probe?.(look) })
  for (const { step, error } of failures) display.say(`\n${explain(step, error, display)}`)
  if (ran > 0 && failures.length === 0) display.say(`Set up in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return { ran, failed: failures.map(({ step }) => step.name) }
}

/** What the step is made from, and how: a step whose recipe changes is not done either. @param {Step} step @param {import('./step.d.ts').Look} look */
const hashInputs = (step, look) => hashValue([step.inputs(look), step.run.toString()])

/** The step has to run again; the user's choices in its stamp stay. @param {string} name */
function forget(name) {
  const stamp = readStamp(name)
  if (stamp) writeStamp(name, { ...stamp, status: 'begun' })
}

/**
 * Is the step done, for the inputs of now?
 * @param {Step} step @param {import('./step.d.ts').Look} look
 */
export function isDone(step, look) {
  if (step.isDone) return step.isDone(look)
  const stamp = readStamp(step.name)
  if (step.isWanted && !step.isWanted({ ...look, stamp })) return true
  if (!stamp || stamp.status === 'begun') return false
  if (stamp.inputs !== hashInputs(step, { ...look, stamp })) return false
  if (stamp.status === 'unavailable') return stamp.probe === step.probe?.(look)
  return step.outputs({ ...look, stamp }).every((path) => existsSync(path))
}

/**
 * @param {Step} step @param {import('./step.d.ts').Look} look
 * @param {Lock} lock @param {Display} display @param {import('node:fs').WriteStream} file
 * @returns {Context}
 */
function contextFor(step, look, lock, display, file) {
  /** @param {string} line */
  const onLine = (line) => {
    file.write(`[${step.name}] ${line}\n`)
    display.line(step.name, line)
  }
  return {
    ...look,
    stamp: readStamp(step.name),
    onLine,
    run: (command, args, { env = look.env, cwd } = {}) => {
      file.write(`[${step.name}] $ ${[command, ...args].join(' ')}\n`)
      return run(command, args, {
        env,
        cwd,
        onLine,
        onStart: (pid) => lock.addChild(pid),
        onEnd: (pid) => lock.removeChild(pid),
      })
    },
  }
}

/** @param {Step} step @param {unknown} error @param {Display} display */
function explain(step, error, display) {
  const head = paint(display.stream, 'red', `${step.title}: failed.`)
  if (!(error instanceof CommandError)) return `${head}\n${error instanceof Error ? error.message : error}`
  const tail = error.tail.map((line) => `  │ ${line}`)
  return [head, `  ${error.message}`, ...tail, step.help(error), `The whole log: ${log}`].join('\n')
}

/**
 * Ctrl-C and kill end what runs, then us. The stamp says `begun`, so the next set-up does the step again.
 * @param {Display} display
 */
function endOnSignals(display) {
  /** @type {Record<string, number>} */
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    stopping = true
    display.close()
    display.say(`Set-up stopped by ${signal}. Run it again to go on.`)
    endCommands('SIGTERM')
    await sleep(500)
    endCommands('SIGKILL')
    process.exit(codes[signal])
  }
  for (const signal of Object.keys(codes)) process.once(signal, end)
  return () => {
    for (const signal of Object.keys(codes)) process.off(signal, end)
  }
}
