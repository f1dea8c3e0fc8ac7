import { dtypes } from '../dtype.js'
import { RuntimeError, ValueError } from '../errors.js'
import { type Equation, parseEquation } from '../shape/einsum.js'
import { numelOf } from '../shape/strides.js'
import type { Tensor } from '../tensor.js'
import { isTensor } from './elementwise.js'
import { matmul, mm } from './matmul.js'
import { diagonal } from './parts.js'
import { permute, squeeze, unsqueeze, view } from './views.js'

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
  if (isTensor(equation)) return einsum(...fromSublists([equation, ...args]))
  const operands = (args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as Tensor[]
  if (typeof equation !== 'string') throw new TypeError("einsum(): argument 'equation' must be a string")
  if (operands.length === 0)
    throw new ValueError(
      'einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list',
    )
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

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `einsum(a, [0, 1], b, [1, 2], [0, 2])`: numbers from 0 to 51 name dimensions, '...' the others, as letters do. */
function fromSublists(args: readonly unknown[]): [equation: string, operands: Tensor[]] {
  const pairs = Math.floor(args.length / 2)
  const [operands, terms]: [Tensor[], string[]] = [[], []]
  for (let i = 0; i < pairs; i++) {
    operands.push(args[2 * i] as Tensor)
    terms.push(termOf(args[2 * i + 1]))
  }
  const output = args.length % 2 === 1 ? `->${termOf(args.at(-1))}` : ''
  return [`${terms.join(',')}${output}`, operands]
}

function termOf(sublist: unknown): string {
  if (!Array.isArray(sublist)) throw new TypeError('einsum(): expected a list of subscripts behind each operand')
  return sublist
    .map((label: unknown) => {
      if (label === '...') return label
      if (!Number.isInteger(label) || (label as number) < 0 || (label as number) >= LETTERS.length)
        throw new ValueError('einsum(): subscript in subscript list is not within the valid range [0, 52)')
      return LETTERS[label as number]
    })
    .join('')
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
  if (left.sizes[1] !== right.sizes[0] || a.dtype !== b.dtype) return null // size 1 broadcasts, anything else is an error with a text
  const out = output[0] === row && output[1] === col ? mm(left, right) : mm(right.t() as Tensor, left.t() as Tensor)
  // PyTorch's products end in a view, which is what a recorded result prints.
  return out.requiresGrad ? view(out, [...out.sizes]) : out
}

function contract(parsed: Equation, operands: readonly Tensor[]): Tensor {
  const ellipsis = ellipsisRank(parsed, operands)
  const dots = Array.from({ length: ellipsis }, (_, i) => `.${i}`)
  const output = parsed.output.flatMap((l) => (l === '.' ? dots : [l]))
  const sizes = new Map<string, number>()
  const terms = operands.map((x, i) => label(x, parsed.inputs[i], dots, i, sizes))
  // PyTorch's order of dimensions, which decides the memory order of results: the output's, then the others sorted.
  const rest = terms.flatMap((t) => t.labels).filter((l) => !output.includes(l))
  const order = [...new Set([...output, ...rest.sort()])]
  let acc = terms[0]
  for (let i = 1; i < terms.length; i++) {
    const later = new Set([...output, ...terms.slice(i + 1).flatMap((t) => t.labels)])
    acc = contractPair(acc, terms[i], later, order)
  }
  const kept = sumOut(acc, new Set(output))
  for (const l of output)
    if (!kept.labels.includes(l)) {
      kept.x = unsqueeze(kept.x, kept.x.sizes.length)
      kept.labels.push(l)
    }
  // One operand of which nothing is summed: PyTorch's last step is a permutation, also where it moves nothing.
  if (operands.length === 1 && kept.labels.length === terms[0].labels.length)
    return permute(kept.x, turns(kept, output))
  return inOrder(kept, output)
}

const turns = ({ labels }: Labelled, order: readonly string[]): number[] => order.map((l) => labels.indexOf(l))

const inOrder = ({ x, labels }: Labelled, order: readonly string[]): Tensor =>
  labels.every((l, i) => l === order[i]) ? x : permute(x, turns({ x, labels }, order))

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
    const first = x.sizes[labels.indexOf(l)]
    if (x.sizes[d] !== first)
      throw new RuntimeError(
        `einsum(): subscript ${l} is repeated for operand ${operand} but the sizes don't match, ${x.sizes[d]} != ${first}`,
      )
  })
  labels.forEach((l, d) => {
    const n = x.sizes[d]
    const seen = sizes.get(l) ?? 1
    if (n !== 1 && seen !== 1 && n !== seen)
      throw new RuntimeError(
        l.startsWith('.')
          ? `einsum(): dimension ${l.slice(1)} covered by ellipsis in operand ${operand}has size ${n} which does not broadcast with previously seen ellipsis with size ${seen} for the respective dimension`
          : `einsum(): subscript ${l} has size ${n} for operand ${operand} which does not broadcast with previously seen size ${seen}`,
      )
    if (n !== 1) sizes.set(l, n)
  })
  let out = x
  for (let d = 0; d < labels.length; d++) {
    const again = labels.indexOf(labels[d], d + 1)
    if (again < 0) continue
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
function contractPair(a: Labelled, b: Labelled, later: ReadonlySet<string>, order: readonly string[]): Labelled {
  let left = sumOut(a, new Set([...later, ...b.labels]))
  let right = sumOut(b, new Set([...later, ...a.labels]))
  // A label of size 1 on one side only belongs to the other side. If it goes, Σₖ a₁ bₖ = a₁ Σₖ bₖ.
  for (const l of left.labels.filter((name) => right.labels.includes(name))) {
    const [n, m] = [sizeOf(left, l), sizeOf(right, l)]
    if (n === m) continue
    const summed = (side: Labelled): Labelled =>
      later.has(l) ? side : sumOut(side, new Set(side.labels.filter((name) => name !== l)))
    if (n === 1) [left, right] = [drop(left, l), summed(right)]
    else [left, right] = [summed(left), drop(right, l)]
  }
  const sorted = (labels: readonly string[]): string[] =>
    [...labels].sort((p, q) => order.indexOf(p) - order.indexOf(q))
  const shared = sorted(left.labels.filter((l) => right.labels.includes(l)))
  const batch = shared.filter((l) => later.has(l))
  const summed = shared.filter((l) => !later.has(l))
  if (summed.length === 0) return product(left, right, sorted([...new Set([...left.labels, ...right.labels])]))
  if (left.x.dtype !== right.x.dtype)
    throw new RuntimeError(
      `expected scalar type ${dtypes[left.x.dtype].legacy} but found ${dtypes[right.x.dtype].legacy}`,
    )
  const rows = sorted(left.labels.filter((l) => !shared.includes(l)))
  const cols = sorted(right.labels.filter((l) => !shared.includes(l)))
  const sizes = (side: Labelled, labels: readonly string[]): number[] => labels.map((l) => sizeOf(side, l))
  const [n, k, m] = [sizes(left, rows), sizes(left, summed), sizes(right, cols)]
  const lead = batch.length > 0 ? [numelOf(sizes(left, batch))] : []
  const out = matmul(
    inOrder(left, [...batch, ...rows, ...summed]).reshape([...lead, numelOf(n), numelOf(k)]) as Tensor,
    inOrder(right, [...batch, ...summed, ...cols]).reshape([...lead, numelOf(k), numelOf(m)]) as Tensor,
  )
  return { x: out.reshape([...sizes(left, batch), ...n, ...m]) as Tensor, labels: [...batch, ...rows, ...cols] }
}

/** No label is summed: both are spread over `labels` and multiplied. */
function product(left: Labelled, right: Labelled, labels: string[]): Labelled {
  const spread = (side: Labelled): Tensor =>
    labels.reduce(
      (x, l, d) => (side.labels.includes(l) ? x : unsqueeze(x, d)),
      inOrder(
        side,
        labels.filter((l) => side.labels.includes(l)),
      ),
    )
  return { x: spread(left).mul(spread(right)) as Tensor, labels }
}

const sizeOf = ({ x, labels }: Labelled, l: string): number => x.sizes[labels.indexOf(l)]
const drop = ({ x, labels }: Labelled, l: string): Labelled => ({
  x: squeeze(x, labels.indexOf(l)),
  labels: labels.filter((name) => name !== l),
})
