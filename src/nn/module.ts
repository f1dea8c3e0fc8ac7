import { noGrad } from '../autograd/scopes.js'
import type { DType } from '../dtype.js'
import type { Tensor } from '../tensor.js'
import { ModuleTree } from './module-tree.js'
import { reprOf } from './repr.js'
import { type LoadResult, loadStateDict, type StateDict, stateDict } from './state-dict.js'

/**
 * What all modules can do. It has no types for calls: `Module` takes them from `forward`, a `Layer` from its function on
 * shapes.
 *
 * @example
 * new nn.ReLU() instanceof nn.Module
 * // true
 */
export class BaseModule extends ModuleTree {
  /** In training mode? Dropout and batch norm behave differently then. */
  declare training: boolean

  constructor() {
    super()
    Object.defineProperty(this, 'training', { value: true, writable: true, enumerable: false })
  }

  /** The name that is printed: the class's. */
  protected get name_(): string {
    return this.constructor.name
  }

  /**
   * What stands in the parentheses of the printed module.
   *
   * @see torch.nn.Module.extra_repr
   * @example
   * new nn.Linear(3, 2).extraRepr()
   * // 'in_features=3, out_features=2, bias=True'
   */
  extraRepr(): string {
    return ''
  }

  /**
   * Parameters and buffers by PyTorch's names; the tensors share their memory with the module.
   *
   * @see torch.nn.Module.state_dict
   * @example
   * Object.keys(new nn.Linear(3, 2).stateDict())
   * // [ 'weight', 'bias' ]
   */
  stateDict(): StateDict {
    return stateDict(this)
  }

  /**
   * Copies values in. Errors: RuntimeError that lists missing and unexpected keys and sizes that differ.
   *
   * @see torch.nn.Module.load_state_dict
   * @example
   * const a = new nn.Linear(3, 2)
   * const b = new nn.Linear(3, 2)
   * b.loadStateDict(a.stateDict())
   * // { missingKeys: [], unexpectedKeys: [] }
   */
  loadStateDict(state: StateDict, options: { strict?: boolean } = {}): LoadResult {
    return loadStateDict(this, state, options)
  }

  /**
   * Runs `f` on every module, children first.
   *
   * @see torch.nn.Module.apply
   * @example
   * const m = new nn.Sequential(new nn.Linear(2, 1))
   * m.apply((layer) => layer instanceof nn.Linear && nn.init.ones_(layer.weight))
   * m.at(0).weight
   * // Parameter containing:
   * // tensor([[1., 1.]], requires_grad=True)
   */
  apply(f: (module: AnyModule) => void): this {
    for (const child of this.children()) child.apply(f)
    f(this as BaseModule as AnyModule)
    return this
  }

  /**
   * Training mode on (or off) here and below.
   *
   * @see torch.nn.Module.train
   * @example
   * new nn.Dropout().train(false).training
   * // false
   */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode
    return this
  }

  /**
   * Evaluation mode: `train(false)`. Returns the module.
   *
   * @see torch.nn.Module.eval
   * @example
   * new nn.Dropout().eval().training
   * // false
   */
  eval(): this {
    return this.train(false)
  }

  /**
   * All gradients gone.
   *
   * @see torch.nn.Module.zero_grad
   * @example
   * const layer = new nn.Linear(2, 1)
   * layer(ones(1, 2)).sum().backward()
   * layer.zeroGrad()
   * layer.weight.grad
   * // null
   */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null
  }

  /**
   * Asks autograd to record what is done with the parameters, or to stop. Returns the module.
   *
   * @see torch.nn.Module.requires_grad_
   * @example
   * new nn.Linear(2, 1).requiresGrad_(false).weight.requiresGrad
   * // false
   */
  requiresGrad_(on = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(on)
    return this
  }

  /**
   * Parameters and float buffers in another dtype, in place.
   *
   * @see torch.nn.Module.to
   * @example
   * new nn.Linear(2, 1).to('float64').weight.dtype
   * // 'float64'
   */
  to(dtype: DType): this {
    noGrad(() => {
      for (const tensor of [...this.parameters(), ...this.buffers()])
        if (tensor.isFloatingPoint()) tensor.store = (tensor.detach().to(dtype).contiguous() as Tensor).store
    })
    return this
  }
  /**
   * Parameters and buffers of floats as float32, in place. Returns the module.
   *
   * @see torch.nn.Module.float
   * @example
   * new nn.Linear(2, 1).double().float().weight.dtype
   * // 'float32'
   */
  float(): this {
    return this.to('float32')
  }
  /**
   * Parameters and buffers of floats as float64, in place. Returns the module.
   *
   * @see torch.nn.Module.double
   * @example
   * new nn.Linear(2, 1).double().weight.dtype
   * // 'float64'
   */
  double(): this {
    return this.to('float64')
  }

  override toString(): string {
    return reprOf(this, this.name_, this.extraRepr())
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * The base of all models. Write `forward`; call the instance. Parameters and modules are found by assignment:
 * `this.lin = new nn.Linear(784, 10)`.
 *
 * @see torch.nn.Module
 * @example
 * class Double extends nn.Module {
 *   forward(x: Tensor) {
 *     return x.mul(2)
 *   }
 * }
 * new Double()(tensor([1, 2]))
 * // tensor([2., 4.])
 */
export class Module extends BaseModule {}

// Calling a module runs its `forward`, and has its types. (Parameters are contravariant: `never` takes any forward.)
export interface Module {
  (
    ...args: this extends { forward(...args: infer P): unknown } ? P : never
  ): this extends {
    forward(...args: never[]): infer R
  }
    ? R
    : unknown
}

/** `Module` for classes that give their calls types of their own, or cannot be called. */
export const UntypedModule = Module as unknown as abstract new () => BaseModule

/** Some module, of which nothing more is known: it takes what it takes, and usually gives a tensor. */
export interface AnyModule extends BaseModule {
  (...inputs: unknown[]): Tensor
}

export { isModule } from './module-tree.js'
