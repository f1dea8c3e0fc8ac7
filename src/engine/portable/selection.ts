/**
 * Selecting and sorting as libstdc++ does (std::partial_sort, std::nth_element, std::sort: heap select, introselect,
 * introsort), step by step: none of them is stable, and in which order they leave equals shows in PyTorch's topk.
 * `order` holds places, of which `before(i, j)` compares what stands there.
 */
export type Before = (i: number, j: number) => boolean

/** Below so many elements insertion is faster. */
const SHORT = 16

const depthOf = (n: number): number => 2 * Math.floor(Math.log2(n))

function swap(order: Int32Array, i: number, j: number): void {
  const kept = order[i]
  order[i] = order[j]
  order[j] = kept
}

/** Lets `value` sink from `hole` to a leaf of the heap [first, first + n), and rise from there to where it belongs. */
function sink(order: Int32Array, first: number, start: number, n: number, value: number, before: Before): void {
  let hole = start
  let child = hole
  while (child < Math.floor((n - 1) / 2)) {
    child = 2 * (child + 1)
    if (before(order[first + child], order[first + child - 1])) child--
    order[first + hole] = order[first + child]
    hole = child
  }
  if (n % 2 === 0 && child === (n - 2) / 2) {
    child = 2 * (child + 1)
    order[first + hole] = order[first + child - 1]
    hole = child - 1
  }
  while (hole > start) {
    const parent = (hole - 1) >> 1
    if (!before(order[first + parent], value)) break
    order[first + hole] = order[first + parent]
    hole = parent
  }
  order[first + hole] = value
}

/** Makes room at `to` by putting what stands there into the heap, whose top goes to `to`. */
function popTo(order: Int32Array, first: number, last: number, to: number, before: Before): void {
  const value = order[to]
  order[to] = order[first]
  sink(order, first, 0, last - first, value, before)
}

/** The first ones of [first, last) as a heap in [first, middle). */
function heapSelect(order: Int32Array, first: number, middle: number, last: number, before: Before): void {
  const n = middle - first
  for (let parent = (n - 2) >> 1; n >= 2 && parent >= 0; parent--)
    sink(order, first, parent, n, order[first + parent], before)
  for (let i = middle; i < last; i++) if (before(order[i], order[first])) popTo(order, first, middle, i, before)
}

/** The k first ones, in order, in front. */
export function partialSort(order: Int32Array, k: number, before: Before, first = 0, last = order.length): void {
  heapSelect(order, first, first + k, last, before)
  for (let end = first + k - 1; end > first; end--) popTo(order, first, end, end, before)
}

/** Parts [first, last) around the median of three of it; where the second part begins. */
function partition(order: Int32Array, first: number, last: number, before: Before): number {
  const [a, b, c] = [first + 1, first + ((last - first) >> 1), last - 1]
  const less = (i: number, j: number): boolean => before(order[i], order[j])
  const median = less(a, b) ? (less(b, c) ? b : less(a, c) ? c : a) : less(a, c) ? a : less(b, c) ? c : b
  swap(order, first, median)
  const pivot = order[first]
  for (let [low, high] = [first + 1, last]; ; low++) {
    while (before(order[low], pivot)) low++
    high--
    while (before(pivot, order[high])) high--
    if (low >= high) return low
    swap(order, low, high)
  }
}

/** Inserts what stands at `i` among those before it, down to `first`, or without a look at where they begin. */
function insert(order: Int32Array, first: number | null, i: number, before: Before): void {
  const value = order[i]
  let to = i
  if (first !== null && before(value, order[first])) {
    order.copyWithin(first + 1, first, i)
    to = first
  } else for (; before(value, order[to - 1]); to--) order[to] = order[to - 1]
  order[to] = value
}

function insertionSort(order: Int32Array, first: number, last: number, before: Before): void {
  for (let i = first + 1; i < last; i++) insert(order, first, i, before)
}

/** Puts into place k what stands there in order, the ones before it in front. */
export function nthElement(order: Int32Array, k: number, before: Before): void {
  let [first, last] = [0, order.length]
  if (k >= last) return
  for (let depth = depthOf(last); last - first > 3; depth--) {
    if (depth === 0) {
      heapSelect(order, first, k + 1, last, before)
      swap(order, first, k)
      return
    }
    const cut = partition(order, first, last, before)
    if (cut <= k) first = cut
    else last = cut
  }
  insertionSort(order, first, last, before)
}

/** Sorts the first n. */
export function sortFirst(order: Int32Array, n: number, before: Before): void {
  if (n === 0) return
  introsort(order, 0, n, depthOf(n), before)
  insertionSort(order, 0, Math.min(n, SHORT), before)
  for (let i = SHORT; i < n; i++) insert(order, null, i, before)
}

function introsort(order: Int32Array, first: number, end: number, depth: number, before: Before): void {
  let last = end
  for (let left = depth; last - first > SHORT; ) {
    if (left === 0) {
      partialSort(order, last - first, before, first, last)
      return
    }
    left--
    const cut = partition(order, first, last, before)
    introsort(order, cut, last, left, before)
    last = cut
  }
}

/**
 * Puts into place k what stands there in order, as PyTorch's own quickselect does it (aten/src/ATen/native/SortingUtils.h,
 * quick_select_template): `above(i, j)` tells whether what stands at place i comes behind.
 */
export function quickSelect(order: Int32Array, k: number, above: Before): void {
  const more = (i: number, j: number): boolean => above(order[i], order[j])
  let [left, right] = [0, order.length - 1]
  while (left < right) {
    if (right === left + 1) {
      if (more(left, right)) swap(order, left, right)
      return
    }
    swap(order, (left + right) >> 1, left + 1)
    if (more(left + 1, right)) swap(order, left + 1, right)
    if (more(left, right)) swap(order, left, right)
    if (more(left + 1, left)) swap(order, left + 1, left)
    let [i, j] = [left + 1, right]
    for (;;) {
      do i++
      while (more(left, i))
      do j--
      while (more(j, left))
      if (j < i) break
      swap(order, i, j)
    }
    swap(order, left, j)
    if (j <= k) left = i
    if (j >= k) right = j - 1
  }
}
