import { restoreOnInterrupt } from '../dynamic_state.js'
import { gradMode } from './graph.js'

restoreOnInterrupt(() => {
  const was = gradMode.enabled
  return () => {
    gradMode.enabled = was
  }
})

/** Runs `f` with recording switched, async functions until they settle, and gives its result. */
function scope<R>(enabled: boolean, f: () => R): R {
  const was = gradMode.enabled
  gradMode.enabled = enabled
  const restore = (): void => {
    gradMode.enabled = was
  }
  let result: R
  try {
    result = f()
  } catch (error) {
    restore()
    throw error
  }
  if (result instanceof Promise) return result.finally(restore) as R
  restore()
  return result
}

/** What `f` does is not recorded: `noGrad(() => w.sub_(g))`. */
export const noGrad = <R>(f: () => R): R => scope(false, f)

/** What `f` does is recorded, also inside `noGrad`. */
export const enableGrad = <R>(f: () => R): R => scope(true, f)

export const isGradEnabled = (): boolean => gradMode.enabled

/** Switches recording on or off from here on. */
export function setGradEnabled(on: boolean): void {
  gradMode.enabled = on
}
