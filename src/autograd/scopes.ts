import { restoreOnInterrupt } from '../dynamic_state.js'
import { gradMode } from './mode.js'
import { UsingScope } from './using.js'

restoreOnInterrupt(() => gradMode.save())

/** Puts a switch back. */
class Switched implements Disposable {
  readonly #was = gradMode.on
  constructor(on: boolean) {
    gradMode.on = on
  }
  [Symbol.dispose](): void {
    gradMode.on = this.#was
  }
}

/**
 * What `f` does is not recorded: `noGrad(() => w.sub_(g))`. Gives the result of `f`; of an async function the whole flow is
 * not recorded, while what runs between its steps is. Without `f`, a scope for `using`: `using _ = noGrad()` holds until
 * the block ends. In an async function it holds for that function and what it calls, and not for what runs while it waits.
 *
 * @see torch.no_grad
 * @example
 * const x = ones(2, { requiresGrad: true })
 * noGrad(() => x.mul(2)).requiresGrad
 * // false
 */
export function noGrad<R>(f: () => R): R
export function noGrad(): Disposable
export function noGrad<R>(f?: () => R): R | Disposable {
  return f ? gradMode.run(false, gradMode.inference, f) : new UsingScope(false, gradMode.inference, noGrad)
}

/**
 * What `f` does is recorded, also inside `noGrad`. Without `f`, a scope for `using`.
 *
 * @see torch.enable_grad
 * @example
 * const x = ones(2, { requiresGrad: true })
 * noGrad(() => enableGrad(() => x.mul(2))).requiresGrad
 * // true
 */
export function enableGrad<R>(f: () => R): R
export function enableGrad(): Disposable
export function enableGrad<R>(f?: () => R): R | Disposable {
  return f ? gradMode.run(true, gradMode.inference, f) : new UsingScope(true, gradMode.inference, enableGrad)
}

/**
 * As `noGrad`, for code that never meets autograd again: tensors made here cannot take part in what is recorded later
 * (`x.clone()` can), nor be changed in place outside. `inferenceMode(false, …)` is the ordinary mode within one.
 *
 * @see torch.inference_mode
 * @example
 * const x = ones(2, { requiresGrad: true })
 * inferenceMode(() => x.mul(2)).requiresGrad
 * // false
 */
export function inferenceMode<R>(f: () => R): R
export function inferenceMode<R>(on: boolean, f: () => R): R
export function inferenceMode(on?: boolean): Disposable
export function inferenceMode<R>(...args: [(() => R) | boolean | undefined, (() => R)?]): R | Disposable {
  const on = typeof args[0] === 'boolean' ? args[0] : true
  const f = args.find((x) => typeof x === 'function')
  return f ? gradMode.run(!on, on, f) : new UsingScope(!on, on, inferenceMode)
}

/**
 * Switches recording on or off: for `f`, for a `using` scope, or, if nobody holds what it returns, from here on.
 *
 * @see torch.set_grad_enabled
 * @example
 * setGradEnabled(true)
 * isGradEnabled()
 * // true
 */
export function setGradEnabled<R>(on: boolean, f: () => R): R
export function setGradEnabled(on: boolean): Disposable
export function setGradEnabled<R>(on: boolean, f?: () => R): R | Disposable {
  return f ? gradMode.run(on, gradMode.inference, f) : new Switched(on)
}

/**
 * Is recording switched on here? (In inference mode nothing is recorded all the same.)
 *
 * @see torch.is_grad_enabled
 * @example
 * noGrad(() => isGradEnabled())
 * // false
 */
export const isGradEnabled = (): boolean => gradMode.on
/**
 * Does an `inferenceMode` scope hold?
 *
 * @see torch.is_inference_mode_enabled
 * @example
 * inferenceMode(() => isInferenceModeEnabled())
 * // true
 */
export const isInferenceModeEnabled = (): boolean => gradMode.inference
