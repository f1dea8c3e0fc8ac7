import type { AnswerWriter } from '../channel/index.js'
import type { CellLedger } from './cell_ledger.js'
import type { Json } from './message.js'
import type { RouterSocket } from './sockets/router.js'

export interface Question {
  cell: number
  id: number
  prompt: string
  password: boolean
}

/** Questions of cells to the user: asked on the stdin socket of whoever ran the cell, answered first come, first served. */
export class Questions {
  readonly #socket: RouterSocket
  readonly #answers: AnswerWriter
  readonly #cells: CellLedger
  readonly #open: Question[] = []

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
    this.#open.push(question)
    const content = { prompt: question.prompt, password: question.password }
    this.#socket.send(asker.identities, { type: 'input_request', content, parent: asker.parent })
  }

  /** An input_reply came. False: nobody asked. */
  answer(content: Json): boolean {
    const question = this.#open.shift()
    if (question === undefined) return false
    const value = typeof content.value === 'string' ? content.value : ''
    this.#answers.post({ id: question.id, ok: true, value })
    return true
  }

  /** Every open question ends with KeyboardInterrupt. @returns the cells that had asked. */
  interrupt(): number[] {
    const questions = this.#open.splice(0)
    for (const { id } of questions) this.#answers.post({ id, ok: false, ename: 'KeyboardInterrupt', evalue: '' })
    return questions.map(({ cell }) => cell)
  }

  /** The cell ended: nobody waits for its answers any more. */
  drop(cell: number): void {
    for (let at = this.#open.length - 1; at >= 0; at--) if (this.#open[at]?.cell === cell) this.#open.splice(at, 1)
  }
}
