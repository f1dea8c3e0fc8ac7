/**
 * The types of the public face. All that the compiler may print of a cell's declarations is exported, so that it prints
 * short names: `Tensor<[5, 784]>`, not `import("…").Tensor<[5, 784]>`.
 */
export type { DType } from './dtype.js'
export type * from './functions/types.js'
export type { AlphaOptions, RoundingOptions } from './methods/arithmetic.js'
export type { CloseOptions } from './methods/compare.js'
export type { ToList } from './methods/convert.js'
export type { Factory, TensorOptions } from './methods/creation.js'
export type { AddmmOptions } from './methods/matmul.js'
export type { ClampOptions, Limit } from './methods/pointwise.js'
export type {
  BernoulliOptions,
  CauchyOptions,
  ExponentialOptions,
  GeometricOptions,
  NormalOptions,
  UniformOptions,
} from './methods/random.js'
export type { NormOptions, ScanOptions, VarianceOptions } from './methods/reduce.js'
export type { ScatterReduceOptions, ScatterReduction } from './methods/scatter.js'
export type {
  Median,
  QuantileOptions,
  Selection,
  SortOptions,
  TopkOptions,
  Unique,
  UniqueOptions,
} from './methods/sort.js'
export type { NanToNumOptions } from './methods/special.js'
export type { MinAndMax } from './methods/summaries.js'
export type { MultinomialOptions, RandomOptions, RandomTensorOptions } from './random.js'
export type * from './shape/types/index.js'
