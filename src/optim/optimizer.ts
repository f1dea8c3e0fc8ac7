import { enableGrad, noGrad } from '../autograd/scopes.js'
import { RuntimeError, ValueError } from '../errors.js'
import { inPython, pythonNumber } from '../nn/python.js'
import { kindOf } from '../ops/arguments.js'
import { Tensor } from '../tensor.js'

/** The options of a group: its numbers and switches, by camelCase name. They can be read and set at any time. */
export type Options = Record<string, unknown>
export type ParamGroup<O extends object> = { params: Tensor[] } & Required<O>
/** Groups of parameters with options of their own. */
export type GroupInput<O extends object> = { params: Iterable<Tensor> | Tensor } & Partial<O>
export type Params<O extends object> = Iterable<Tensor> | Iterable<GroupInput<O>>

/** What an optimizer keeps for one parameter: tensors, and the number of its steps. */
export type ParamState = Record<string, Tensor | number | null>

/** A state dict: what each parameter has, by its position, and the groups with positions for parameters. */
export interface OptimizerState {
  state: Record<number, Record<string, Tensor | number | null>>
  paramGroups: (Options & { params: number[] })[]
}

type Hook = () => void

/**
 * The base of all optimizers: groups of parameters, their state, and what is done with both. A subclass writes `update`,
 * which steps all parameters of a group.
 *
 * @see torch.optim.Optimizer
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * const opt = new optim.SGD([w], { lr: 0.1 })
 * w.square().sum().backward()
 * opt.step()
 * w
 * // tensor([0.8000], requires_grad=True)
 */
export abstract class Optimizer<O extends object> {
  readonly paramGroups: ParamGroup<O>[] = []
  /** @internal */
  readonly state = new Map<Tensor, ParamState>()

  constructor(
    params: Params<O>,
    readonly defaults: Required<O>,
  ) {
    if (params instanceof Tensor)
      throw new TypeError(
        `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${(params as Tensor).type()}`,
      )
    const list = [...(params as Iterable<Tensor | GroupInput<O>>)]
    if (list.length === 0) throw new ValueError('optimizer got an empty parameter list')
    if (list[0] instanceof Tensor || typeof list[0] !== 'object' || !('params' in (list[0] as object)))
      this.addParamGroup({ params: list as Tensor[] } as unknown as GroupInput<O>)
    else for (const group of list) this.addParamGroup(group as GroupInput<O>)
  }

  /** @internal Steps the parameters of a group that have a gradient. Nothing is recorded. */
  protected abstract update(group: ParamGroup<O>): void

  /**
   * Adds a group, whose missing options are the optimizer's defaults.
   *
   * @see torch.optim.Optimizer.add_param_group
   * @example
   * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 0.1 })
   * opt.addParamGroup({ params: [ones(2, { requiresGrad: true })], lr: 1 })
   * opt.paramGroups.map(({ lr }) => lr)
   * // [ 0.1, 1 ]
   */
  addParamGroup(group: GroupInput<O>): void {
    if (typeof group !== 'object' || group === null)
      throw new TypeError(`param_group must be a dict, but got ${typeof group}`)
    const params = group.params instanceof Tensor ? [group.params] : [...group.params]
    for (const p of params) {
      if (!(p instanceof Tensor))
        throw new TypeError(`optimizer can only optimize Tensors, but one of the params is ${kindOf(p)}`)
      if (!p.isLeaf) throw new ValueError("can't optimize a non-leaf Tensor")
    }
    if (new Set(params).size !== params.length)
      console.warn(
        'UserWarning: optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; see github.com/pytorch/pytorch/issues/40967 for more information',
      )
    const taken = new Set(this.paramGroups.flatMap((g) => g.params))
    if (params.some((p) => taken.has(p)))
      throw new ValueError('some parameters appear in more than one parameter group')
    this.paramGroups.push({ ...this.defaults, ...definedOf(group), params } as unknown as ParamGroup<O>)
  }

  /**
   * All gradients gone, or, with `setToNone: false`, zero.
   *
   * @see torch.optim.Optimizer.zero_grad
   * @example
   * const w = tensor([1], { requiresGrad: true })
   * const opt = new optim.SGD([w], { lr: 0.1 })
   * w.sum().backward()
   * opt.zeroGrad()
   * w.grad
   * // null
   */
  zeroGrad({ setToNone = true }: { setToNone?: boolean } = {}): void {
    for (const { params } of this.paramGroups)
      for (const p of params) {
        if (p.grad === null) continue
        if (setToNone) p.grad = null
        else p.grad = p.grad.detach().zero_() as Tensor
      }
  }

  /**
   * One step with the gradients that are there. A closure computes the loss anew; its result is given back.
   *
   * @see torch.optim.Optimizer.step
   * @example
   * const w = tensor([1], { requiresGrad: true })
   * const opt = new optim.SGD([w], { lr: 0.1 })
   * w.square().sum().backward()
   * opt.step()
   * w
   * // tensor([0.8000], requires_grad=True)
   */
  step(): undefined
  step<R>(closure: () => R): R
  step<R>(closure?: () => R): R | undefined {
    const loss = closure === undefined ? undefined : enableGrad(closure)
    noGrad(() => {
      for (const group of this.paramGroups) this.update(group)
    })
    for (const hook of this.afterStep) hook()
    return loss
  }
  /** @internal What schedulers ask to be told. */
  readonly afterStep: Hook[] = []

  /** @internal The state of a parameter, made when it is first asked for. */
  protected stateOf<S extends ParamState>(p: Tensor, make: () => S): S {
    let state = this.state.get(p) as S | undefined
    if (state === undefined) {
      state = make()
      this.state.set(p, state)
    }
    return state
  }

  /**
   * The parameters' state by position, and the groups. Tensors are shared with the optimizer.
   *
   * @see torch.optim.Optimizer.state_dict
   * @example
   * Object.keys(new optim.SGD([ones(1, { requiresGrad: true })], { lr: 0.1 }).stateDict())
   * // [ 'state', 'paramGroups' ]
   */
  stateDict(): OptimizerState {
    const order = this.paramGroups.flatMap((g) => g.params)
    const position = new Map(order.map((p, i) => [p, i]))
    const state: OptimizerState['state'] = {}
    for (const [i, p] of order.entries()) {
      const own = this.state.get(p)
      if (own !== undefined) state[i] = { ...own }
    }
    const paramGroups = this.paramGroups.map((g) => ({
      ...(g as Options),
      params: g.params.map((p) => position.get(p) as number),
    }))
    return { state, paramGroups }
  }

  /**
   * Takes over a state dict. Errors: ValueError if its groups are not of the same sizes.
   *
   * @see torch.optim.Optimizer.load_state_dict
   * @example
   * const w = ones(1, { requiresGrad: true })
   * const opt = new optim.SGD([w], { lr: 0.1 })
   * opt.loadStateDict(new optim.SGD([w], { lr: 0.5 }).stateDict())
   * opt.paramGroups[0].lr
   * // 0.5
   */
  loadStateDict({ state, paramGroups }: OptimizerState): void {
    if (paramGroups.length !== this.paramGroups.length)
      throw new ValueError('loaded state dict has a different number of parameter groups')
    if (paramGroups.some((g, i) => g.params.length !== this.paramGroups[i].params.length))
      throw new ValueError(
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
      )
    this.state.clear()
    for (const [i, group] of paramGroups.entries()) {
      const { params: places, ...options } = group
      const { params } = this.paramGroups[i]
      Object.assign(this.paramGroups[i], options, { params })
      for (const [k, place] of places.entries()) {
        const own = state[place]
        if (own === undefined) continue
        const copy = Object.entries(own).map(([name, value]) => [
          name,
          value instanceof Tensor ? (value.detach().clone().to(params[k].dtype) as Tensor) : value,
        ])
        this.state.set(params[k], Object.fromEntries(copy) as ParamState)
      }
    }
  }

  /** What PyTorch prints: the groups with their options in alphabetical order. */
  toString(): string {
    const lines = [`${this.constructor.name} (`]
    for (const [i, group] of this.paramGroups.entries()) {
      const { params: _, ...options } = group as Options
      const shown = Object.entries({ ...UNUSED, ...this.unused, ...options }).map(([name, value]) => [
        snake(name),
        value,
      ])
      if (i > 0) lines.push('')
      lines.push(`Parameter Group ${i}`)
      for (const [name, value] of shown.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
        lines.push(`    ${name}: ${inPython(value)}`)
    }
    return `${lines.join('\n')}\n)`
  }
  /** @internal Options that PyTorch prints and that mean nothing here. */
  protected get unused(): Options {
    return {}
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** Switches for how PyTorch computes a step; here there is one way. */
const UNUSED: Options = { differentiable: false, foreach: null }

const definedOf = (group: object): object =>
  Object.fromEntries(Object.entries(group).filter(([, v]) => v !== undefined))
const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** Refuses what no optimizer can take. */
export function checkAtLeastZero(value: number, what: string): void {
  if (!(value >= 0)) throw new ValueError(`Invalid ${what}: ${pythonNumber(value)}`)
}

/** A gradient that `update` may read: the one for descent. */
export const gradientOf = (p: Tensor, maximize: boolean): Tensor => {
  if (p.grad === null) throw new RuntimeError('a parameter without a gradient cannot be stepped')
  return maximize ? (p.grad.neg() as Tensor) : p.grad
}
