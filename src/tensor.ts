import { AutogradMeta, historyOf, type Node, needsGrad } from './autograd/graph.js'
import { assignGrad, warnOfInnerGrad } from './autograd/leaf.js'
import { type Data, type DType, dtypes } from './dtype.js'
import type { Methods } from './methods/index.js'
import { formatTensor } from './print.js'
import { noDimensions, wrapDim } from './shape/dims.js'
import { Size } from './shape/size.js'
import { contiguousStrides, isContiguous, numelOf } from './shape/strides.js'
import type { Arg, Dim, Shape, SizeAlong, Sizes, shapeKey } from './shape/types/index.js'
import { Storage } from './storage.js'

/**
 * A tensor: a view (shape, strides, offset) of a storage. Its methods come from the op tables in `ops/`, which install
 * them on the prototype; `methods/` declares their types and documentation, one line each.
 *
 * `S` is the shape as a type: `Tensor<[5, 784]>`, with `number` for a size that is not known. A plain `Tensor` has
 * a shape that only the run time knows.
 *
 * @see torch.Tensor
 * @example
 * const x = tensor([[1, 2], [3, 4]])
 * x.matmul(x.t())
 * // tensor([[ 5., 11.],
 * //         [11., 25.]])
 */
// biome-ignore lint/suspicious/noTsIgnore: the compiler finds the error or not, as the order goes in which it checks files
// @ts-ignore TS2636: `shape` is read by conditions on S, for which TypeScript cannot prove `out`. It holds.
export class Tensor<out S extends Shape = any> {
  declare readonly [shapeKey]: S

  /** @internal */ meta: AutogradMeta | null = null
  /** @internal */ size_: Size | null = null
  /** @internal The tensor that this is a view of, for in-place ops: they change the history of both. */
  base: Tensor | null = null
  /** @internal How a view was made: views from `noGrad`, or one of several, cannot be changed with a gradient. */
  creation: 'single' | 'noGrad' | 'inference' | 'multiple' = 'single'

  /** @internal */
  constructor(
    /** @internal */ public store: Storage,
    /** @internal */ public sizes: readonly number[],
    /** @internal */ public strides: readonly number[],
    /** @internal */ public offset: number,
  ) {}

  /** @internal A fresh tensor whose content is undefined: the caller writes all of it. */
  static empty(sizes: readonly number[], dtype: DType): Tensor {
    return new Tensor(Storage.empty(numelOf(sizes), dtype), sizes, contiguousStrides(sizes), 0)
  }

  /** @internal A tensor over data that nobody else holds. */
  static own(data: Data, dtype: DType, sizes: readonly number[]): Tensor {
    return new Tensor(new Storage(data, dtype), sizes, contiguousStrides(sizes), 0)
  }

  /** @internal Another view of the same storage. */
  alias(sizes: readonly number[], strides: readonly number[], offset: number): Tensor {
    return new Tensor(this.store, sizes, strides, offset)
  }

  /** @internal */
  ensureMeta(): AutogradMeta {
    this.meta ??= new AutogradMeta()
    return this.meta
  }

  /** @internal The memory, shared by all views. */
  get data_(): Data {
    return this.store.data
  }

  /** The element type, such as `'float32'`. */
  get dtype(): DType {
    return this.store.dtype
  }

  /** The sizes, printed as `torch.Size([5, 784])`. */
  get shape(): Sizes<S> {
    this.size_ ??= Size.copy(this.sizes)
    // The run-time list has the literal sizes that the type tells.
    return this.size_ as unknown as Sizes<S>
  }

  /** Always `cpu`. */
  get device(): string {
    return 'cpu'
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.sizes.length
  }

  /** Does autograd record what is done with this tensor? */
  get requiresGrad(): boolean {
    return needsGrad(this)
  }

  set requiresGrad(on: boolean) {
    this.requiresGrad_(on)
  }

  /** What `backward` has added up here; null before. Of inner tensors only after `retainGrad`. */
  get grad(): Tensor<S> | null {
    const { meta } = this
    if (meta === null) return null
    if (meta.grad === null && meta.node !== null && !meta.retainsGrad) warnOfInnerGrad()
    return meta.grad
  }

  set grad(gradient: Tensor<S> | null) {
    assignGrad(this, gradient)
  }

  /** The op that made this tensor, if it was recorded: `x.gradFn.name()` is `'MulBackward0'`. */
  get gradFn(): Node | null {
    return historyOf(this)
  }

  /** Made by the user, not by a recorded op. */
  get isLeaf(): boolean {
    return this.gradFn === null
  }

  /**
   * The number of dimensions.
   *
   * @see torch.Tensor.dim
   * @example
   * zeros(2, 3).dim()
   * // 2
   */
  dim(): number {
    return this.sizes.length
  }

  /**
   * The sizes, or the size of one dimension.
   *
   * @see torch.Tensor.size
   * @example
   * zeros(2, 3).size(1)
   * // 3
   */
  size(): Size
  size<const D extends number>(dim: Arg<Dim<S, D>, D>): SizeAlong<S, D>
  size(dim?: number): Size | number {
    if (dim === undefined) return Size.copy(this.sizes)
    if (this.sizes.length === 0) throw noDimensions(dim)
    return this.sizes[wrapDim(dim, this.sizes.length)]
  }

  /**
   * The number of elements.
   *
   * @see torch.Tensor.numel
   * @example
   * zeros(2, 3).numel()
   * // 6
   */
  numel(): number {
    return numelOf(this.sizes)
  }

  /**
   * Steps between neighbours along each dimension, in elements; 0 where a dimension repeats.
   *
   * @see torch.Tensor.stride
   * @example
   * zeros(2, 3).stride()
   * // [ 3, 1 ]
   */
  stride(): number[]
  stride(dim: number): number
  stride(dim?: number): number[] | number {
    if (dim === undefined) return [...this.strides]
    return this.strides[wrapDim(dim, this.sizes.length)]
  }

  /**
   * Where the first element lies in the storage, in elements.
   *
   * @see torch.Tensor.storage_offset
   * @example
   * arange(5).at('2:').storageOffset()
   * // 2
   */
  storageOffset(): number {
    return this.offset
  }

  /**
   * The memory behind this tensor, shared with every view of it.
   *
   * @see torch.Tensor.storage
   * @example
   * const x = arange(3)
   * x.view(3, 1).storage() === x.storage()
   * // true
   */
  storage(): Storage {
    return this.store
  }

  /**
   * Are the elements adjacent in row-major order?
   *
   * @see torch.Tensor.is_contiguous
   * @example
   * zeros(2, 3).t().isContiguous()
   * // false
   */
  isContiguous(): boolean {
    return isContiguous(this.sizes, this.strides)
  }

  /**
   * PyTorch's legacy type name, such as `torch.FloatTensor`; with a dtype the tensor in that dtype, as `to` gives it.
   *
   * @see torch.Tensor.type
   * @example
   * zeros(2).type()
   * // 'torch.FloatTensor'
   */
  type(): string
  type(dtype: DType): Tensor<S>
  type(dtype?: DType): string | Tensor<S> {
    return dtype === undefined ? `torch.${dtypes[this.dtype].legacy}Tensor` : this.to(dtype)
  }

  /**
   * Is the dtype float32 or float64?
   *
   * @see torch.Tensor.is_floating_point
   * @example
   * zeros(2).isFloatingPoint()
   * // true
   */
  isFloatingPoint(): boolean {
    return dtypes[this.dtype].category === 2
  }

  /** What PyTorch prints. */
  toString(): string {
    return formatTensor(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

// The op tables install these on the prototype when `index.ts` is loaded.
// `methods/` types what `ops/` installs; a test compares both lists.
// biome-ignore lint/suspicious/noTsIgnore: as above
// @ts-ignore TS2636, as above
export interface Tensor<out S extends Shape = any> extends Methods<S> {}
