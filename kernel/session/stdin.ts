import type { StdinAnswer } from '../channel/index.js'
import type { Cell, Cells } from './cells.js'
import { type InterruptGuard, isInterrupt, KeyboardInterrupt } from './interrupt.js'
import type { Answers, Outlet } from './outlet.js'

/** The client has no way to ask its user: nbconvert and nbval say so. */
export class StdinNotImplementedError extends Error {
  override readonly name = 'StdinNotImplementedError'
}

/** The user has nothing more to say. */
export class EOFError extends Error {
  override readonly name = 'EOFError'
}

/** What consoles answer for the end of input (Ctrl-D), as ipykernel takes it; the protocol has no word for it. */
const END_OF_INPUT = '\x04'

/** Questions to the user. They go through the channel, so that what was printed stands before them. */
export class Questions {
  readonly #outlet: Outlet
  readonly #answers: Answers
  readonly #cells: Cells
  readonly #guard: InterruptGuard
  /** Cells that were interrupted while they asked. */
  readonly #interrupted = new WeakSet<Cell>()
  #asked = 0

  constructor(outlet: Outlet, answers: Answers, cells: Cells, guard: InterruptGuard) {
    this.#outlet = outlet
    this.#answers = answers
    this.#cells = cells
    this.#guard = guard
  }

  /** Blocks the thread. An empty answer gives `preset`. @throws EOFError */
  prompt(text: string, preset: string): string {
    return this.#valueIn(this.#answers.wait(this.#ask(text, false))) || preset
  }

  async input(text: string, password: boolean): Promise<string> {
    return this.#valueIn(await this.#answers.next(this.#ask(text, password)))
  }

  /** Cells of the history, asked of the wire as a client would by a history_request. */
  async history(request: Record<string, unknown>): Promise<unknown> {
    const id = ++this.#asked
    this.#outlet.event({ cell: this.#cells.owner?.serial ?? 0, kind: 'history', id, request })
    return JSON.parse(valueIn(await this.#answers.next(id)))
  }

  #ask(prompt: string, password: boolean): number {
    const cell = this.#cells.owner
    if (!cell?.allowStdin) {
      throw new StdinNotImplementedError('this client does not support stdin: prompt() and input() need one that does')
    }
    if (this.#interrupted.has(cell)) {
      // It caught the interrupt and asks again, as it may do for ever.
      this.#guard.stop()
      throw new KeyboardInterrupt()
    }
    const id = ++this.#asked
    this.#outlet.event({ cell: cell.serial, kind: 'stdin', id, prompt, password })
    return id
  }

  #valueIn(answer: StdinAnswer): string {
    try {
      return valueIn(answer)
    } catch (error) {
      const cell = this.#cells.owner
      if (cell && isInterrupt(error)) this.#interrupted.add(cell)
      throw error
    }
  }
}

function valueIn(answer: StdinAnswer): string {
  if (answer.ok) {
    if (answer.value === END_OF_INPUT) throw new EOFError('the input has ended')
    return answer.value
  }
  if (answer.ename === 'KeyboardInterrupt') throw new KeyboardInterrupt()
  if (answer.ename === 'StdinNotImplementedError') throw new StdinNotImplementedError(answer.evalue)
  throw Object.assign(new Error(answer.evalue), { name: answer.ename })
}
