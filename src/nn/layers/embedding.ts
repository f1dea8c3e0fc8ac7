import { noGrad } from '../../autograd/scopes.js'
import { RuntimeError } from '../../errors.js'
import type { EmbeddingFn } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named, required } from '../arguments.js'
import { looked } from '../functional/embedding.js'
import { normal_ } from '../init/index.js'
import { Parameter } from '../parameter.js'
import { Layer } from './layer.js'

export interface EmbeddingOptions {
  /** A row that starts as zeros and gets no gradient; counted from the end if negative. */
  paddingIdx?: number | null
}

/**
 * A learned vector for each index: `[...]` → `[..., embeddingDim]`, drawn from the standard normal.
 *
 * @see torch.nn.Embedding
 * @example
 * manualSeed(0)
 * new nn.Embedding(10, 3)(tensor([1, 4], { dtype: 'int64' })).shape
 * // torch.Size([2, 3])
 */
export class Embedding<const N extends number = number, const D extends number = number> extends Layer<EmbeddingFn<D>> {
  declare readonly numEmbeddings: N
  declare readonly embeddingDim: D
  declare readonly paddingIdx: number | null
  declare weight: Parameter<[N, D]>

  constructor(numEmbeddings: N, embeddingDim: D, ...options: [paddingIdx?: number | null | EmbeddingOptions])
  constructor(numEmbeddings: N, options: { embeddingDim: D } & EmbeddingOptions)
  constructor(options: { numEmbeddings: N; embeddingDim: D } & EmbeddingOptions)
  constructor(...args: readonly unknown[]) {
    super()
    const { numEmbeddings, embeddingDim, paddingIdx } = named(args, {
      numEmbeddings: required<N>(),
      embeddingDim: required<D>(),
      paddingIdx: null as number | null,
    })
    if (paddingIdx !== null && (paddingIdx >= numEmbeddings || paddingIdx < -numEmbeddings))
      throw new RuntimeError('Padding_idx must be within num_embeddings')
    this.numEmbeddings = numEmbeddings
    this.embeddingDim = embeddingDim
    this.paddingIdx = paddingIdx !== null && paddingIdx < 0 ? paddingIdx + numEmbeddings : paddingIdx
    this.weight = new Parameter(Tensor.empty([numEmbeddings, embeddingDim], 'float32')) as Parameter<[N, D]>
    this.resetParameters()
  }

  /**
   * Draws the weights anew: normal, and zeros at `paddingIdx`.
   *
   * @see torch.nn.Embedding.reset_parameters
   * @example
   * const layer = new nn.Embedding(2, 2)
   * manualSeed(0)
   * layer.resetParameters()
   * layer.weight
   * // Parameter containing:
   * // tensor([[ 1.5410, -0.2934],
   * //         [-2.1788,  0.5684]], requires_grad=True)
   */
  resetParameters(): void {
    normal_(this.weight)
    const { paddingIdx } = this
    if (paddingIdx !== null) noGrad(() => ((this.weight as Tensor).at(paddingIdx) as Tensor).zero_())
  }

  protected run(input: Tensor): Tensor {
    return looked(input, this.weight as Tensor, this.paddingIdx)
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`
    return `${this.numEmbeddings}, ${this.embeddingDim}${padding}`
  }
}
