import type { Shape } from '../shape/types/index.js'
import type { Aliases, AliasesBinary } from './aliases.js'
import type { PointwiseBinary } from './arithmetic.js'
import type { Differentiable } from './autograd.js'
import type { Comparisons, Predicates } from './compare.js'
import type { Conversions, Making, Reading } from './convert.js'
import type { InPlace } from './in-place.js'
import type { InPlaceBinary } from './in-place-binary.js'
import type { Indexing, Iteration } from './indexing.js'
import type { Products } from './matmul.js'
import type { Pointwise } from './pointwise.js'
import type { Random } from './random.js'
import type { Rearranging } from './rearrange.js'
import type { RearrangingInPlace } from './rearrange-in-place.js'
import type { Reductions } from './reduce.js'
import type { Scatters } from './scatter.js'
import type { ShapedViews, Views } from './shape.js'
import type { Ordering } from './sort.js'
import type { Special } from './special.js'
import type { SpecialBinary } from './special-binary.js'
import type { Statistics } from './statistics.js'
import type { Summaries } from './summaries.js'
import type { ViewsInPlace } from './views-in-place.js'

/**
 * Methods that compute a shape infer `this` and do not mention S: they are the same function for every tensor, so a union
 * can call them, and the compiler makes them once and not for every shape.
 */
interface Computing
  extends PointwiseBinary,
    SpecialBinary,
    AliasesBinary,
    Comparisons,
    Reductions,
    Ordering,
    Rearranging,
    Summaries,
    Statistics,
    ViewsInPlace,
    Scatters,
    Views,
    Indexing,
    Products,
    InPlaceBinary,
    Making {}

/** Every method of a tensor, one interface per family. Those that keep the shape are written in S. */
export interface Methods<S extends Shape>
  extends Computing,
    Pointwise<S>,
    Special<S>,
    RearrangingInPlace<S>,
    Aliases<S>,
    Predicates<S>,
    ShapedViews<S>,
    Iteration<S>,
    InPlace<S>,
    Conversions<S>,
    Reading<S>,
    Random<S>,
    Differentiable<S> {}
