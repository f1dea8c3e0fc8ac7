/** The public face of tsgrad: what `import … from 'tsgrad'` gives, and what is in scope in every cell. */
import { engine } from './engine/index.js'

export * as autograd from './autograd/index.js'
export {
  enableGrad,
  inferenceMode,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  setGradEnabled,
} from './autograd/scopes.js'
export * as data from './data/index.js'
export { getData } from './data/index.js'
export * from './display/index.js'
export { IndexError, RuntimeError, ValueError } from './errors.js'
export { load, type Savable, save } from './files/index.js'
export * from './functions/index.js'
export * as F from './nn/functional/index.js'
export * as nn from './nn/index.js'
export * as init from './nn/init/index.js'
export * as optim from './optim/index.js'
export * as plot from './plot/index.js'
export { setPrintoptions } from './print.js'
export { defaultGenerator, Generator, getRngState, initialSeed, manualSeed, seed, setRngState } from './random.js'
export { assertShape } from './shape/as.js'
export { Size } from './shape/size.js'
export * as symbolic from './symbolic/index.js'
export { diff, symbols } from './symbolic/index.js'
export { Tensor } from './tensor.js'
export * from './testing/index.js'
export { engine }

/**
 * How many threads native ops may use.
 *
 * @see torch.set_num_threads
 * @example
 * setNumThreads(getNumThreads())
 * // undefined
 */
export const setNumThreads = (n: number): void => engine.setNumThreads(n)
/**
 * How many threads native ops may use.
 *
 * @see torch.get_num_threads
 * @example
 * getNumThreads() >= 1
 * // true
 */
export const getNumThreads = (): number => engine.getNumThreads()
export type * from './types.js'
export * as widgets from './widgets/index.js'
