import { restoreOnInterrupt } from '../dynamic_state.js'
import { gradMode } from './mode.js'

restoreOnInterrupt(() => {
  const was = [gradMode.enabled, gradMode.inference]
  return () => {
    ;[gradMode.enabled, gradMode.inference] = was
  }
})

/** Ends the scope that it stands for: what `using _ = noGrad()` holds. */
class Scope implements Disposable {
  readonly #enabled = gradMode.enabled
  readonly #inference = gradMode.inference
  constructor(enabled: boolean, inference: boolean) {
    gradMode.enabled = enabled
    gradMode.inference = inference
  }
  [Symbol.dispose](): void {
    gradMode.enabled = this.#enabled
    gradMode.inference = this.#inference
  }
}

/**
 * What `f` does is not recorded: `noGrad(() => w.sub_(g))`. Gives the result of `f`; of an async function the whole flow is
 * not recorded, while what runs between its steps is. Without `f`, a scope for `using`: `using _ = noGrad()` holds until
 * the block ends.
 */
export function noGrad<R>(f: () => R): R
export function noGrad(): Disposable
export function noGrad<R>(f?: () => R): R | Disposable {
  return f ? gradMode.run(false, gradMode.inference, f) : new Scope(false, gradMode.inference)
}

/** What `f` does is recorded, also inside `noGrad`. Without `f`, a scope for `using`. */
export function enableGrad<R>(f: () => R): R
export function enableGrad(): Disposable
export function enableGrad<R>(f?: () => R): R | Disposable {
  return f ? gradMode.run(true, gradMode.inference, f) : new Scope(true, gradMode.inference)
}

/** As `noGrad`, for code that never meets autograd again; `isInferenceModeEnabled()` tells it. */
export function inferenceMode<R>(f: () => R): R
export function inferenceMode(): Disposable
export function inferenceMode<R>(f?: () => R): R | Disposable {
  return f ? gradMode.run(false, true, f) : new Scope(false, true)
}

/** Switches recording on or off: for `f`, for a `using` scope, or, if nobody holds what it returns, from here on. */
export function setGradEnabled<R>(on: boolean, f: () => R): R
export function setGradEnabled(on: boolean): Disposable
export function setGradEnabled<R>(on: boolean, f?: () => R): R | Disposable {
  return f ? gradMode.run(on, gradMode.inference, f) : new Scope(on, gradMode.inference)
}

/** Is what happens here recorded? */
export const isGradEnabled = (): boolean => gradMode.enabled
/** Does an `inferenceMode` scope hold? */
export const isInferenceModeEnabled = (): boolean => gradMode.inference
