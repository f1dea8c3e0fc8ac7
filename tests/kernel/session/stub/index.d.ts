/** The runtime of these tests: the real functions of a cell, and one printed class. */
export * from '../../../../src/display/index.js'

export declare class Matrix {
  constructor(text: string)
  toString(): string
}
export declare function fail(message: string): never
export declare function withFlag<T>(body: () => T): T
export declare function flag(): boolean
