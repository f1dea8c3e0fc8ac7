import type { Engine } from '../engine.js'
import { gatherBlocks, scatterBlocks } from './blocks.js'
import { convolve, convolveFilters, convolveImages } from './conv.js'
import { copy, fill } from './copy.js'
import { binary, compare, predicate, unary, where } from './elementwise.js'
import { gemm } from './gemm.js'
import { moments, normalize, normalizeBackward } from './norm.js'
import { maxPool, maxPoolBackward, meanPool, meanPoolBackward } from './pooling.js'
import { random } from './random.js'
import { reduce, scan } from './reduce.js'
import { softmax, softmaxBackward } from './softmax.js'
import { step } from './step.js'

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
  softmax,
  softmaxBackward,
  moments,
  normalize,
  normalizeBackward,
  convolve,
  convolveImages,
  convolveFilters,
  maxPool,
  maxPoolBackward,
  meanPool,
  meanPoolBackward,
  step,
  setNumThreads: () => {},
  getNumThreads: () => 1,
}
