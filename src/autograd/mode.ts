import { AsyncLocalStorage } from 'node:async_hooks'

/** What holds in one scope; `over` once the scope has ended, so that a stray callback of it falls back. */
interface Frame {
  enabled: boolean
  inference: boolean
  over: boolean
}

/**
 * Is recording on? The state is a plain variable as long as everything is synchronous. While a scope's promise is open
 * (`await noGrad(async () => …)`), its async flow has a state of its own, and everybody else keeps theirs.
 */
class GradMode {
  #enabled = true
  #inference = false
  /** Promises of scopes that have not settled. */
  #open = 0
  readonly #flow = new AsyncLocalStorage<Frame>()

  get enabled(): boolean {
    return this.#open === 0 ? this.#enabled : (this.#frame()?.enabled ?? this.#enabled)
  }

  set enabled(on: boolean) {
    const frame = this.#frame()
    if (frame) frame.enabled = on
    if (!frame || this.#open === 0) this.#enabled = on
  }

  get inference(): boolean {
    return this.#open === 0 ? this.#inference : (this.#frame()?.inference ?? this.#inference)
  }

  set inference(on: boolean) {
    const frame = this.#frame()
    if (frame) frame.inference = on
    if (!frame || this.#open === 0) this.#inference = on
  }

  #frame(): Frame | undefined {
    const frame = this.#flow.getStore()
    return frame?.over === false ? frame : undefined
  }

  /** Runs `f` in a scope: until it returns, or until its promise settles, for what belongs to that promise. */
  run<R>(enabled: boolean, inference: boolean, f: () => R): R {
    const frame: Frame = { enabled, inference, over: false }
    const [wasEnabled, wasInference] = [this.enabled, this.inference]
    this.enabled = enabled
    this.inference = inference
    let settles = false
    try {
      const result = this.#flow.run(frame, f)
      if (!(result instanceof Promise)) return result
      settles = true
      this.#open++
      return result.finally(() => {
        frame.over = true
        this.#open--
      }) as R
    } finally {
      frame.over ||= !settles
      this.#leave(wasEnabled, wasInference)
    }
  }

  /** Back in the flow of whoever opened the scope. */
  #leave(enabled: boolean, inference: boolean): void {
    this.enabled = enabled
    this.inference = inference
  }
}

export const gradMode = new GradMode()
