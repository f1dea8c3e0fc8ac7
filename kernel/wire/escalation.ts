import { sessionAddon } from '../session_addon.js'
import { descendants } from './descendants.js'

/** How long an interrupt may go unanswered before more is done, ms: the first, and each after it. */
const PATIENCE_MS = [300, 100]

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
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        void this.#act(cell, step)
      },
      PATIENCE_MS[Math.min(step, PATIENCE_MS.length - 1)],
    )
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
    if (reached === 0) this.#say(cell, `${TIMES[step]}${stuck(step)}\n`)
    else if (step > 0)
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
