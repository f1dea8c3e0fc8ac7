import { binaries } from './binary.js'
import { compares } from './compares.js'
import { divide } from './operators.js'
import { unaries } from './unary.js'

/** Other names that PyTorch has for the same functions. */
export const aliases = {
  arccos: unaries.acos,
  arccosh: unaries.acosh,
  arcsin: unaries.asin,
  arcsinh: unaries.asinh,
  arctan: unaries.atan,
  arctanh: unaries.atanh,
  arctan2: binaries.atan2,
  fix: unaries.trunc,
  trueDivide: divide,
  greaterEqual: compares.ge,
  lessEqual: compares.le,
  notEqual: compares.ne,
} as const

/** In-place twins under their other names. */
export const inPlaceAliases = {
  arccos_: 'acos_',
  arccosh_: 'acosh_',
  arcsin_: 'asin_',
  arcsinh_: 'asinh_',
  arctan_: 'atan_',
  arctanh_: 'atanh_',
  arctan2_: 'atan2_',
  fix_: 'trunc_',
  absolute_: 'abs_',
  negative_: 'neg_',
  clip_: 'clamp_',
  multiply_: 'mul_',
  divide_: 'div_',
  trueDivide_: 'div_',
  subtract_: 'sub_',
  greater_: 'gt_',
  greaterEqual_: 'ge_',
  less_: 'lt_',
  lessEqual_: 'le_',
  notEqual_: 'ne_',
} as const
