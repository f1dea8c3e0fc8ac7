import type { Engine } from '../engine.js'
import { gatherAlong, scatterAlong } from './along.js'
import { gatherBlocks, scatterBlocks } from './blocks.js'
import { convolve, convolveFilters, convolveImages } from './conv.js'
import { copy, fill } from './copy.js'
import { binary, compare, predicate, unary, where } from './elementwise.js'
import { classLosses, classLossesBackward } from './entropy.js'
import { gemm } from './gemm.js'
import { moments, normalize, normalizeBackward } from './norm.js'
import { nonzero, placesOf } from './places.js'
import { maxPool, maxPoolBackward, meanPool, meanPoolBackward } from './pooling.js'
import { random } from './random.js'
import { reduce } from './reduce.js'
import { scan, scanExtremes } from './scan.js'
import { bincount, histc, searchSorted } from './search.js'
import { softmax, softmaxBackward } from './softmax.js'
import { kth, sort, topk } from './sort.js'
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
  scanExtremes,
  sort,
  topk,
  kth,
  searchSorted,
  bincount,
  histc,
  gatherAlong,
  scatterAlong,
  gemm,
  gatherBlocks,
  scatterBlocks,
  placesOf,
  nonzero,
  random,
  softmax,
  softmaxBackward,
  classLosses,
  classLossesBackward,
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
