import { fileURLToPath } from 'node:url'

/**
 * Anomaly mode: each node remembers where its forward op was called, an error in backward tells it, and a gradient that
 * turns out to be NaN is an error.
 */
export const anomaly = { enabled: false, checkNan: true }

/**
 * Runs `f` in anomaly mode, and gives its result. For debugging: it makes everything slower.
 *
 * @see torch.autograd.detect_anomaly
 * @example
 * const x = tensor([-1], { requiresGrad: true })
 * autograd.detectAnomaly(() => autograd.isAnomalyEnabled())
 * // true
 */
export function detectAnomaly<R>(f: () => R, { checkNan = true }: { checkNan?: boolean } = {}): R {
  const was = { ...anomaly }
  const restore = (): void => void Object.assign(anomaly, was)
  Object.assign(anomaly, { enabled: true, checkNan })
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

/**
 * Switches anomaly mode on or off from here on.
 *
 * @see torch.autograd.set_detect_anomaly
 * @example
 * autograd.setDetectAnomaly(false)
 * autograd.isAnomalyEnabled()
 * // false
 */
export function setDetectAnomaly(on: boolean, { checkNan = true }: { checkNan?: boolean } = {}): void {
  Object.assign(anomaly, { enabled: on, checkNan })
}

/**
 * Is anomaly mode on?
 *
 * @see torch.is_anomaly_enabled
 * @example
 * autograd.isAnomalyEnabled()
 * // false
 */
export const isAnomalyEnabled = (): boolean => anomaly.enabled

/** This package's own folder: its frames say nothing to whoever wrote the forward op. */
const OWN = [new URL('..', import.meta.url).href, fileURLToPath(new URL('..', import.meta.url))]

/** The lines of a stack that are the user's. */
export function ownLines(stack: string): string {
  const lines = stack.split('\n').slice(1)
  const theirs = lines.filter((line) => !OWN.some((folder) => line.includes(folder)) && !line.includes('node:internal'))
  return (theirs.length > 0 ? theirs : lines).join('\n')
}
