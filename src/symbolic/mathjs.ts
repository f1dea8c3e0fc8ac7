import { createRequire } from 'node:module'
import type { Fraction } from 'mathjs'

const require = createRequire(import.meta.url)

let library: typeof import('mathjs') | undefined

/** mathjs, which knows how to differentiate and to count in fractions. Loaded when first needed: that takes a while. */
export function mathjs(): typeof import('mathjs') {
  library ??= require('mathjs') as typeof import('mathjs')
  return library
}

/** A fraction of whole numbers of any size. */
export type Exact = Fraction

/** A whole number as a fraction. */
export const exact = (n: number | bigint): Exact => mathjs().fraction(n) as Exact
