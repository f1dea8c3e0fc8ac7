import { setImmediate } from 'node:timers/promises'

/** One request that runs code, waiting for its turn. */
export interface Turn {
  run(): Promise<void>
  /** A request before it failed, with stop_on_error: answer that it was not run. */
  abort(): void
}

/** Requests that run code, one after the other. */
export class Turns {
  #waiting: Turn[] = []
  #aborted: Turn[] = []
  #running = false

  add(turn: Turn): void {
    this.#waiting.push(turn)
    if (!this.#running) void this.#run()
  }

  /**
   * What has arrived by now will not run. To be called before the reply of the failed request is sent: so whoever
   * waits for that reply is never skipped, and what was sent in one go with the failed request always is.
   */
  async abortWaiting(): Promise<void> {
    // Two rounds of the event loop: messages that lie in the socket are read in between.
    await setImmediate()
    await setImmediate()
    this.#aborted.push(...this.#waiting.splice(0))
  }

  async #run(): Promise<void> {
    this.#running = true
    for (let turn = this.#waiting.shift(); turn !== undefined; turn = this.#waiting.shift()) {
      await turn.run()
      for (const aborted of this.#aborted.splice(0)) aborted.abort()
    }
    this.#running = false
  }
}
