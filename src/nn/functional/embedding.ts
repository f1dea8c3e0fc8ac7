import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { dtypes } from '../../dtype.js'
import { engine } from '../../engine/index.js'
import { IndexError, RuntimeError } from '../../errors.js'
import { placesOf } from '../../ops/places.js'
import { flatLoop } from '../../shape/loop.js'
import type { EmbeddingShape, Result, ShapeOf } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'

/** @internal The rows of `weight` that `input` names; `paddingIdx` gets no gradient. */
export function looked(input: Tensor, weight: Tensor, paddingIdx: number | null): Tensor {
  if (weight.sizes.length !== 2) throw new RuntimeError("'weight' must be 2-D")
  if (input.dtype !== 'int64' && input.dtype !== 'int32')
    throw new RuntimeError(
      `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.${dtypes[input.dtype].legacy}Tensor instead (while checking arguments for embedding)`,
    )
  const [count, width] = weight.sizes
  const refuse = (): never => {
    throw new IndexError('index out of range in self')
  }
  const places = placesOf(input, { size: count, step: width, fromEnd: false, refuse })
  const table = new Lookup(places, [...input.sizes, width], weight.sizes, paddingIdx)
  const out = table.rows(weight)
  if (gradMode.enabled && needsGrad(weight)) record('EmbeddingBackward0', out, [weight], [], (g) => [table.added(g)])
  return out
}

/** Which rows are read: a linear map, whose gradient adds rows to where they were read, and the gradient of that. */
class Lookup {
  constructor(
    /** Where each row begins. */
    private readonly places: Float64Array,
    private readonly outSize: readonly number[],
    private readonly weightSize: readonly number[],
    private readonly paddingIdx: number | null,
  ) {}

  rows(weight: Tensor): Tensor {
    const { places, weightSize } = this
    const out = Tensor.empty(this.outSize, weight.dtype)
    const from = weight.detach().contiguous() as Tensor
    const loop = flatLoop(weightSize[1], 0, from.offset)
    if (out.numel() > 0) engine.gatherBlocks(out.store.data, from.store.data, places, weightSize[1], loop)
    return out
  }

  /** The sum of what was made of each row; 0 for the row of the padding. */
  added(gradient: Tensor): Tensor {
    const { places, weightSize, paddingIdx } = this
    const sum = Tensor.empty(weightSize, gradient.dtype).zero_() as Tensor
    const g = gradient.detach().contiguous() as Tensor
    const loop = flatLoop(weightSize[1], 0, g.offset)
    if (g.numel() > 0) engine.scatterBlocks(sum.store.data, g.store.data, places, weightSize[1], loop, true)
    if (paddingIdx !== null) (sum.at(paddingIdx) as Tensor).zero_()
    if (gradMode.enabled && needsGrad(gradient))
      record('EmbeddingDenseBackwardBackward0', sum, [gradient], [], (h) => [this.again(h)])
    return sum
  }

  /** The rows again, those of the padding as zeros: the gradient of `added`. */
  private again(h: Tensor): Tensor {
    const { paddingIdx } = this
    const known = h.detach().clone() as Tensor
    if (paddingIdx !== null) (known.at(paddingIdx) as Tensor).zero_()
    const out = this.rows(known)
    if (gradMode.enabled && needsGrad(h)) record('EmbeddingBackward0', out, [h], [], (g) => [this.added(g)])
    return out
  }
}

export interface EmbeddingLookupOptions {
  /** The row that gets no gradient. */
  paddingIdx?: number | null
}

/**
 * The rows of a weight `[count, width]` that the indices `[...]` name: `[..., width]`. Errors: IndexError.
 *
 * @see torch.nn.functional.embedding
 * @example
 * F.embedding(tensor([1, 0], { dtype: 'int64' }), tensor([[1, 2], [3, 4]]))
 * // tensor([[3., 4.],
 * //         [1., 2.]])
 */
export const embedding = <T extends Tensor, const N extends number, const D extends number>(
  input: T,
  weight: Tensor<[N, D]> | Tensor,
  { paddingIdx = null }: EmbeddingLookupOptions = {},
): Result<EmbeddingShape<ShapeOf<T>, D>> =>
  looked(input, weight as Tensor, paddingIdx) as Result<EmbeddingShape<ShapeOf<T>, D>>

/**
 * One 1 for each index, along a new last dimension; `numClasses` is one more than the largest index unless given.
 *
 * @see torch.nn.functional.one_hot
 * @example
 * F.oneHot(tensor([0, 2], { dtype: 'int64' }), 3)
 * // tensor([[1, 0, 0],
 * //         [0, 0, 1]])
 */
export function oneHot(input: Tensor, numClasses: number | { numClasses?: number } = -1): Tensor {
  if (input.dtype !== 'int64') throw new RuntimeError('one_hot is only applicable to index tensor of type LongTensor.')
  const wanted = typeof numClasses === 'number' ? numClasses : (numClasses.numClasses ?? -1)
  if (input.numel() === 0 && wanted <= 0)
    throw new RuntimeError('Can not infer total number of classes from empty tensor.')
  const values = [...((input.contiguous() as Tensor).reshape(-1) as Tensor).tolist()].map(Number)
  if (values.some((v) => v < 0)) throw new RuntimeError('Class values must be non-negative.')
  const classes = wanted === -1 ? Math.max(...values) + 1 : wanted
  if (values.some((v) => v >= classes)) throw new RuntimeError('Class values must be smaller than num_classes.')
  const out = Tensor.empty([...input.sizes, classes], 'int64').zero_() as Tensor
  const { data } = out.store
  values.forEach((v, i) => {
    data[i * classes + v] = 1n
  })
  return out
}
