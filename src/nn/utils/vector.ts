import { cat } from '../../ops/join.js'
import type { Tensor } from '../../tensor.js'

/**
 * All parameters, one after the other, as one vector.
 *
 * @see torch.nn.utils.parameters_to_vector
 * @example
 * nn.utils.parametersToVector([ones(2), zeros(1)])
 * // tensor([1., 1., 0.])
 */
export const parametersToVector = (parameters: Iterable<Tensor>): Tensor =>
  cat([...parameters].map((p) => p.reshape(-1) as Tensor))

/**
 * Cuts a vector up again: the parameters become views of its pieces, as in PyTorch.
 *
 * @see torch.nn.utils.vector_to_parameters
 * @example
 * const x = zeros(2, 1)
 * nn.utils.vectorToParameters(tensor([1, 2]), [x])
 * x
 * // tensor([[1.],
 * //         [2.]])
 */
export function vectorToParameters(vector: Tensor, parameters: Iterable<Tensor>): void {
  let from = 0
  for (const p of parameters) {
    const piece = (vector.detach().narrow(0, from, p.numel()) as Tensor).view([...p.sizes]) as Tensor
    p.store = piece.store
    p.strides = piece.strides
    p.offset = piece.offset
    from += p.numel()
  }
}
