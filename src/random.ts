import { bernoulli } from './random/create.js'
import { cauchy_, geometric_, logNormal_ } from './random/distributions.js'
import { bernoulli_, exponential_, normal_, random_, uniform_ } from './random/fill.js'
import { multinomial } from './random/multinomial.js'

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
export { type MultinomialOptions, multinomial } from './random/multinomial.js'

/** What the tensors' prototype gets. */
export const randomMethods = {
  uniform_,
  normal_,
  random_,
  bernoulli_,
  exponential_,
  cauchy_,
  logNormal_,
  geometric_,
  bernoulli,
  multinomial,
} as const
