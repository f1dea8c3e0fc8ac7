/** Shape arithmetic for the compiler: what a tensor's type says of its shape. Nothing here exists at run time. */
export type { As, Fixed } from './as.js'
export type { At, Index } from './at.js'
export type { Broadcast, BroadcastInto, Combined, Operand, OperandInto, Scalar } from './broadcast.js'
export type { AdaptivePool, Conv, Extent, Pool } from './conv.js'
export type { Box, Mutable, Same, Shape, ShapeOf, Sizes, shapeKey } from './core.js'
export type { Covariance } from './covariance.js'
export type { DataShape, Even, Nested, TypedArray } from './data.js'
export type { Diag, DiagEmbedBy } from './diagonals.js'
export type { Dim, SizeAlong } from './dims.js'
export type { Einsum, Operands } from './einsum.js'
export type { Expand } from './expand.js'
export type { Cat, Repeat, ShapesOf, Stack, Tile } from './join.js'
export type {
  DiagonalBy,
  DiagonalNames,
  DimName,
  FlattenBy,
  FlattenNames,
  SelectedBy,
  SqueezeBy,
  TransposeBy,
  TransposeNames,
  UnsqueezeBy,
  ViewBy,
} from './keywords.js'
export type {
  Apply,
  Chain,
  ChainFn,
  EmbeddingFn,
  EmbeddingShape,
  FlattenFn,
  Fn,
  FnOf,
  fnKey,
  LinearBy,
  LinearFn,
  LinearShape,
  SameFn,
  UnknownFn,
} from './layers.js'
export type { Bmm, Dot, MatMul, Mm, Mv, Outer } from './matmul.js'
export type { Arange } from './numbers.js'
export type { Numel } from './numel.js'
export type { Quantile, TopK } from './orders.js'
export type { Batched, Diagonal, Draws, Narrow, Piece, PieceAcross, Row, SelectAt, Selected, Unbound } from './parts.js'
export type {
  MatrixTransposed,
  MoveDim,
  Permute,
  Reversed,
  Rotated,
  RotationNames,
  Transpose,
  Transposed,
} from './permute.js'
export type { Distances, Inner, Kron, TensorDot } from './products.js'
export type {
  Along,
  DimArg,
  Extreme,
  KeepArg,
  Norm,
  Reduce,
  ReduceDims,
  ReduceOptions,
  ValuesAndIndices,
} from './reduce.js'
export type { Arg, Known, Rest, Result } from './results.js'
export type { Squeeze, Unsqueeze } from './squeeze.js'
export type { ColumnStack, DStack, HStack, Raise, VStack } from './stacks.js'
export type { Flatten, Unflatten, View } from './view.js'
export type { Differences, RepeatInterleaved, Unfold } from './windows.js'
