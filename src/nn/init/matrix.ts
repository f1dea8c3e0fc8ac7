import { ValueError } from '../../errors.js'
import { defaultGenerator } from '../../random/generator.js'
import { permutation } from '../../random/integers.js'
import type { Shape } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { type Drawn, gainOf, silently, together, type XavierInit } from './options.js'
import { orthonormal } from './orthonormal.js'

/**
 * Rows (or columns, if there are fewer) that are orthonormal, times `gain`. Errors: ValueError below 2 dimensions.
 *
 * @see torch.nn.init.orthogonal_
 * @example
 * manualSeed(0)
 * nn.init.orthogonal_(zeros(3, 2)).shape
 * // torch.Size([3, 2])
 */
export const orthogonal_ = <S extends Shape>(
  tensor: Tensor<S>,
  gain: number | XavierInit = 1,
  options?: XavierInit,
): Tensor<S> => {
  if (tensor.ndim < 2) throw new ValueError('Only tensors with 2 or more dimensions are supported')
  if (tensor.numel() === 0) return tensor
  const o = gainOf(gain, options)
  const rows = tensor.sizes[0]
  const cols = tensor.numel() / rows
  return silently(tensor, (x) => {
    const drawn = Tensor.empty([rows, cols], x.dtype).normal_(0, 1, { generator: o.generator }) as Tensor
    const q = orthonormal(drawn.to('float64') as Tensor)
    x.copy_((q.view([...x.sizes]) as Tensor).mul(o.gain) as Tensor)
  })
}

export interface SparseInit extends Drawn {
  std?: number
}
/**
 * A matrix of normals (std 0.01 unless given) in whose columns the share `sparsity` is 0. Errors: ValueError.
 *
 * @see torch.nn.init.sparse_
 * @example
 * manualSeed(0)
 * nn.init.sparse_(zeros(4, 2), 0.5).countNonzero()
 * // tensor(4)
 */
export const sparse_ = <S extends Shape>(
  tensor: Tensor<S>,
  sparsity: number,
  std?: number | SparseInit,
  options?: SparseInit,
): Tensor<S> => {
  if (tensor.ndim !== 2) throw new ValueError('Only tensors with 2 dimensions are supported')
  const o = together<SparseInit>(['std'], [std, options])
  const [rows, cols] = tensor.sizes
  const zeros = Math.ceil(sparsity * rows)
  return silently(tensor, (x) => {
    x.normal_(0, o.std ?? 0.01, { generator: o.generator })
    // As in PyTorch, which rows go is drawn from the default generator.
    for (let c = 0; c < cols; c++)
      for (const r of permutation(rows, defaultGenerator.words).subarray(0, zeros)) x.detach().set([r, c], 0)
  })
}
