import { receiveMessageOnPort } from 'node:worker_threads'
import { type ChannelEnd, HEADER_BYTES, word } from './layout.js'

/**
 * What became of a question of stdin (a `stdin` event; `id` is the question's).
 * `ok: false` with ename `KeyboardInterrupt`: the user interrupted; another ename: the wire could not ask.
 */
export type StdinAnswer =
  | { id: number; ok: true; value: string }
  | { id: number; ok: false; ename: string; evalue: string }

/** A blocked session looks up this often even without a sign, so that a wire that died is noticed. */
const WAIT_SLICE_MS = 1000

/** The session's side. Ask by `Writer.event({kind: 'stdin', …})` first, so that what was printed stands before it. */
export class AnswerReader {
  readonly #header: Int32Array
  readonly #port: ChannelEnd['answers']
  readonly #early = new Map<number, StdinAnswer>()
  readonly #waiting = new Map<number, (answer: StdinAnswer) => void>()

  constructor(end: ChannelEnd) {
    this.#header = new Int32Array(end.memory, 0, HEADER_BYTES / 4)
    this.#port = end.answers
    this.#port.on('message', (answer: StdinAnswer) => this.#sort(answer))
    this.#port.unref()
  }

  /** Blocks the thread until question `id` is answered. */
  wait(id: number): StdinAnswer {
    for (;;) {
      Atomics.store(this.#header, word.answered, 0)
      for (let got = receiveMessageOnPort(this.#port); got; got = receiveMessageOnPort(this.#port)) {
        this.#sort(got.message as StdinAnswer)
      }
      const answer = this.#early.get(id)
      if (answer) {
        this.#early.delete(id)
        return answer
      }
      Atomics.wait(this.#header, word.answered, 0, WAIT_SLICE_MS)
    }
  }

  /** The same without blocking. */
  async next(id: number): Promise<StdinAnswer> {
    const early = this.#early.get(id)
    if (early) {
      this.#early.delete(id)
      return early
    }
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  #sort(answer: StdinAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (waiting) waiting(answer)
    else this.#early.set(answer.id, answer)
  }
}

/** The wire's side: first the answer, then the sign, so that whoever wakes finds it. */
export class AnswerWriter {
  readonly #header: Int32Array
  readonly #port: ChannelEnd['answers']

  constructor(end: ChannelEnd) {
    this.#header = new Int32Array(end.memory, 0, HEADER_BYTES / 4)
    this.#port = end.answers
  }

  post(answer: StdinAnswer): void {
    this.#port.postMessage(answer)
    Atomics.store(this.#header, word.answered, 1)
    Atomics.notify(this.#header, word.answered)
  }

  close(): void {
    this.#port.close()
  }
}
