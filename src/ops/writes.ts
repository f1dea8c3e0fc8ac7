import { gradMode, needsGrad, record } from '../autograd/graph.js'
import type { Tensor } from '../tensor.js'
import { checkNoOverlap } from './elementwise.js'
import { checkLeaf, recordInPlace, snapshot, wrote } from './in-place.js'

/** An op that writes into a part of a tensor: `scatter_`, `indexAdd_` … Its checks are done when it is made. */
export interface Write {
  readonly node: string
  /** The other tensors that have a gradient. */
  readonly others: readonly Tensor[]
  /** What the gradients read. */
  readonly saves: readonly Tensor[]
  /** Do they read what came of it, too? */
  readonly savesResult?: boolean
  readonly write: (target: Tensor) => void
  /** Gradients of the tensor that was written, and of the others. `out` is what came of it. */
  readonly grads: (g: Tensor, out: Tensor) => (Tensor | null)[]
}

/** The op on a copy, whose memory keeps its order, or (as PyTorch has it op by op) is row-major. */
export const fresh =
  <A extends readonly unknown[]>(
    make: (x: Tensor, ...args: A) => Write,
    memoryFormat: 'preserve' | 'contiguous' = 'preserve',
  ) =>
  (x: Tensor, ...args: A): Tensor => {
    const { node, others, saves, savesResult, write, grads } = make(x, ...args)
    const out = (x.detach() as Tensor).clone({ memoryFormat }) as Tensor
    write(out)
    if (gradMode.enabled && [x, ...others].some(needsGrad))
      record(node, out, [x, ...others], savesResult ? [...saves, out] : saves, (g) => grads(g, out))
    return out
  }

/** The op on the tensor itself. */
export const inPlace =
  <A extends readonly unknown[]>(make: (x: Tensor, ...args: A) => Write) =>
  (x: Tensor, ...args: A): Tensor => {
    const recorded = gradMode.enabled
    const before = make(x, ...args)
    for (const other of [undefined, ...before.others]) checkLeaf(x, other)
    checkNoOverlap(x)
    if (!recorded || ![x, ...before.others].some(needsGrad)) {
      before.write(x)
      wrote(x)
      return x
    }
    // Its gradients may read what the tensor was.
    const was = snapshot(x)
    const { node, others, saves, savesResult, write, grads } = before.saves.includes(x)
      ? make(was.clone() as Tensor, ...args)
      : before
    write(x)
    wrote(x)
    recordInPlace(node, x, [was, ...others], savesResult ? [...saves, x] : saves, (g) => grads(g, x))
    return x
  }

/** `source` as it was, if it looks at the memory that is about to be written. */
export const apart = (source: Tensor, target: Tensor): Tensor =>
  source.store === target.store ? ((source.detach() as Tensor).clone() as Tensor) : source
