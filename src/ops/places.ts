import { engine } from '../engine/index.js'
import { flatLoop, packLoop } from '../shape/loop.js'
import { contiguousStrides } from '../shape/strides.js'
import type { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'

export interface PlaceOptions {
  /** What `index` names: a dimension of so many elements. */
  readonly size: number
  /** How far apart they are. */
  readonly step: number
  /** Do indices below 0 count from the end? */
  readonly fromEnd: boolean
  /** Throws the error for an index that is out of range. */
  readonly refuse: (index: number) => never
  /** Is added to; without it zeros are. */
  readonly offsets?: Float64Array
}

/** Offsets of what `index` (int64 or int32) names, in its row-major order. */
export function placesOf(
  index: Tensor,
  { size, step, fromEnd, refuse, offsets = new Float64Array(index.numel()) }: PlaceOptions,
): Float64Array {
  if (offsets.length === 0) return offsets
  const long = cast(index, 'int64')
  const loop =
    long.sizes.length === 1
      ? flatLoop(offsets.length, 0, long.offset, long.strides[0])
      : packLoop(long.sizes, [{ sizes: long.sizes, strides: contiguousStrides(long.sizes), offset: 0 }, long])
  if (engine.placesOf(offsets, long.store.data as BigInt64Array, loop, size, step, fromEnd))
    refuseFirst(long, size, fromEnd, refuse)
  return offsets
}

/** The first index that is out of range, in row-major order. */
function refuseFirst(index: Tensor, size: number, fromEnd: boolean, refuse: (index: number) => never): void {
  for (const i of index.reshape([-1]).tolist() as number[]) if (i < (fromEnd ? -size : 0) || i >= size) refuse(i)
}

/** Are all of them in range? Otherwise the first one that is not is refused. */
export function checkPlaces(index: Tensor, size: number, fromEnd: boolean, refuse: (index: number) => never): void {
  if (index.numel() === 0) return
  const edge = (x: unknown): number => Number((x as Tensor).item())
  if (edge(index.min()) < (fromEnd ? -size : 0) || edge(index.max()) >= size) refuseFirst(index, size, fromEnd, refuse)
}

/** Row-major coordinates of what is not 0: one row of `count` int64s for each dimension. A number is one of a row of one. */
export function nonzeroPlaces(x: Tensor): { data: BigInt64Array; count: number } {
  const n = x.numel()
  const count = n === 0 ? 0 : Number((x.detach().ne(0).sum() as Tensor).item())
  const data = new BigInt64Array(count * Math.max(1, x.sizes.length))
  if (count > 0) engine.nonzero(data, x.store.data, packLoop(x.sizes, [x], x.sizes.length))
  return { data, count }
}
