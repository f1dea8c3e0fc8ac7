import { sessionAddon } from '../session_addon.js'
import { descendants } from './descendants.js'

/** So long after an interrupt that goes unanswered child processes are told, ms. */
const SIGNAL_MS = 100
/** So long after the first of them the user is told that there are none, ms: an answer may only be slow. */
const NOTICE_MS = 300

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const
const TIMES = ['', 'Interrupted a second time: ', 'Interrupted a third time: ']

/**
 * What becomes of interrupts that a cell does not answer. It sits in a native call, and JavaScript cannot be stopped there; most
 * often that call waits for a child process, and such can be ended.
 */
export class Escalation {
  readonly #say: (cell: number, text: string) => void
  readonly #language: { readonly pid?: number | undefined }
  #cell = 0
  #times = 0
  #timers = new Set<NodeJS.Timeout>()

  /** @param language the kernel's own child, which is left alone */
  constructor(say: (cell: number, text: string) => void, language: { readonly pid?: number | undefined }) {
    this.#say = say
    this.#language = language
  }

  asked(cell: number): void {
    if (cell !== this.#cell) this.ended(this.#cell)
    this.#cell = cell
    const step = Math.min(this.#times++, SIGNALS.length - 1)
    this.#after(SIGNAL_MS, () => void this.#act(cell, step))
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    this.#timers.add(timer)
  }

  ended(cell: number): void {
    if (cell !== this.#cell) return
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#times = 0
    this.#cell = 0
  }

  async #act(cell: number, step: number): Promise<void> {
    const children = await descendants(process.pid, this.#language.pid)
    if (cell !== this.#cell) return
    const signal = SIGNALS[step] as NodeJS.Signals
    let reached = 0
    for (const child of children) if (send(child, signal)) reached++
    if (reached === 0) {
      const say = (): void => this.#say(cell, `${TIMES[step]}${stuck(step)}\n`)
      if (step > 0) say()
      else this.#after(NOTICE_MS - SIGNAL_MS, () => this.#times === 1 && say()) // the second one says more
    } else if (step > 0)
      this.#say(cell, `${TIMES[step]}${signal} was sent to ${reached} child process${reached > 1 ? 'es' : ''}.\n`)
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false // it has just ended
  }
}

function stuck(step: number): string {
  if (!sessionAddon()) {
    return (
      `Interrupt received, but what runs cannot be stopped: native/session is not built for Node ${process.version}, so only ` +
      'synchronous code of a cell can be. `npm run setup` builds it. To stop now, restart the kernel.'
    )
  }
  if (step > 0) return 'the native call is still running. To stop now, restart the kernel.'
  return (
    'Interrupt received, but a native call is running and cannot be stopped: the cell ends when it returns. ' +
    'To stop now, restart the kernel.'
  )
}
