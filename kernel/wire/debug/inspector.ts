import type { Session } from 'node:inspector'

/** V8 refused: its words. */
export class InspectorError extends Error {}

/**
 * V8's inspector of the main thread, from this worker: it answers while the main thread is paused, loops or waits.
 * https://chromedevtools.github.io/devtools-protocol/v8/
 *
 * `Runtime.enable` is never sent (every call of Node's own console would feed the session and keep what was logged alive),
 * nor is `setAsyncCallStackDepth` (it makes `await` many times slower).
 */
export class Inspector {
  #session: Session | undefined
  readonly #listeners = new Map<string, (params: never) => void>()

  get connected(): boolean {
    return this.#session !== undefined
  }

  /** Before the connection is made. */
  on<Params>(event: string, listener: (params: Params) => void): void {
    this.#listeners.set(event, listener as (params: never) => void)
  }

  /** @throws Error on a Node without inspector. */
  async connect(): Promise<void> {
    if (this.#session) return
    const { Session } = await import('node:inspector')
    if (this.#session) return // meanwhile
    const session = new Session()
    session.connectToMainThread()
    for (const [event, listener] of this.#listeners) {
      session.on(event, ({ params }: { params: never }) => listener(params))
    }
    this.#session = session
  }

  /** A paused main thread goes on, and all breakpoints are gone. */
  disconnect(): void {
    const session = this.#session
    this.#session = undefined
    session?.disconnect()
  }

  /** @throws InspectorError when there is no connection or V8 refuses. */
  async post<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    const session = this.#session
    if (session === undefined) throw new InspectorError('the debugger is not connected')
    return new Promise((resolve, reject) => {
      session.post(method, params, (error, result) => {
        // V8 gives { code, message }, which is no Error.
        if (error) reject(new InspectorError(error.message))
        else resolve(result as Result)
      })
    })
  }
}
