export type Shape = readonly number[]
export declare const shapeKey: unique symbol
export type Sizes<S extends Shape> = number extends S['length'] ? readonly number[] : Readonly<S>
