import { gradMode, needsGrad } from '../autograd/graph.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { checkLeaf, recordInPlace, snapshot, wrote } from './in-place.js'
import { squeeze, t, transpose, unsqueeze } from './views.js'

/** A tensor that begins to look at its memory in another way: `x.t_()` leaves the elements where they are. */
const inPlaceView =
  <A extends unknown[]>(name: string, view: (x: Tensor, ...args: A) => Tensor, node: (args: A) => string) =>
  (self: Tensor, ...args: A): Tensor => {
    checkLeaf(self)
    const records = gradMode.enabled && needsGrad(self)
    if (records && self.base !== null)
      throw new RuntimeError(`${name}: a view whose history is recorded keeps its shape; use ${name.slice(0, -1)}`)
    const was = records ? snapshot(self) : null
    const { sizes, strides, offset } = view(self.alias(self.sizes, self.strides, self.offset), ...args)
    const before = self.sizes
    Object.assign(self, { sizes, strides, offset, size_: null })
    wrote(self)
    // Every one of these is undone by reading the gradient in the old shape; transposed ones are turned back first.
    const back = (g: Tensor): Tensor => (turns.has(name) ? view(g, ...args) : (g.reshape([...before]) as Tensor))
    if (was !== null) recordInPlace(node(args), self, [was], [], (g) => [back(g)])
    return self
  }

const turns = new Set(['t_', 'transpose_', 'swapaxes_', 'swapdims_'])
const squeezed = ([dim]: [dim?: number | readonly number[] | null]): string =>
  `SqueezeBackward${dim === undefined || dim === null ? 3 : typeof dim === 'number' ? 4 : 5}`

const turned = (x: Tensor): Tensor => {
  if (x.sizes.length > 2)
    throw new RuntimeError(`t_() expects a tensor with <= 2 dimensions, but self is ${x.sizes.length}D`)
  return t(x)
}
export const t_ = inPlaceView('t_', turned, () => 'TBackward1')
export const transpose_ = inPlaceView('transpose_', transpose, () => 'TransposeBackward1')
export const swapaxes_ = inPlaceView('swapaxes_', transpose, () => 'TransposeBackward1')
export const swapdims_ = inPlaceView('swapdims_', transpose, () => 'TransposeBackward1')
export const unsqueeze_ = inPlaceView('unsqueeze_', unsqueeze, () => 'UnsqueezeBackward1')
export const squeeze_ = inPlaceView('squeeze_', squeeze, squeezed)
