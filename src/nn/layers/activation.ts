import type { SameFn } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { Layer } from './layer.js'

export interface InplaceOptions {
  /** Write into the input instead of a new tensor; false unless given. */
  inplace?: boolean
}

/** max(0, x). */
export class ReLU extends Layer<SameFn> {
  declare readonly inplace: boolean
  constructor(...options: [inplace?: boolean | InplaceOptions]) {
    super()
    this.inplace = named(options, { inplace: false }).inplace as boolean
  }
  protected run(input: Tensor): Tensor {
    return this.inplace ? (input.relu_() as Tensor) : input.relu()
  }
  override extraRepr(): string {
    return this.inplace ? 'inplace=True' : ''
  }
}
