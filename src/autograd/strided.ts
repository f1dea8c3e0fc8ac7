import type { Data } from '../dtype.js'
import { engine } from '../engine/index.js'
import { packLoop } from '../shape/loop.js'
import { contiguousStrides, mayOverlap, numelOf } from '../shape/strides.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'
import { type AutogradMeta, attach, type Edge, edgeOf, gradMode, Node, needsGrad, record } from './graph.js'

/** How a tensor lies in its storage. */
interface Layout {
  readonly sizes: readonly number[]
  readonly strides: readonly number[]
  readonly offset: number
}

/** A view as a part of its base, without their memory. */
export interface Part {
  readonly base: Layout
  readonly view: Layout
}

const layoutOf = ({ sizes, strides, offset }: Tensor): Layout => ({ sizes, strides, offset })
export const partOf = (view: Tensor, base: Tensor): Part => ({ base: layoutOf(base), view: layoutOf(view) })

/** Elements from the first to the last, with the gaps. */
const spanOf = ({ sizes, strides }: Layout): number =>
  sizes.includes(0) ? 0 : 1 + sizes.reduce((at, n, d) => at + (n - 1) * strides[d], 0)

/** `g`, shaped as the base, in memory that is laid out like the base's. */
function spread(g: Tensor, { base }: Part): { data: Data; store: Storage } {
  const store = Storage.zeros(spanOf(base), g.dtype)
  const target = { ...base, offset: 0 }
  if (g.numel() > 0) engine.copy(store.data, g.store.data, packLoop(base.sizes, [target, g]), false)
  return { data: store.data, store }
}

const inside = ({ base, view }: Part): Layout => ({ ...view, offset: view.offset - base.offset })

/** The part of `g` (the base's gradient) that the view looks at. */
export function take(g: Tensor, part: Part): Tensor {
  const { store } = spread(g, part)
  const at = inside(part)
  const out = new Tensor(store, at.sizes, at.strides, at.offset)
  if (gradMode.enabled && needsGrad(g)) record('AsStridedBackward0', out, [g], [], (gg) => [put(gg, part)])
  return out
}

/** `g` (the view's gradient) where the view looks, 0 elsewhere; summed where it looks twice. */
export function put(g: Tensor, part: Part): Tensor {
  const store = Storage.zeros(spanOf(part.base), g.dtype)
  const at = inside(part)
  if (g.numel() > 0) {
    if (mayOverlap(at.sizes, at.strides)) addEach(store.data, at, g)
    else engine.copy(store.data, g.store.data, packLoop(at.sizes, [at, g]), false)
  }
  const out = new Tensor(store, part.base.sizes, part.base.strides, 0)
  if (gradMode.enabled && needsGrad(g)) record('AsStridedBackward0', out, [g], [], (gg) => [take(gg, part)])
  return out
}

/** One by one: several elements may go to one place. */
function addEach(data: Data, at: Layout, g: Tensor): void {
  const values = (g.contiguous() as Tensor).store.data as Float64Array
  const target = data as Float64Array
  const steps = contiguousStrides(at.sizes)
  const start = g.isContiguous() ? g.offset : 0
  const n = numelOf(at.sizes)
  for (let k = 0; k < n; k++) {
    let offset = at.offset
    for (let d = 0; d < steps.length; d++) offset += (Math.floor(k / steps[d]) % at.sizes[d]) * at.strides[d]
    target[offset] += values[start + k]
  }
}

/** `g` (the base's gradient) with 0 where the view looks. */
export function without(g: Tensor, part: Part): Tensor {
  const { store } = spread(g, part)
  const at = inside(part)
  if (numelOf(at.sizes) > 0) engine.fill(store.data, 0, packLoop(at.sizes, [at]))
  const out = new Tensor(store, part.base.sizes, part.base.strides, 0)
  if (gradMode.enabled && needsGrad(g)) record('AsStridedBackward0', out, [g], [], (gg) => [without(gg, part)])
  return out
}

/**
 * Brings a view's history up to date: when an in-place op has given its base (or, through another view, the base) a new
 * one, the view becomes a part of that.
 */
export function viewHistory(view: Tensor): void {
  const base = view.base as Tensor
  const { rewrites, requiresGrad } = base.meta as AutogradMeta
  if (
    rewrites === (view.meta?.rewrites ?? 0) ||
    !requiresGrad ||
    view.creation === 'noGrad' ||
    view.creation === 'inference'
  )
    return
  const part = partOf(view, base)
  const node = new Node('AsStridedBackward0', [edgeOf(base)], ([g]) => [put(g as Tensor, part)])
  attach(view, node, 0)
}

/**
 * Gives `self`, which an in-place op has just written, its new history: `edge`. Through a view the base is written, and
 * all of the base's other views with it: it keeps its history outside of the view.
 */
export function rewriteHistory(self: Tensor, edge: Edge): void {
  const { base } = self
  if (base === null) {
    const meta = self.ensureMeta()
    attach(self, edge.node, edge.outputNr)
    meta.rewrites++
    return
  }
  const part = partOf(self, base)
  const node = new Node('torch::autograd::CopySlices', [edgeOf(base), edge], ([g]) => [
    without(g as Tensor, part),
    take(g as Tensor, part),
  ])
  attach(base, node, 0)
  ;(base.meta as AutogradMeta).rewrites++
  viewHistory(self)
}
