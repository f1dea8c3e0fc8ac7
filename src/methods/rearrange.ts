import type {
  Arg,
  Diag,
  DiagEmbedBy,
  DiagonalNames,
  Flatten,
  MoveDim,
  Narrow,
  Piece,
  PieceAcross,
  RepeatInterleaved,
  Result,
  Rotated,
  RotationNames,
  SelectAt,
  ShapeOf,
  Transpose,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Elements in other places, and parts that are replaced. */
export interface Rearranging {
  /**
   * The elements shifted along dimensions (without: of the flattened tensor); what leaves at one end comes in at the other.
   *
   * @see torch.Tensor.roll
   * @example
   * tensor([1, 2, 3]).roll(1)
   * // tensor([3., 1., 2.])
   */
  roll<T extends Tensor>(
    this: T,
    shifts: number | readonly number[] | { shifts: number | readonly number[]; dims?: number | readonly number[] },
    dims?: number | readonly number[] | { dims: number | readonly number[] },
  ): Tensor<ShapeOf<T>>
  /**
   * Turned by 90° `k` times, from the first of two dimensions towards the second.
   *
   * @see torch.Tensor.rot90
   * @example
   * tensor([[1, 2], [3, 4]]).rot90()
   * // tensor([[2., 4.],
   * //         [1., 3.]])
   */
  rot90<
    T extends Tensor,
    const K extends number | RotationNames = 1,
    const D extends readonly number[] | RotationNames = [0, 1],
  >(this: T, k?: K, dims?: D): Rotated<ShapeOf<T>, K, D>
  /**
   * Columns in reverse order: a copy.
   *
   * @see torch.Tensor.fliplr
   * @example
   * tensor([[1, 2]]).fliplr()
   * // tensor([[2., 1.]])
   */
  fliplr<T extends Tensor>(this: T): Tensor<ShapeOf<T>>
  /**
   * Rows in reverse order: a copy.
   *
   * @see torch.Tensor.flipud
   * @example
   * tensor([[1], [2]]).flipud()
   * // tensor([[2.],
   * //         [1.]])
   */
  flipud<T extends Tensor>(this: T): Tensor<ShapeOf<T>>
  /**
   * Each element `repeats` times (a number, or one for each), one after the other; without a dim of the flattened tensor. A tensor of counts alone gives positions.
   *
   * @see torch.Tensor.repeat_interleave
   * @example
   * tensor([1, 2]).repeatInterleave(2)
   * // tensor([1., 1., 2., 2.])
   */
  repeatInterleave<
    T extends Tensor,
    const R extends number | Tensor | { repeats: number | Tensor; dim?: number | null } = Tensor,
    const D extends number | null | { dim: number | null } = null,
  >(
    this: T,
    repeats?: R,
    dim?: Arg<RepeatInterleaved<ShapeOf<T>, R, D>, D>,
  ): Result<RepeatInterleaved<ShapeOf<T>, R, D>>
  /**
   * A vector of all elements, in row-major order: a view, if it can be.
   *
   * @see torch.Tensor.ravel
   * @example
   * tensor([[1, 2], [3, 4]]).ravel()
   * // tensor([1., 2., 3., 4.])
   */
  ravel<T extends Tensor>(this: T): Result<Flatten<ShapeOf<T>, 0, -1>>
  /**
   * Another name of `movedim`.
   *
   * @see torch.Tensor.moveaxis
   * @example
   * zeros(2, 3, 4).moveaxis(0, -1).shape
   * // torch.Size([3, 4, 2])
   */
  moveaxis<T extends Tensor, const I extends number | readonly number[], const J extends number | readonly number[]>(
    this: T,
    source: Arg<MoveDim<ShapeOf<T>, I, J>, I>,
    destination: J,
  ): Result<MoveDim<ShapeOf<T>, I, J>>
  /**
   * Another name of `transpose`.
   *
   * @see torch.Tensor.swapaxes
   * @example
   * zeros(2, 3).swapaxes(0, 1).shape
   * // torch.Size([3, 2])
   */
  swapaxes<T extends Tensor, const I extends number, const J extends number>(
    this: T,
    dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
    dim1: J,
  ): Result<Transpose<ShapeOf<T>, I, J>>
  /**
   * Another name of `transpose`.
   *
   * @see torch.Tensor.swapdims
   * @example
   * zeros(2, 3).swapdims(0, 1).shape
   * // torch.Size([3, 2])
   */
  swapdims<T extends Tensor, const I extends number, const J extends number>(
    this: T,
    dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
    dim1: J,
  ): Result<Transpose<ShapeOf<T>, I, J>>
  /**
   * Of a real matrix the transpose.
   *
   * @see torch.Tensor.adjoint
   * @example
   * tensor([[1, 2], [3, 4]]).adjoint()
   * // tensor([[1., 3.],
   * //         [2., 4.]])
   */
  adjoint<T extends Tensor>(this: T): Result<Transpose<ShapeOf<T>, -2, -1>>
  /**
   * The matrix of a vector's diagonal; of a matrix a copy of its diagonal.
   *
   * @see torch.Tensor.diag
   * @example
   * tensor([1, 2]).diag()
   * // tensor([[1., 0.],
   * //         [0., 2.]])
   */
  diag<T extends Tensor, const O extends number | { diagonal?: number } = 0>(
    this: T,
    diagonal?: O,
  ): Result<Diag<ShapeOf<T>, O>>
  /**
   * Vectors (the last dimension) on the diagonals of matrices that are 0 elsewhere.
   *
   * @see torch.Tensor.diag_embed
   * @example
   * tensor([1, 2]).diagEmbed()
   * // tensor([[1., 0.],
   * //         [0., 2.]])
   */
  diagEmbed<T extends Tensor, const O extends number | DiagonalNames = 0, const D extends number = -2>(
    this: T,
    offset?: O,
    dim1?: D,
    dim2?: number,
  ): Result<DiagEmbedBy<ShapeOf<T>, O, D>>
  /**
   * All elements on the diagonal of a matrix.
   *
   * @see torch.Tensor.diagflat
   * @example
   * tensor([1, 2]).diagflat()
   * // tensor([[1., 0.],
   * //         [0., 2.]])
   */
  diagflat<T extends Tensor>(this: T, offset?: number | { offset?: number }): Tensor<[number, number]>
  /**
   * One slice along `dim`, which goes: a view.
   *
   * @see torch.Tensor.select
   * @example
   * tensor([[1, 2], [3, 4]]).select(0, 1)
   * // tensor([3., 4.])
   */
  select<T extends Tensor, const D extends number | { dim: number; index: number }>(
    this: T,
    dim: Arg<SelectAt<ShapeOf<T>, D>, D>,
    index?: number | { index: number },
  ): Result<SelectAt<ShapeOf<T>, D>>
  /**
   * So many pieces, the first ones larger by one if need be; or pieces that begin at the given places. Views.
   *
   * @see torch.Tensor.tensor_split
   * @example
   * arange(5).tensorSplit(2)
   * // [ tensor([0., 1., 2.]), tensor([3., 4.]) ]
   */
  tensorSplit<T extends Tensor, const D extends number | { dim: number } = 0>(
    this: T,
    indicesOrSections: number | readonly number[] | Tensor,
    dim?: Arg<Piece<ShapeOf<T>, D>, D>,
  ): Result<Piece<ShapeOf<T>, D>>[]
  /**
   * `tensorSplit` along dimension 1 (vectors: 0), into equal pieces.
   *
   * @see torch.Tensor.hsplit
   * @example
   * arange(4).hsplit(2)
   * // [ tensor([0., 1.]), tensor([2., 3.]) ]
   */
  hsplit<T extends Tensor>(this: T, indicesOrSections: number | readonly number[]): Result<PieceAcross<ShapeOf<T>>>[]
  /**
   * `tensorSplit` along dimension 0, into equal pieces.
   *
   * @see torch.Tensor.vsplit
   * @example
   * zeros(4, 1).vsplit(2).length
   * // 2
   */
  vsplit<T extends Tensor>(this: T, indicesOrSections: number | readonly number[]): Result<Piece<ShapeOf<T>, 0>>[]
  /**
   * `tensorSplit` along dimension 2, into equal pieces.
   *
   * @see torch.Tensor.dsplit
   * @example
   * zeros(1, 1, 4).dsplit(2).length
   * // 2
   */
  dsplit<T extends Tensor>(this: T, indicesOrSections: number | readonly number[]): Result<Piece<ShapeOf<T>, 2>>[]
  /**
   * Another name of `split`.
   *
   * @see torch.Tensor.unsafe_split
   * @example
   * arange(4).unsafeSplit(2)
   * // [ tensor([0., 1.]), tensor([2., 3.]) ]
   */
  unsafeSplit<T extends Tensor, const D extends number | { dim: number } = 0>(
    this: T,
    size: number | readonly number[],
    dim?: Arg<Piece<ShapeOf<T>, D>, D>,
  ): Result<Piece<ShapeOf<T>, D>>[]
  /**
   * `split` into pieces of the sizes given.
   *
   * @see torch.Tensor.split_with_sizes
   * @example
   * arange(4).splitWithSizes([1, 3])
   * // [ tensor([0.]), tensor([1., 2., 3.]) ]
   */
  splitWithSizes<T extends Tensor, const D extends number | { dim: number } = 0>(
    this: T,
    sizes: readonly number[],
    dim?: Arg<Piece<ShapeOf<T>, D>, D>,
  ): Result<Piece<ShapeOf<T>, D>>[]
  /**
   * Another name of `chunk`.
   *
   * @see torch.Tensor.unsafe_chunk
   * @example
   * arange(4).unsafeChunk(2)
   * // [ tensor([0., 1.]), tensor([2., 3.]) ]
   */
  unsafeChunk<T extends Tensor, const D extends number | { dim: number } = 0>(
    this: T,
    chunks: number,
    dim?: Arg<Piece<ShapeOf<T>, D>, D>,
  ): Result<Piece<ShapeOf<T>, D>>[]
  /**
   * `narrow`, copied.
   *
   * @see torch.Tensor.narrow_copy
   * @example
   * arange(5).narrowCopy(0, 1, 3)
   * // tensor([1., 2., 3.])
   */
  narrowCopy<T extends Tensor, const D extends number, const I extends number, const N extends number>(
    this: T,
    dim: D,
    start: Arg<Narrow<ShapeOf<T>, D, I, N>, I>,
    length: N,
  ): Result<Narrow<ShapeOf<T>, D, I, N>>
  /**
   * `src` in the place of one slice along `dim`.
   *
   * @see torch.Tensor.select_scatter
   * @example
   * zeros(2, 2).selectScatter(tensor([1, 2]), 0, 1)
   * // tensor([[0., 0.],
   * //         [1., 2.]])
   */
  selectScatter<T extends Tensor>(this: T, src: Tensor, dim: number, index: number): Tensor<ShapeOf<T>>
  /**
   * `src` in the place of the slices from `start` to `end` in steps.
   *
   * @see torch.Tensor.slice_scatter
   * @example
   * zeros(4).sliceScatter(tensor([1, 2]), 0, 1, 3)
   * // tensor([0., 1., 2., 0.])
   */
  sliceScatter<T extends Tensor>(
    this: T,
    src: Tensor,
    dim?: number,
    start?: number | null,
    end?: number | null,
    step?: number,
  ): Tensor<ShapeOf<T>>
  /**
   * `src` in the place of a diagonal.
   *
   * @see torch.Tensor.diagonal_scatter
   * @example
   * zeros(2, 2).diagonalScatter(tensor([1, 2]))
   * // tensor([[1., 0.],
   * //         [0., 2.]])
   */
  diagonalScatter<T extends Tensor>(
    this: T,
    src: Tensor,
    offset?: number,
    dim1?: number,
    dim2?: number,
  ): Tensor<ShapeOf<T>>
  /**
   * Another name of `nonzero`.
   *
   * @see torch.Tensor.argwhere
   * @example
   * tensor([0, 3]).argwhere()
   * // tensor([[1]])
   */
  argwhere<T extends Tensor>(this: T): Tensor<[number, number]>
}
