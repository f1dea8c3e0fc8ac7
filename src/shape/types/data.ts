import type { Tensor } from '../../tensor.js'
import type { Shape, ShapeOf } from './core.js'

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array | BigInt64Array

/** What `tensor` takes: a number, lists of numbers, lists of lists …; one-element tensors count as numbers. */
export type Nested = number | boolean | bigint | Tensor | TypedArray | readonly Nested[]

/** The shape of nested lists, read off the first row; unknown lengths are `number`. */
export type DataShape<D> = D extends Tensor ? ShapeOf<D> : D extends TypedArray ? [number] : ListShape<D>

type ListShape<D, Out extends Shape = []> = [Nested] extends [D]
  ? any
  : D extends readonly unknown[]
    ? number extends D['length']
      ? ListShape<D[number], [...Out, number]>
      : D extends readonly [infer First, ...unknown[]]
        ? ListShape<First, [...Out, D['length']]>
        : [...Out, 0]
    : Out

/**
 * The data as they are, or the message where a row has another length than the first one. Two levels are looked at: that
 * is where people type data.
 */
export type Even<D> = D extends readonly [infer First extends readonly unknown[], ...unknown[]]
  ? D[number] extends { length: First['length'] }
    ? D
    : Uneven<D, First['length']>
  : D
type Uneven<D extends readonly unknown[], N extends number> =
  Exclude<Lengths<D[number]>, N> extends infer M
    ? M extends number
      ? `expected sequence of length ${N} at dim 1 (got ${M})`
      : 'not a sequence'
    : never
type Lengths<R> = R extends readonly unknown[] ? R['length'] : null
