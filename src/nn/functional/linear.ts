import { dtypes } from '../../dtype.js'
import { RuntimeError } from '../../errors.js'
import { isTensor } from '../../ops/elementwise.js'
import { addmm, matmul } from '../../ops/matmul.js'
import { numelOf } from '../../shape/strides.js'
import type { Arg, LinearBy, Result, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'

/** x Wᵀ + b of plain tensors: one product of all rows at once, into which the bias was written before. */
export function affine(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const rank = x.sizes.length
  if (rank === 0)
    throw new RuntimeError(
      `both arguments to linear need to be at least 1D, but they are 0D and ${weight.sizes.length}D`,
    )
  if (bias === null) return matmul(x, weight.t() as Tensor)
  if (x.dtype !== weight.dtype)
    throw new RuntimeError(
      `mat1 and mat2 must have the same dtype, but got ${dtypes[x.dtype].legacy} and ${dtypes[weight.dtype].legacy}`,
    )
  // As in PyTorch: rows that do not follow each other are not made to.
  if (rank > 2 && !x.isContiguous()) return matmul(x, weight.t() as Tensor).add(bias) as Tensor
  if (rank === 2) return addmm(bias, x, weight.t() as Tensor)
  const lead = x.sizes.slice(0, -1)
  const rows = x.reshape([numelOf(lead), x.sizes[rank - 1]]) as Tensor
  return addmm(bias, rows, weight.t() as Tensor).view([...lead, weight.sizes[0]]) as Tensor
}

/**
 * x Wᵀ + b: `[..., in]` with a weight `[out, in]` and a bias `[out]` is `[..., out]`.
 * Errors: RuntimeError if the sizes or the dtypes do not fit.
 *
 * @see torch.nn.functional.linear
 * @example
 * F.linear(ones(1, 3), ones(2, 3), tensor([0, 1]))
 * // tensor([[3., 4.]])
 */
export const linear = <T extends Tensor, W extends Tensor>(
  input: T,
  weight: Arg<LinearBy<ShapeOf<T>, ShapeOf<W>>, W>,
  bias: Tensor | null | { bias?: Tensor | null } = null,
): Result<LinearBy<ShapeOf<T>, ShapeOf<W>>> =>
  affine(input, weight as Tensor, isTensor(bias) ? bias : (bias?.bias ?? null)) as Result<
    LinearBy<ShapeOf<T>, ShapeOf<W>>
  >
