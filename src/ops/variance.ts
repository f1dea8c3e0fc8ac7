import { gradMode, needsGrad, record, recordMany } from '../autograd/graph.js'
import { isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { type Dims, dimsOf, type ReduceOptions, reduceArgs, reduceOptions, reduceTo, spread } from './reduction.js'

const correctionOf = ({ correction, unbiased }: ReduceOptions): number => correction ?? (unbiased === false ? 0 : 1)

function variance(x: Tensor, options: ReduceOptions): { out: Tensor; dims: number[]; n: number } {
  if (isIntegral(x.dtype)) throw new RuntimeError('std and var only support floating point and complex dtypes')
  const dims = dimsOf(x, options.dim)
  const n = dims.reduce((k, d) => k * x.sizes[d], 1)
  const out = reduceTo('var', x, dims, options.keepdim ?? false, x.dtype, correctionOf(options))
  if (n - correctionOf(options) <= 0 && out.numel() > 0)
    console.warn(
      'UserWarning: var(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor (input numel divided by output numel).',
    )
  return { out, dims, n }
}

/** d var/dx = 2 (x − mean) / (n − correction) */
const centred = (x: Tensor, dims: readonly number[], n: number, options: ReduceOptions): Tensor =>
  x.sub(x.mean([...dims], true) as Tensor).div(n - correctionOf(options))

/** `x.std(false)` is Python's `x.std(unbiased=False)`, `x.std(0, false, true)` that of dim, unbiased, keepdim. */
const varArgs = (args: readonly unknown[]): ReduceOptions => {
  if (typeof args[0] === 'boolean')
    return { unbiased: args[0], ...reduceOptions((args[1] as object | undefined) ?? {}) }
  if (typeof args[1] !== 'boolean') return reduceArgs(args)
  const keepdim =
    typeof args[2] === 'boolean' ? { keepdim: args[2] } : reduceOptions((args[2] as object | undefined) ?? {})
  return { dim: args[0] as Dims, unbiased: args[1], ...keepdim }
}

function variance_(x: Tensor, ...args: unknown[]): Tensor {
  const options = varArgs(args)
  const { out, dims, n } = variance(x, options)
  if (gradMode.enabled && needsGrad(x))
    record('VarBackward0', out, [x], [x], (g) => [
      spread(g, { sizes: x.sizes, dims, keepdim: options.keepdim ?? false }).mul(centred(x, dims, n, options).mul(2)),
    ])
  return out
}

export function std(x: Tensor, ...args: unknown[]): Tensor {
  const options = varArgs(args)
  const { out: v, dims, n } = variance(x, options)
  const out = v.sqrt()
  if (gradMode.enabled && needsGrad(x))
    record('StdBackward0', out, [x], [x, out], (g) => [
      // Where nothing varies the slope is unbounded; PyTorch's is 0.
      spread(out.eq(0).where(0, g.div(out)) as Tensor, { sizes: x.sizes, dims, keepdim: options.keepdim ?? false }).mul(
        centred(x, dims, n, options),
      ),
    ])
  return out
}

const withMean =
  (node: string, one: (x: Tensor, ...args: unknown[]) => Tensor, slope: (out: Tensor, g: Tensor) => Tensor) =>
  (x: Tensor, ...args: unknown[]): Tensor[] => {
    const options = varArgs(args)
    const plain = x.detach() as Tensor
    const { keepdim = false } = options
    const [dims, out] = [dimsOf(x, options.dim), one(plain, ...args)]
    const mean = plain.mean(dims, keepdim) as Tensor
    const n = dims.reduce((k, d) => k * x.sizes[d], 1)
    const reduced = { sizes: x.sizes, dims, keepdim }
    if (gradMode.enabled && needsGrad(x))
      recordMany(node, [out, mean], [x], [x, out], ([ofOut, ofMean]) => {
        const a = ofOut && (spread(slope(out, ofOut), reduced).mul(centred(x, dims, n, options)) as Tensor)
        const b = ofMean && spread(ofMean.div(n) as Tensor, reduced)
        return [a === null ? b : b === null ? a : (a.add(b) as Tensor)]
      })
    return [out, mean]
  }
/** The standard deviation and the average. */
export const stdMean = withMean('StdMeanBackward0', std, (out, g) => out.eq(0).where(0, g.div(out)) as Tensor)
/** The variance and the average. */
export const varMean = withMean('VarMeanBackward0', variance_, (_out, g) => g.mul(2) as Tensor)

export { variance_ as var_ }
