import type { Data } from '../../dtype.js'
import type { Places } from '../engine.js'
import { nthElement, partialSort, sortFirst } from './selection.js'

type Element = number | bigint

/** By value, NaN above everything; equals by place, so that every order is stable. */
function compare(data: Data, start: number, i: number, j: number): number {
  const [x, y] = [data[start + i], data[start + j]] as [Element, Element]
  if (x < y) return -1
  if (x > y) return 1
  return x === y ? 0 : Number(Number.isNaN(x)) - Number(Number.isNaN(y))
}

/** The places of a row's elements in order. */
function orderOf(a: Data, start: number, n: number, descending: boolean): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  const sign = descending ? -1 : 1
  return order.sort((i, j) => sign * compare(a, start, i, j) || i - j)
}

function write(values: Data, indices: Places, at: number, a: Data, start: number, place: number): void {
  values[at] = a[start + place]
  indices[at] = indices instanceof BigInt64Array ? BigInt(place) : place
}

export function sort(values: Data, indices: Places, a: Data, offset: number, n: number, descending: boolean): void {
  for (let at = 0, start = offset; at < values.length; start += n)
    for (const place of orderOf(a, start, n, descending)) write(values, indices, at++, a, start, place)
}

/** As PyTorch picks them (aten/src/ATen/native/TopKImpl.h), which shows in the order of equals. */
export function topk(
  values: Data,
  indices: Places,
  a: Data,
  offset: number,
  n: number,
  k: number,
  largest: boolean,
  sorted: boolean,
): void {
  if (k === 0) return
  const sign = largest ? -1 : 1
  for (let at = 0, start = offset; at < values.length; start += n) {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    const before = (i: number, j: number): boolean => sign * compare(a, start, i, j) < 0
    if (k * 64 <= n) partialSort(order, k, before)
    else {
      nthElement(order, k - 1, before)
      if (sorted) sortFirst(order, k - 1, before)
    }
    for (let i = 0; i < k; i++) write(values, indices, at++, a, start, order[i])
  }
}

export function kth(values: Data, indices: Places, a: Data, offset: number, n: number, k: number): void {
  for (let at = 0, start = offset; at < values.length; at++, start += n)
    write(values, indices, at, a, start, orderOf(a, start, n, false)[k])
}
