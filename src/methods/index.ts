import type { Shape } from '../shape/types/index.js'

/** Every method of a tensor, one interface per family. */
// biome-ignore lint/suspicious/noEmptyInterface: families join here as they come.
export interface Methods<S extends Shape> {}
