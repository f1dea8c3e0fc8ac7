import type { DType } from './dtype.js'
import { type Formatter, formatterFor } from './print/formatter.js'
import { printOptions } from './print/options.js'
import type { Tensor } from './tensor.js'

export { type PrintOptions, setPrintoptions } from './print/options.js'

/**
 * A tensor as PyTorch prints it. `prefix` opens the text and sets the indent of its lines. Of a tensor with more
 * elements than `threshold` only the shown corner is read.
 */
export function formatTensor(x: Tensor, prefix = 'tensor('): string {
  const indent = prefix.length
  const contents = x.numel() === 0 ? '[]' : elements(x, indent)
  return addSuffixes(prefix + contents, suffixesOf(x), indent)
}

/** What the recursion over dimensions carries along. */
interface Page {
  readonly x: Tensor
  readonly summarize: boolean
  readonly formatter: Formatter
}

function elements(x: Tensor, indent: number): string {
  const summarize = x.numel() > printOptions.threshold
  const shown: (number | bigint)[] = []
  collect(x, 0, x.offset, summarize, shown)
  return block({ x, summarize, formatter: formatterFor(shown, x.dtype) }, 0, x.offset, indent)
}

/** Which indices of a dimension are shown; null stands for the dots. */
function shownIndices(size: number, summarize: boolean): (number | null)[] {
  const { edgeitems } = printOptions
  const all = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
  if (!summarize || size <= 2 * edgeitems) return all(0, size)
  return [...all(0, edgeitems), null, ...all(size - edgeitems, size)]
}

function collect(x: Tensor, dim: number, at: number, summarize: boolean, into: (number | bigint)[]): void {
  if (dim === x.sizes.length) {
    into.push(x.store.data[at])
    return
  }
  for (const i of shownIndices(x.sizes[dim], summarize))
    if (i !== null) collect(x, dim + 1, at + i * x.strides[dim], summarize, into)
}

function block(page: Page, dim: number, at: number, indent: number): string {
  const { x, summarize, formatter } = page
  const left = x.sizes.length - dim
  if (left === 0) return formatter.format(x.store.data[at])
  const indices = shownIndices(x.sizes[dim], summarize)
  const stride = x.strides[dim]
  if (left > 1) {
    const parts = indices.map((i) => (i === null ? '...' : block(page, dim + 1, at + i * stride, indent + 1)))
    return `[${parts.join(`,${'\n'.repeat(left - 1)}${' '.repeat(indent + 1)}`)}]`
  }
  const dots = indices.length === 1 ? '...' : ' ...'
  const items = indices.map((i) => (i === null ? dots : formatter.format(x.store.data[at + i * stride])))
  const perLine = Math.max(1, Math.floor((printOptions.linewidth - indent) / (formatter.width + 2)))
  const lines: string[] = []
  for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(', '))
  return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`
}

/** What a reader could not tell from the elements, in PyTorch's order. */
function suffixesOf(x: Tensor): string[] {
  const suffixes: string[] = []
  const empty = x.numel() === 0
  // With edgeitems 0 a summary shows nothing but dots, so PyTorch always tells the size.
  if (empty ? x.sizes.length !== 1 : printOptions.edgeitems === 0) suffixes.push(`size=${tuple(x.sizes)}`)
  if (!isPlain(x.dtype, empty)) suffixes.push(`dtype=torch.${x.dtype}`)
  if (x.gradFn) suffixes.push(`grad_fn=<${x.gradFn.name().replace(/^.*::/, '')}>`)
  else if (x.requiresGrad) suffixes.push('requires_grad=True')
  return suffixes
}

/** As Python writes a tuple: a single element is followed by a comma. */
const tuple = (sizes: readonly number[]): string => (sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`)

/** Is the dtype what one would read from the elements? */
const isPlain = (dtype: DType, empty: boolean): boolean =>
  dtype === 'float32' || (!empty && (dtype === 'int64' || dtype === 'bool'))

function addSuffixes(text: string, suffixes: readonly string[], indent: number): string {
  let result = text
  // As PyTorch counts: one more than the line has, two if it is the only one.
  let length = text.length - text.lastIndexOf('\n') + 1
  for (const suffix of suffixes) {
    if (length + suffix.length + 2 > printOptions.linewidth) {
      result += `,\n${' '.repeat(indent)}${suffix}`
      length = indent + suffix.length
    } else {
      result += `, ${suffix}`
      length += suffix.length + 2
    }
  }
  return `${result})`
}
