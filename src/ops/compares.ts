import { compare, predicate } from './define.js'

/** Questions about two operands, and about one: bools. */
export const compares = {
  eq: compare('eq'),
  ne: compare('ne'),
  lt: compare('lt'),
  le: compare('le'),
  gt: compare('gt'),
  ge: compare('ge'),
  logicalAnd: compare('logicalAnd'),
  logicalOr: compare('logicalOr'),
  logicalXor: compare('logicalXor'),
} as const
export const predicates = {
  isnan: predicate('isnan'),
  isinf: predicate('isinf'),
  isfinite: predicate('isfinite'),
  isposinf: predicate('isposinf'),
  isneginf: predicate('isneginf'),
  signbit: predicate('signbit'),
  logicalNot: predicate('logicalNot'),
} as const
