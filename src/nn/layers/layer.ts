import type { Apply, Arg, Fn, fnKey, Result, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { UntypedModule } from '../module.js'

/**
 * A module of one tensor, whose result's shape is the function `F` of its input's.
 *
 * @example
 * new nn.Linear(3, 2) instanceof nn.Module
 * // true
 */
export abstract class Layer<F extends Fn> extends UntypedModule {
  declare readonly [fnKey]: F

  /** @internal What the layer computes, of plain tensors. */
  protected abstract run(input: Tensor): Tensor

  /**
   * What the layer computes of its input.
   *
   * @example
   * new nn.Conv1d(1, 2, 3).forward(zeros(1, 1, 8)).shape
   * // torch.Size([1, 2, 6])
   */
  forward<T extends Tensor>(input: Arg<Apply<F, ShapeOf<T>>, T>): Result<Apply<F, ShapeOf<T>>> {
    return this.run(input as Tensor) as Result<Apply<F, ShapeOf<T>>>
  }
}

// Not by inference from `forward`, as in Module: that would lose the type parameter, and with it the sizes.
export interface Layer<F extends Fn> {
  <T extends Tensor>(input: Arg<Apply<F, ShapeOf<T>>, T>): Result<Apply<F, ShapeOf<T>>>
}
