import { RuntimeError } from '../../errors.js'

/** A size, stride, padding or dilation: one number for all dimensions, or one for each. */
export type Extents = number | readonly number[]

export type Two = readonly [number, number]

/** One number stands for both dimensions. */
export function two(value: Extents, name: string): Two {
  const list = typeof value === 'number' ? [value, value] : value.length === 1 ? [value[0], value[0]] : value
  if (list.length !== 2 || list.some((n) => !Number.isInteger(n)))
    throw new RuntimeError(`${name} must be one integer or a pair of them, but got ${JSON.stringify(value)}`)
  return [list[0], list[1]]
}

/** Where windows slide over an image. */
export interface Windows {
  readonly kernel: Two
  readonly stride: Two
  readonly padding: Two
  readonly dilation: Two
}

/** How many windows fit along each dimension. */
export const windowsIn = (size: Two, { kernel, stride, padding, dilation }: Windows): Two =>
  [0, 1].map((d) =>
    Math.floor((size[d] + 2 * padding[d] - dilation[d] * (kernel[d] - 1) - 1) / stride[d] + 1),
  ) as unknown as Two
