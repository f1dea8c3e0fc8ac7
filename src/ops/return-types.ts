import type { Tensor } from '../tensor.js'

/** Several named results: by name, by position, and iterable, as PyTorch's named tuples. */
export class ReturnTypes {
  readonly [name: string]: unknown
  readonly [index: number]: Tensor
  /** @internal */
  constructor(op: string, results: Record<string, Tensor>) {
    Object.defineProperty(this, 'op', { value: op, enumerable: false })
    Object.assign(this, results)
    for (const [i, x] of Object.values(results).entries())
      Object.defineProperty(this, i, { value: x, enumerable: false })
  }

  *[Symbol.iterator](): Generator<Tensor> {
    yield* Object.values(this) as Tensor[]
  }

  toString(): string {
    const parts = Object.entries(this as Record<string, Tensor>).map(([name, x]) => `${name}=${x}`)
    return `torch.return_types.${this.op}(\n${parts.join(',\n')})`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
