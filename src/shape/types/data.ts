import type { Shape } from './core.js'

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array | BigInt64Array

/** What `tensor` takes: a number, lists of numbers, lists of lists … */
export type Nested = number | boolean | bigint | TypedArray | readonly Nested[]

/** The shape of nested lists: read off the first row; unknown lengths are `number`. */
export type DataShape<D, Out extends Shape = []> = [Nested] extends [D]
  ? any
  : D extends readonly unknown[]
    ? number extends D['length']
      ? DataShape<D[number], [...Out, number]>
      : D extends readonly [infer Row, ...unknown[]]
        ? [D[number]] extends [readonly unknown[] | TypedArray]
          ? DataShape<Row, [...Out, D['length']]>
          : [...Out, D['length']]
        : [...Out, 0]
    : D extends TypedArray
      ? [...Out, number]
      : Out
