import type { Data } from '../dtype.js'
import { type Before, quickSelect, sortFirst } from '../engine/portable/selection.js'
import type { RowsAlong } from './sort.js'

/** Which of several equal elements PyTorch names follows from the steps of its algorithms: they are gone through where there are any. */

type Ordered = ArrayLike<number | bigint>

const isNan = (x: number | bigint): boolean => Number.isNaN(x)
const places = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

/** NaN behind all. */
const behind =
  (row: Ordered): Before =>
  (i, j) =>
    (isNan(row[i]) && !isNan(row[j])) || row[i] > row[j]

function isTwice(row: Ordered, value: number | bigint): boolean {
  let seen = 0
  for (let i = 0; i < row.length; i++) if (row[i] === value && ++seen === 2) return true
  return false
}

/** Names one of several in each row that has them. */
function choose(
  values: Data,
  indices: BigInt64Array,
  { rows, n }: RowsAlong,
  place: (row: Ordered, value: number | bigint) => number,
): void {
  for (let r = 0; r < values.length; r++) {
    const start = rows.offset + r * n
    const row = rows.store.data.subarray(start, start + n)
    if (!isTwice(row, values[r])) continue
    const at = place(row, values[r])
    indices[r] = BigInt(at)
    values[r] = row[at] // a zero of either sign
  }
}

/** Where PyTorch finds the element at place `k` of each sorted row (kthvalue): its own quickselect. */
export const kthPlaces = (values: Data, indices: BigInt64Array, along: RowsAlong, k: number): void =>
  choose(values, indices, along, (row) => {
    const order = places(row.length)
    quickSelect(order, k, behind(row))
    return order[k]
  })

/** The same where equals keep their order (median). */
export const stablePlaces = (values: Data, indices: BigInt64Array, along: RowsAlong, k: number): void =>
  choose(values, indices, along, (row, value) => {
    let left = k
    for (let i = 0; i < row.length; i++) if (row[i] < value) left--
    let i = 0
    while (row[i] !== value || left-- > 0) i++
    return i
  })

/** The places of a row in the order of std::sort, which leaves equals, and what stands about a NaN, as it likes (mode). */
export function sortedPlaces(row: Ordered): Int32Array {
  const order = places(row.length)
  sortFirst(order, row.length, (i, j) => row[i] < row[j])
  return order
}

/** Rows of so many elements are sorted by insertion, which is stable. */
const SHORT = 16

/** The places of sorted rows as std::sort leaves them (sort and argsort that are not asked to be stable). NaN is largest. */
export function unstablePlaces(
  sorted: Data,
  indices: BigInt64Array,
  { rows, n }: RowsAlong,
  descending: boolean,
): void {
  if (n <= SHORT) return
  for (let start = 0; start < sorted.length; start += n) {
    const [found, row] = [sorted, rows.store.data.subarray(rows.offset + start, rows.offset + start + n)]
    let ties = false
    for (let i = start + 1; i < start + n && !ties; i++)
      ties = Object.is(found[i], found[i - 1]) || found[i] === found[i - 1]
    if (!ties) continue
    const order = places(n)
    const more = behind(row)
    sortFirst(order, n, descending ? more : (i, j) => more(j, i))
    for (let i = 0; i < n; i++) indices[start + i] = BigInt(order[i])
  }
}
