/** A runtime of a few names, typed as the real one is, so that these tests do not wait for it. */
export type Shape = readonly number[]
// biome-ignore lint/suspicious/noExplicitAny: an unknown rank is `any`, as in the real type
export interface Tensor<out S extends Shape = any> {
  readonly shape: S
  /** Sum of all elements. */
  sum(): Tensor<[]>
  add(other: Tensor | number): Tensor<S>
  matmul<A extends number, K extends number, B extends number>(
    this: Tensor<[A, K]>,
    other: Tensor<[K, B]>,
  ): Tensor<[A, B]>
  /** A column needs two dimensions. */
  t(this: S extends [number, number] ? Tensor<S> : 't() expects a tensor with <= 2 dimensions, but self is 3D'): Tensor
  fit(other: 'mat1 and mat2 shapes cannot be multiplied (5x784 and 5x10)'): Tensor
  item(): number
}
/**
 * Normal random numbers.
 * @param size the shape
 */
export declare function randn<const S extends number[]>(...size: S): Tensor<S>
export declare function zeros<const S extends number[]>(...size: S): Tensor<S>
export declare function tensor(data: unknown): Tensor
export declare function manualSeed(seed: number): void
export declare namespace nn {
  class Module {
    training: boolean
  }
  class Linear<I extends number = number, O extends number = number> extends Module {
    constructor(inFeatures: I, outFeatures: O)
    weight: Tensor<[O, I]>
  }
}
export declare const html: (strings: TemplateStringsArray) => string
declare function variance(x: Tensor): Tensor

export { variance as var }
