import type { Shape } from '../shape/types/index.js'
import type { Differentiable } from './autograd.js'
import type { Comparisons, Predicates } from './compare.js'
import type { Conversions, Making, Reading } from './convert.js'
import type { Indexing, Iteration } from './indexing.js'
import type { InPlace, InPlaceBinary } from './inplace.js'
import type { Products } from './matmul.js'
import type { Pointwise, PointwiseBinary } from './pointwise.js'
import type { Random } from './random.js'
import type { Reductions } from './reduce.js'
import type { ShapedViews, Views } from './shape.js'

/**
 * Every method of a tensor, one interface per family. Those that keep the shape are written in S; those that compute one
 * infer `this` instead and do not mention S, so that they are the same function for every tensor: a union can call them.
 */
export interface Methods<S extends Shape>
  extends Pointwise<S>,
    PointwiseBinary,
    Predicates<S>,
    Comparisons,
    Reductions,
    Views,
    ShapedViews<S>,
    Indexing,
    Iteration<S>,
    Products,
    InPlace<S>,
    InPlaceBinary,
    Conversions<S>,
    Reading<S>,
    Random<S>,
    Differentiable<S>,
    Making {}
