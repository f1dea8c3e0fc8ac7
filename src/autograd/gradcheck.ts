import { RuntimeError, ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { grad } from './backward.js'
import { needsGrad } from './graph.js'
import { enableGrad, noGrad } from './scopes.js'

export interface CheckOptions {
  /** The step of the central differences; 1e-6 unless given. */
  eps?: number
  /** Absolute tolerance; 1e-5 unless given. */
  atol?: number
  /** Relative tolerance; 1e-3 unless given. */
  rtol?: number
  /** Without it a mismatch gives `false` instead of an error. */
  raiseException?: boolean
}

type Checked = (...inputs: Tensor[]) => Tensor | readonly Tensor[]
const listOf = (x: Tensor | readonly Tensor[]): readonly Tensor[] => (x instanceof Tensor ? [x] : x)

/** The outputs that have a gradient at all. */
const outputsOf = (f: Checked, inputs: readonly Tensor[]): Tensor[] =>
  listOf(f(...inputs)).filter((y) => y.isFloatingPoint())

/** ∂ outputs / ∂ x by central differences: one row per element of x, one matrix per output. */
function numerical(f: Checked, inputs: readonly Tensor[], x: Tensor, eps: number): number[][][] {
  const { data } = x.store
  const places = elementOffsets(x)
  const values = (): number[][] =>
    noGrad(() => outputsOf(f, inputs).map((y) => (y.reshape([-1]) as Tensor).tolist() as number[]))
  const rows = places.map((at) => {
    const was = data[at]
    data[at] = Number(was) + eps
    const above = values()
    data[at] = Number(was) - eps
    const below = values()
    data[at] = was
    return above.map((y, o) => y.map((v, k) => (v - below[o][k]) / (2 * eps)))
  })
  const count = rows[0]?.length ?? 0
  return Array.from({ length: count }, (_, o) => rows.map((row) => row[o]))
}

/** Where each element lies in the storage, in row-major order. */
function elementOffsets(x: Tensor): number[] {
  let offsets = [x.offset]
  x.sizes.forEach((n, d) => {
    offsets = offsets.flatMap((o) => Array.from({ length: n }, (_, i) => o + i * x.strides[d]))
  })
  return offsets
}

/** The same by backward: one run per element of the output. */
function analytical(output: Tensor, x: Tensor): number[][] {
  const n = output.numel()
  const columns = Array.from({ length: n }, (_, k) => {
    const g = output.newZeros([...output.sizes]) as Tensor
    g.store.data[k] = 1
    const [dx] = needsGrad(output)
      ? grad(output, x, { gradOutputs: g, retainGraph: true, materializeGrads: true })
      : [x.newZeros([...x.sizes]) as Tensor]
    return (dx.reshape([-1]) as Tensor).tolist() as number[]
  })
  return Array.from({ length: x.numel() }, (_, i) => columns.map((column) => column[i]))
}

const matrix = (rows: readonly (readonly number[])[]): string =>
  `[${rows.map((row) => `[${row.map((v) => v.toFixed(4)).join(', ')}]`).join(',\n ')}]`

/**
 * Holds the gradients of `f` at `inputs` (float64) against central differences. True, or a RuntimeError that shows both.
 * Errors: ValueError if no input requires a gradient.
 *
 * @see torch.autograd.gradcheck
 * @example
 * autograd.gradcheck((x) => x.exp(), [tensor([0.5, 1], { dtype: 'float64', requiresGrad: true })])
 * // true
 */
export function gradcheck(
  f: Checked,
  inputs: Tensor | readonly Tensor[],
  { eps = 1e-6, atol = 1e-5, rtol = 1e-3, raiseException = true }: CheckOptions = {},
): boolean {
  const list = listOf(inputs)
  const wanted = list.filter(needsGrad)
  if (wanted.length === 0)
    throw new ValueError(
      'gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.',
    )
  for (const x of wanted)
    if (x.dtype !== 'float64')
      console.warn(
        `UserWarning: Input #${list.indexOf(x)} requires gradient and is not a double precision floating point. This check will likely fail if all the inputs are not of double precision floating point.`,
      )
  const outputs = outputsOf(f, list)
  for (const x of wanted) {
    const expected = numerical(f, list, x, eps)
    for (const [o, output] of outputs.entries()) {
      const got = analytical(output, x)
      const near = (a: number, b: number): boolean => Math.abs(a - b) <= atol + rtol * Math.abs(b) || Object.is(a, b)
      if (got.every((row, i) => row.every((v, k) => near(v, expected[o][i][k])))) continue
      if (!raiseException) return false
      throw new RuntimeError(
        `Jacobian mismatch for output ${o} with respect to input ${list.indexOf(x)},\nnumerical:${matrix(expected[o])}\nanalytical:${matrix(got)}\n`,
      )
    }
  }
  return true
}

/**
 * `gradcheck` of the gradients of `f`: its second derivatives. The outputs' gradients are fixed irregular numbers.
 *
 * @see torch.autograd.gradgradcheck
 * @example
 * autograd.gradgradcheck((x) => x.exp(), [tensor([0.5, 1], { dtype: 'float64', requiresGrad: true })])
 * // true
 */
export function gradgradcheck(
  f: Checked,
  inputs: Tensor | readonly Tensor[],
  options: CheckOptions & { gradOutputs?: readonly Tensor[] } = {},
): boolean {
  const list = listOf(inputs)
  const outputs = outputsOf(f, list)
  const weights =
    options.gradOutputs ??
    outputs.map((y) => {
      const w = y.newZeros([...y.sizes]) as Tensor
      for (let k = 0; k < w.numel(); k++) w.store.data[k] = Math.cos(1 + 0.7 * k)
      return w.requiresGrad_() as Tensor
    })
  const gradients = (...args: Tensor[]): Tensor[] => {
    const own = args.slice(0, list.length)
    const wanted = own.filter(needsGrad)
    const ys = outputsOf(f, own)
    const used = ys.flatMap((y, i) => (needsGrad(y) ? [i] : []))
    return grad(
      used.map((i) => ys[i]),
      wanted,
      { gradOutputs: used.map((i) => args[list.length + i]), createGraph: true, materializeGrads: true },
    )
  }
  // Under `noGrad`, as for the differences, a gradient still needs its graph.
  const recorded = (...args: Tensor[]): Tensor[] => enableGrad(() => gradients(...args))
  return gradcheck(recorded, [...list, ...weights], options)
}
