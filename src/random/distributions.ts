import { dtypes, isFloat } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { checkFloat, copyFlat, drawInto, generatorOf, parse } from './fill.js'

/** `n` doubles, uniform in [0, 1). */
function uniforms(n: number, words: Uint32Array): Float64Array {
  const draws = new Float64Array(n)
  engine.random('uniform', draws, words, 0, 1)
  return draws
}

/** The first arguments by position, or by name among the options. */
function given<Name extends string>(args: readonly unknown[], defaults: Record<Name, number>) {
  const { numbers, options } = parse(args)
  const names = Object.keys(defaults) as Name[]
  const values = names.map((name, i) => numbers[i] ?? (options[name] as number | undefined) ?? defaults[name])
  return { values, options }
}

/** Cauchy: median + sigma · tan(π (u − ½)), as ATen/core/TransformationHelper.h has it. */
export function cauchy_(self: Tensor, ...args: unknown[]): Tensor {
  const { values, options } = given(args, { median: 0, sigma: 1 })
  const [median, sigma] = values
  if (!isFloat(self.dtype))
    throw new RuntimeError(
      `Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified ${dtypes[self.dtype].cName}`,
    )
  if (!(sigma > 0)) throw new RuntimeError(`cauchy_ expects sigma > 0.0, but found sigma=${sigma}`)
  const { words } = generatorOf(options)
  return drawInto(self, 'CauchyBackward0', (x) =>
    copyFlat(
      x,
      uniforms(x.numel(), words).map((u) => median + sigma * Math.tan(Math.PI * (u - 0.5))),
    ),
  )
}

/** e to the power of a normal with `mean` and `std`; always drawn one by one. */
export function logNormal_(self: Tensor, ...args: unknown[]): Tensor {
  const { values, options } = given(args, { mean: 1, std: 2 })
  const [mean, std] = values
  if (!(std > 0)) throw new RuntimeError(`log_normal_ expects std > 0.0, but found std=${std}`)
  checkFloat(self.dtype, 'log_normal_cpu')
  const generator = generatorOf(options)
  return drawInto(self, 'LogNormalBackward0', (x) =>
    copyFlat(
      x,
      Float64Array.from({ length: x.numel() }, () => Math.exp(generator.drawNormal() * std + mean)),
    ),
  )
}

/** How many trials with chance `p` until the first that succeeds: ⌈ln u / ln(1 − p)⌉. */
export function geometric_(self: Tensor, ...args: unknown[]): Tensor {
  const { values, options } = given(args, { p: Number.NaN })
  const [p] = values
  if (Number.isNaN(p)) throw new TypeError('geometric_() missing 1 required positional arguments: "p"')
  if (!(p > 0 && p < 1)) throw new RuntimeError(`geometric_ expects p to be in (0, 1), but got p=${p}`)
  if (self.dtype === 'bool') throw new RuntimeError(`"geometric_cpu" not implemented for 'Bool'`)
  const { words } = generatorOf(options)
  const scale = Math.log1p(-p)
  return drawInto(self, 'GeometricBackward0', (x) =>
    copyFlat(
      x,
      uniforms(x.numel(), words).map((u) => Math.ceil(Math.log(u) / scale)),
    ),
  )
}
