import { RuntimeError } from '../errors.js'
import { type Equation, parseEquation } from '../shape/einsum.js'
import { numelOf } from '../shape/strides.js'
import type { Tensor } from '../tensor.js'
import { isTensor } from './elementwise.js'
import { matmul, mm } from './matmul.js'
import { diagonal, expand, permute, squeeze, unsqueeze } from './views.js'

/** A tensor whose dimensions have names; no name twice. */
interface Labelled {
  x: Tensor
  labels: string[]
}

/**
 * Sums products of `operands` over the labels that the output lacks (torch.einsum). Labels of size 1 broadcast. Two
 * operands become one (batched) matrix product; more are contracted from the left, pair by pair.
 */
export function einsum(equation: string, ...args: unknown[]): Tensor {
  const operands = (args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as Tensor[]
  if (typeof equation !== 'string') throw new TypeError("einsum(): argument 'equation' must be a string")
  if (operands.length === 0) throw new RuntimeError('einsum(): must provide at least one operand')
  for (const x of operands)
    if (!isTensor(x)) throw new TypeError(`einsum(): argument 'operands' must be tensors, not ${typeof x}`)
  const parsed = parseEquation(equation)
  if (parsed.inputs.length !== operands.length)
    throw new RuntimeError(
      `einsum(): ${parsed.inputs.length > operands.length ? 'fewer' : 'more'} operands were provided than specified in the equation`,
    )
  const direct = operands.length === 2 ? asMatrixProduct(parsed, operands[0], operands[1]) : null
  if (direct !== null) return direct
  return contract(parsed, operands)
}

/** `ik,kj->ij` and its transposes are one gemm: nothing is permuted, nothing copied. */
function asMatrixProduct({ inputs: [p, q], output }: Equation, a: Tensor, b: Tensor): Tensor | null {
  if (p.length !== 2 || q.length !== 2 || output.length !== 2) return null
  if (a.sizes.length !== 2 || b.sizes.length !== 2 || p[0] === p[1] || q[0] === q[1]) return null
  const shared = p.find((l) => q.includes(l))
  if (shared === undefined || shared === '.' || output.includes(shared) || p.includes('.') || q.includes('.'))
    return null
  const row = p[0] === shared ? p[1] : p[0]
  const col = q[0] === shared ? q[1] : q[0]
  if (row === col) return null
  const left = p[1] === shared ? a : (a.t() as Tensor)
  const right = q[0] === shared ? b : (b.t() as Tensor)
  if (left.sizes[1] !== right.sizes[0]) return null // size 1 broadcasts, anything else is an error with a text
  if (output[0] === row && output[1] === col) return mm(left, right)
  return mm(right.t() as Tensor, left.t() as Tensor)
}

function contract(parsed: Equation, operands: readonly Tensor[]): Tensor {
  const ellipsis = ellipsisRank(parsed, operands)
  const dots = Array.from({ length: ellipsis }, (_, i) => `.${i}`)
  const output = parsed.output.flatMap((l) => (l === '.' ? dots : [l]))
  const sizes = new Map<string, number>()
  const terms = operands.map((x, i) => label(x, parsed.inputs[i], dots, i, sizes))
  let acc = terms[0]
  for (let i = 1; i < terms.length; i++) {
    const later = new Set([...output, ...terms.slice(i + 1).flatMap((t) => t.labels)])
    acc = contractPair(acc, terms[i], later)
  }
  const kept = sumOut(acc, new Set(output))
  for (const l of output)
    if (!kept.labels.includes(l)) {
      kept.x = unsqueeze(kept.x, kept.x.sizes.length)
      kept.labels.push(l)
    }
  return inOrder(kept, output)
}

const inOrder = ({ x, labels }: Labelled, order: readonly string[]): Tensor =>
  labels.every((l, i) => l === order[i])
    ? x
    : permute(
        x,
        order.map((l) => labels.indexOf(l)),
      )

/** How many dimensions the ellipsis stands for: the most that any operand has left. */
function ellipsisRank({ inputs }: Equation, operands: readonly Tensor[]): number {
  let rank = 0
  operands.forEach((x, i) => {
    const labels = inputs[i]
    const named = labels.filter((l) => l !== '.').length
    const dotted = labels.includes('.')
    if (dotted ? named > x.sizes.length : named !== x.sizes.length)
      throw new RuntimeError(
        `einsum(): the number of subscripts in the equation (${named}) ${dotted ? 'is more than' : 'does not match'} the number of dimensions (${x.sizes.length}) for operand ${i}${dotted ? '' : ' and no ellipsis was given'}`,
      )
    if (dotted) rank = Math.max(rank, x.sizes.length - named)
  })
  return rank
}

/** Names the dimensions of one operand; a label that repeats within it means the diagonal. */
function label(
  x: Tensor,
  given: readonly string[],
  dots: readonly string[],
  operand: number,
  sizes: Map<string, number>,
): Labelled {
  const covered = x.sizes.length - given.filter((l) => l !== '.').length
  let labels = given.flatMap((l) => (l === '.' ? dots.slice(dots.length - covered) : [l]))
  labels.forEach((l, d) => {
    const n = x.sizes[d]
    const seen = sizes.get(l) ?? 1
    if (n !== 1 && seen !== 1 && n !== seen)
      throw new RuntimeError(
        l.startsWith('.')
          ? `einsum(): subscript ... has size ${n} for operand ${operand} which does not broadcast with previously seen size ${seen}`
          : `einsum(): subscript ${l} has size ${n} for operand ${operand} which does not broadcast with previously seen size ${seen}`,
      )
    if (n !== 1) sizes.set(l, n)
  })
  let out = x
  for (let d = 0; d < labels.length; d++) {
    const again = labels.indexOf(labels[d], d + 1)
    if (again < 0) continue
    if (out.sizes[d] !== out.sizes[again])
      throw new RuntimeError(
        `einsum(): subscript ${labels[d]} is repeated for operand ${operand} but the sizes don't match, ${out.sizes[again]} != ${out.sizes[d]}`,
      )
    const name = labels[d]
    out = diagonal(out, 0, d, again)
    labels = [...labels.filter((_, i) => i !== d && i !== again), name]
    d = -1
  }
  return { x: out, labels }
}

/** Sums what nobody needs any more. */
function sumOut({ x, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const gone = labels.flatMap((l, d) => (needed.has(l) ? [] : [d]))
  if (gone.length === 0) return { x, labels: [...labels] }
  return { x: x.sum(gone) as Tensor, labels: labels.filter((l) => needed.has(l)) }
}

/** Two operands → one: labels in both are summed over (or stay, as a batch), the rest become rows and columns. */
function contractPair(a: Labelled, b: Labelled, later: ReadonlySet<string>): Labelled {
  let left = sumOut(a, new Set([...later, ...b.labels]))
  let right = sumOut(b, new Set([...later, ...a.labels]))
  // Σₖ a₁ bₖ = a₁ Σₖ bₖ: a label of size 1 on one side only is summed out of the other side, if it goes anyway.
  for (const l of left.labels.filter((name) => right.labels.includes(name) && !later.has(name))) {
    const [n, m] = [sizeOf(left, l), sizeOf(right, l)]
    if (n === m) continue
    if (n === 1) {
      left = drop(left, l)
      right = sumOut(right, new Set(right.labels.filter((name) => name !== l)))
    } else {
      right = drop(right, l)
      left = sumOut(left, new Set(left.labels.filter((name) => name !== l)))
    }
  }
  const shared = left.labels.filter((l) => right.labels.includes(l))
  const batch = shared.filter((l) => later.has(l))
  const summed = shared.filter((l) => !later.has(l))
  const rows = left.labels.filter((l) => !shared.includes(l))
  const cols = right.labels.filter((l) => !shared.includes(l))
  const labels = [...batch, ...rows, ...cols]
  const batchSizes = batch.map((l) => Math.max(sizeOf(left, l), sizeOf(right, l)))
  const x = inOrder(left, [...batch, ...rows, ...summed])
  const y = inOrder(right, [...batch, ...summed, ...cols])
  const rowSizes = rows.map((l) => sizeOf(left, l))
  const colSizes = cols.map((l) => sizeOf(right, l))
  const k = numelOf(summed.map((l) => sizeOf(left, l)))
  if (summed.length === 0) return { x: product(x, y, batch.length, rowSizes, colSizes), labels }
  const [n, m] = [numelOf(rowSizes), numelOf(colSizes)]
  const wide = (t: Tensor, tail: number[]): Tensor => expand(t, [...batchSizes, ...tail])
  const flat = (t: Tensor, tail: number[]): Tensor =>
    t.reshape([...(batch.length > 0 ? [numelOf(batchSizes)] : []), ...tail]) as Tensor
  const out = matmul(
    flat(wide(x, x.sizes.slice(batch.length) as number[]), [n, k]),
    flat(wide(y, y.sizes.slice(batch.length) as number[]), [k, m]),
  )
  return { x: out.reshape([...batchSizes, ...rowSizes, ...colSizes]) as Tensor, labels }
}

/** No label is summed: an outer product along rows and columns, elementwise along the batch. */
function product(x: Tensor, y: Tensor, batch: number, rows: number[], cols: number[]): Tensor {
  let [left, right] = [x, y]
  for (let i = 0; i < cols.length; i++) left = unsqueeze(left, left.sizes.length)
  for (let i = 0; i < rows.length; i++) right = unsqueeze(right, batch)
  return left.mul(right) as Tensor
}

const sizeOf = ({ x, labels }: Labelled, l: string): number => x.sizes[labels.indexOf(l)]
const drop = ({ x, labels }: Labelled, l: string): Labelled => ({
  x: squeeze(x, labels.indexOf(l)),
  labels: labels.filter((name) => name !== l),
})
