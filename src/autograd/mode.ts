import { AsyncLocalStorage } from 'node:async_hooks'
import { anyOpen, closeSince, nextSerial, type State, scopeHere } from './using.js'

/** What holds in the flow of an async function that was given to a scope; `over` once its promise has settled. */
interface Frame extends State {
  readonly serial: number
  over: boolean
}

/**
 * Is recording on? The state is a plain variable as long as everything is synchronous. While a scope's promise is open
 * (`await noGrad(async () => …)`) or a `using` scope is, each async flow has a state of its own.
 */
class GradMode {
  readonly #base: State = { enabled: true, inference: false }
  /** Promises of scopes that have not settled. */
  #open = 0
  readonly #flow = new AsyncLocalStorage<Frame>()

  /** Is what happens here recorded? Never in inference mode. */
  get enabled(): boolean {
    const { enabled, inference } = this.#state()
    return enabled && !inference
  }

  /** Is recording switched on, as far as inference mode lets it? */
  get on(): boolean {
    return this.#state().enabled
  }

  set on(on: boolean) {
    this.#state().enabled = on
    // In the synchronous part of a scope's function its flow is not looked at yet: it must know all the same.
    const frame = this.#flow.getStore()
    if (frame !== undefined && !frame.over && (scopeHere()?.serial ?? 0) < frame.serial) frame.enabled = on
  }

  get inference(): boolean {
    return this.#state().inference
  }

  #state(): State {
    return this.#open === 0 && !anyOpen() ? this.#base : this.#innermost()
  }

  #innermost(): State {
    const scope = anyOpen() ? scopeHere() : null
    const frame = this.#open > 0 ? this.#flow.getStore() : undefined
    if (frame === undefined || frame.over) return scope ?? this.#base
    return scope !== null && scope.serial > frame.serial ? scope : frame
  }

  /** Runs `f` in a scope: until it returns, or until its promise settles, for what belongs to that promise. */
  run<R>(enabled: boolean, inference: boolean, f: () => R): R {
    const frame: Frame = { enabled, inference, serial: nextSerial(), over: false }
    const around = this.#state()
    const was = { enabled: around.enabled, inference: around.inference }
    around.enabled = enabled
    around.inference = inference
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
      Object.assign(around, was)
    }
  }

  /** The state as it is; what it returns puts it back, and closes scopes that nobody will. */
  save(): () => void {
    const around = this.#state()
    const was = { enabled: around.enabled, inference: around.inference }
    const serial = nextSerial()
    return () => {
      closeSince(serial)
      Object.assign(around, was)
    }
  }
}

export const gradMode = new GradMode()
