import { bernoulli } from './random/create.js'
import { bernoulli_, exponential_, normal_, random_, uniform_ } from './random/fill.js'

export {
  bernoulli,
  normal,
  type RandomTensorOptions,
  rand,
  randint,
  randintLike,
  randLike,
  randn,
  randnLike,
  randperm,
} from './random/create.js'
export type { RandomOptions } from './random/fill.js'
export {
  defaultGenerator,
  Generator,
  getRngState,
  initialSeed,
  manualSeed,
  seed,
  setRngState,
} from './random/generator.js'

/** What the tensors' prototype gets. */
export const randomMethods = { uniform_, normal_, random_, bernoulli_, exponential_, bernoulli } as const
