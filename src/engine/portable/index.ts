import type { Engine } from '../engine.js'
import { gatherBlocks, scatterBlocks } from './blocks.js'
import { copy, fill } from './copy.js'
import { binary, compare, predicate, unary, where } from './elementwise.js'
import { gemm } from './gemm.js'
import { random } from './random.js'
import { reduce, scan } from './reduce.js'

/** The engine in plain TypeScript: the reference for `native`, and what runs where there is no addon. One thread. */
export const portable: Engine = {
  name: 'portable',
  description: 'portable (plain TypeScript, 1 thread)',
  unary,
  binary,
  compare,
  predicate,
  where,
  copy,
  fill,
  reduce,
  scan,
  gemm,
  gatherBlocks,
  scatterBlocks,
  random,
  setNumThreads: () => {},
  getNumThreads: () => 1,
}
