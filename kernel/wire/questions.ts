import { randomUUID } from 'node:crypto'
import type { AnswerWriter } from '../channel/index.js'
import type { CellLedger } from './cell_ledger.js'
import type { Message } from './message.js'
import type { RouterSocket } from './sockets/router.js'

export interface Question {
  cell: number
  id: number
  prompt: string
  password: boolean
}

/** A question that was sent, by the id of its message. */
type Asked = Question & { message: string }

/** Questions of cells to the user, asked on the stdin socket of whoever ran the cell. */
export class Questions {
  readonly #socket: RouterSocket
  readonly #answers: AnswerWriter
  readonly #cells: CellLedger
  readonly #open: Asked[] = []
  /** Messages of questions that nobody waits for any more, whose answers may still come. */
  readonly #withdrawn = new Set<string>()

  constructor(socket: RouterSocket, answers: AnswerWriter, cells: CellLedger) {
    this.#socket = socket
    this.#answers = answers
    this.#cells = cells
  }

  ask(question: Question): void {
    const asker = this.#cells.find(question.cell)
    if (asker === undefined || !asker.allowStdin) {
      const evalue = 'this client does not answer questions: input and prompt need one that supports stdin'
      this.#answers.post({ id: question.id, ok: false, ename: 'StdinNotImplementedError', evalue })
      return
    }
    const message = randomUUID()
    this.#open.push({ ...question, message })
    const content = { prompt: question.prompt, password: question.password }
    this.#socket.send(asker.identities, { type: 'input_request', id: message, content, parent: asker.parent })
  }

  /** Answers something that the session asked of the wire itself. */
  reply(id: number, value: unknown): void {
    this.#answers.post({ id, ok: true, value: JSON.stringify(value) })
  }

  /**
   * An input_reply came. It belongs to the question that its parent header names; Python's client names none, and
   * answers the oldest. False: nobody waits for it.
   */
  answer({ parent, content }: Message): boolean {
    const named = String(parent.msg_id)
    if (this.#withdrawn.delete(named)) return false
    const at = this.#open.findIndex(({ message }) => message === named)
    const [question] = this.#open.splice(Math.max(at, 0), 1)
    if (question === undefined) return false
    const value = typeof content.value === 'string' ? content.value : ''
    this.#answers.post({ id: question.id, ok: true, value })
    return true
  }

  /** Every open question ends with KeyboardInterrupt. @returns the cells that had asked. */
  interrupt(): number[] {
    const cells = this.#open.map(({ cell }) => cell)
    for (const { id } of this.#withdraw(() => true)) {
      this.#answers.post({ id, ok: false, ename: 'KeyboardInterrupt', evalue: '' })
    }
    return cells
  }

  /** The cell was interrupted: nobody waits for its answers any more. */
  drop(cell: number): void {
    this.#withdraw((question) => question.cell === cell)
  }

  #withdraw(which: (question: Asked) => boolean): Asked[] {
    const withdrawn = this.#open.filter(which)
    for (const question of withdrawn) {
      this.#open.splice(this.#open.indexOf(question), 1)
      this.#withdrawn.add(question.message)
    }
    return withdrawn
  }
}
