/** torch.nn.init: fills tensors in place, unrecorded, and gives them back. */
export { calculateFanInAndFanOut, calculateGain, type FanMode, type Nonlinearity } from './fan.js'
export { constant_, dirac_, eye_, type NormalInit, normal_, ones_, type UniformInit, uniform_, zeros_ } from './fill.js'
export { orthogonal_, type SparseInit, sparse_ } from './matrix.js'
export type { XavierInit } from './options.js'
export {
  type KaimingFunction,
  type KaimingInit,
  kaimingNormal_,
  kaimingUniform_,
  type XavierFunction,
  xavierNormal_,
  xavierUniform_,
} from './scaled.js'
export { type TruncNormalInit, truncNormal_ } from './truncated.js'
