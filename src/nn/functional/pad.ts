import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { RuntimeError } from '../../errors.js'
import { indexSelect } from '../../ops/indexing.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'

export interface PadOptions {
  mode?: 'constant' | 'reflect' | 'replicate' | 'circular'
  /** What stands in a constant border; 0 unless given. */
  value?: number | null
}

/** @internal `sides`: [before, after] of the last dimension, then of the one before it …; negative ones cut off. */
export function padded(x: Tensor, sides: readonly number[], value: number): Tensor {
  if (sides.length % 2 !== 0) throw new RuntimeError('Padding length must be divisible by 2')
  const rank = x.sizes.length
  if (sides.length > 2 * rank)
    throw new RuntimeError(
      `Length of pad should be no more than twice the number of dimensions of the input. Pad length is ${sides.length} while the input has ${rank} dimensions.`,
    )
  const pairs = x.sizes.map((_, d): [number, number] => {
    const k = 2 * (rank - 1 - d)
    return [sides[k] ?? 0, sides[k + 1] ?? 0]
  })
  const sizes = x.sizes.map((n, d) => n + pairs[d][0] + pairs[d][1])
  if (sizes.some((n) => n < 0)) throw new RuntimeError('narrow(): length must be non-negative.')
  const out = Tensor.empty(sizes, x.dtype).fill_(value) as Tensor
  let [from, to] = [x.detach() as Tensor, out]
  for (const [d, [before, after]] of pairs.entries()) {
    const kept = x.sizes[d] + Math.min(0, before) + Math.min(0, after)
    from = from.narrow(d, Math.max(0, -before), kept) as Tensor
    to = to.narrow(d, Math.max(0, before), kept) as Tensor
  }
  to.copy_(from)
  if (gradMode.enabled && needsGrad(x))
    record('ConstantPadNdBackward0', out, [x], [], (g) => [
      padded(
        g,
        sides.map((s) => -s),
        0,
      ),
    ])
  return out
}

/** Where the elements of a border come from. */
const SOURCES = {
  reflect: (i: number, n: number): number => (i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i),
  replicate: (i: number, n: number): number => Math.min(Math.max(i, 0), n - 1),
  circular: (i: number, n: number): number => ((i % n) + n) % n,
}

/**
 * A border around the last dimensions: `[left, right, top, bottom, …]`, negative where something is cut off.
 * Errors: RuntimeError for borders that do not fit.
 *
 * @see torch.nn.functional.pad
 * @example
 * F.pad(tensor([1, 2]), [1, 2])
 * // tensor([0., 1., 2., 0., 0.])
 */
export function pad(
  input: Tensor,
  sides: readonly number[],
  ...options: readonly (PadOptions['mode'] | number | PadOptions | null | undefined)[]
): Tensor {
  const { mode, value } = named(options, { mode: 'constant', value: null } as Required<PadOptions>)
  if (mode === 'constant') return padded(input, sides, value ?? 0)
  if (!(mode in SOURCES)) throw new RuntimeError(`Unrecognised padding mode ${String(mode)}`)
  const [rank, borders] = [input.sizes.length, sides.length / 2]
  // PyTorch pads the last dimensions but the batch and the channels, of which the batch may be missing.
  if (rank !== borders + 1 && rank !== borders + 2)
    throw new RuntimeError(`Padding size ${sides.length} is not supported for ${rank}D input tensor.`)
  let out = input
  for (let k = 0; k < sides.length / 2; k++) {
    const d = input.sizes.length - 1 - k
    const n = out.sizes[d]
    const [before, after] = [sides[2 * k], sides[2 * k + 1]]
    if (mode === 'reflect' && (before >= n || after >= n))
      throw new RuntimeError(
        `Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (${before}, ${after}) at dimension ${d} of input [${input.sizes.join(', ')}]`,
      )
    if (mode === 'circular' && (before > n || after > n))
      throw new RuntimeError('Padding value causes wrapping around more than once.')
    const places = BigInt64Array.from({ length: n + before + after }, (_, i) => BigInt(SOURCES[mode](i - before, n)))
    out = indexSelect(out, d, Tensor.own(places, 'int64', [places.length]))
  }
  return out
}
