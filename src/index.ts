/** The public face of tsgrad: what `import … from 'tsgrad'` gives, and what is in scope in every cell. */
export type { DType } from './dtype.js'
export { engine } from './engine/index.js'
export { IndexError, RuntimeError, ValueError } from './errors.js'
export { setPrintoptions } from './print.js'
export { Size } from './shape/size.js'
export { Tensor } from './tensor.js'
