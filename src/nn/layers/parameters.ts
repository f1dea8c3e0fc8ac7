import { IndexError } from '../../errors.js'
import { Tensor } from '../../tensor.js'
import { UntypedModule } from '../module.js'
import { Parameter } from '../parameter.js'
import { Keyed } from './keyed.js'
import { placeIn } from './sequential.js'

/** What both print: PyTorch names a list's types by dtype, a dict's by its legacy classes, and puts one line into the brackets. */
function shown(
  name: string,
  members: readonly (readonly [string | number, Parameter])[],
  typeOf: (p: Parameter) => string,
): string {
  const lines = members.map(([key, p]) => `(${key}): Parameter containing: [${typeOf(p)} of size ${p.sizes.join('x')}]`)
  if (lines.length < 2) return `${name}(${lines.map((line) => `  ${line}`).join('')})`
  return `${name}(\n${lines.map((line) => `    ${line}`).join('\n')}\n)`
}

/**
 * Parameters in a list; plain tensors become parameters.
 *
 * @see torch.nn.ParameterList
 * @example
 * new nn.ParameterList([zeros(2), ones(1)])
 * // ParameterList(
 * //     (0): Parameter containing: [torch.float32 of size 2]
 * //     (1): Parameter containing: [torch.float32 of size 1]
 * // )
 */
export class ParameterList extends UntypedModule {
  constructor(values: Iterable<Tensor> = []) {
    super()
    for (const value of values) this.append(value)
  }
  get length(): number {
    return this.list().length
  }
  /**
   * The parameter at `index`; negative ones count from the end.
   *
   * @see torch.nn.ParameterList.__getitem__
   * @example
   * new nn.ParameterList([zeros(2)]).at(0)
   * // Parameter containing:
   * // tensor([0., 0.], requires_grad=True)
   */
  at(index: number): Parameter {
    const list = this.list()
    return list[placeIn(list.length, index)]
  }
  /**
   * Adds a tensor at the end, as a parameter. Returns the list.
   *
   * @see torch.nn.ParameterList.append
   * @example
   * new nn.ParameterList().append(zeros(2)).length
   * // 1
   */
  append(value: Tensor): this {
    if (!(value instanceof Tensor)) throw new TypeError('a ParameterList takes tensors')
    this.registerParameter(String(this.length), value instanceof Parameter ? value : new Parameter(value))
    return this
  }
  *[Symbol.iterator](): Generator<Parameter> {
    yield* this.list()
  }
  override toString(): string {
    return shown(
      'ParameterList',
      this.list().map((p, i) => [i, p]),
      (p) => `torch.${p.dtype}`,
    )
  }
  private list(): Parameter[] {
    return [...this.namedParameters('', false)].map(([, p]) => p)
  }
}

/**
 * Parameters under names, in the order in which they were set; plain tensors become parameters.
 *
 * @see torch.nn.ParameterDict
 * @example
 * new nn.ParameterDict({ scale: ones(1), shift: zeros(1) })
 * // ParameterDict(
 * //     (scale): Parameter containing: [torch.FloatTensor of size 1]
 * //     (shift): Parameter containing: [torch.FloatTensor of size 1]
 * // )
 */
export class ParameterDict extends Keyed<Parameter, Tensor> {
  /**
   * Puts a tensor under a name, as a parameter. Returns the dict.
   *
   * @see torch.nn.ParameterDict.__setitem__
   * @example
   * new nn.ParameterDict().set('scale', ones(1)).length
   * // 1
   */
  override set(key: string, value: Tensor): this {
    if (!(value instanceof Tensor)) throw new TypeError('a ParameterDict takes tensors')
    const parameter = value instanceof Parameter ? value : new Parameter(value)
    if (this.has(key)) Reflect.set(this, key, parameter)
    else this.registerParameter(key, parameter)
    return this
  }
  /**
   * Names with their parameters.
   *
   * @see torch.nn.ParameterDict.items
   * @example
   * new nn.ParameterDict({ scale: ones(1) }).entries().length
   * // 1
   */
  override entries(): [string, Parameter][] {
    return [...this.namedParameters('', false)]
  }
  protected override missing(key: string): IndexError {
    return new IndexError(`'ParameterDict' object has no attribute '${key}'`)
  }
  override toString(): string {
    return shown('ParameterDict', this.entries(), (p) => (p as Tensor).type())
  }
}
