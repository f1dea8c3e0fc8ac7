import * as tsgrad from '../../../src/index.js'

/** The names that the tables of expressions see: tests/oracle/table.py, `fresh`. All that is public, and a few of theirs. */
export const prelude = `
import { ${Object.keys(tsgrad)
  .filter((name) => name !== 'var')
  .join(', ')} } from '../../../src/index.js'
import type { DataShape, DType, Nested, Shape } from '../../../src/index.js'
type Maker = <const D extends Nested>(data: D) => Tensor<DataShape<D>>
declare const f: Maker, d: Maker, i: Maker, s: Maker, u: Maker, b: Maker
declare const shares: (x: Tensor, y: Tensor) => boolean
declare const inf: number, nan: number
declare const plain: Tensor, n: number, list: number[]
const m = arange(12).view(3, 4)
const k = m.long()
`
