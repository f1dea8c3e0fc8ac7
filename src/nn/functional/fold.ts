import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { RuntimeError } from '../../errors.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { type Extents, type Two, two, type Windows, windowsIn } from './extents.js'

/** `[N, C, H, W]` with zeros around it, as memory of its own; itself where nothing is added. */
function framed(x: Tensor, [top, left]: Two): Tensor {
  const plain = x.detach() as Tensor
  if (top === 0 && left === 0) return plain.contiguous() as Tensor
  const [n, c, h, w] = x.sizes
  const out = Tensor.empty([n, c, h + 2 * top, w + 2 * left], x.dtype).zero_() as Tensor
  ;(out.narrow(2, top, h).narrow(3, left, w) as Tensor).copy_(plain)
  return out
}

/** All windows of an image as a view of its memory: [N, C, KH, KW, OH, OW]. */
function windowsOf(image: Tensor, { kernel, stride, dilation }: Windows, [oh, ow]: Two): Tensor {
  const [n, c] = image.sizes
  const [sn, sc, sh, sw] = image.strides
  return image.alias(
    [n, c, kernel[0], kernel[1], oh, ow],
    [sn, sc, sh * dilation[0], sw * dilation[1], sh * stride[0], sw * stride[1]],
    image.offset,
  )
}

/** `[N, C, H, W]` → `[N, C · KH · KW, L]`: every window as a column (im2col). Its gradient is `columnsToImage`. */
export function imageToColumns(x: Tensor, at: Windows): Tensor {
  const [n, c, h, w] = x.sizes
  const size = windowsIn([h, w], at)
  const [kh, kw] = at.kernel
  const columns = windowsOf(framed(x, at.padding), at, size).clone({ memoryFormat: 'contiguous' }) as Tensor
  const out = columns.view([n, c * kh * kw, size[0] * size[1]]) as Tensor
  if (gradMode.enabled && needsGrad(x)) record('Im2ColBackward0', out, [x], [], (g) => [columnsToImage(g, [h, w], at)])
  return out
}

/** `[N, C · KH · KW, L]` → `[N, C, H, W]`: the columns added up where their windows lie (col2im). */
export function columnsToImage(columns: Tensor, [h, w]: Two, at: Windows): Tensor {
  const { kernel, stride, dilation, padding } = at
  const n = columns.sizes[0]
  const c = columns.sizes[1] / (kernel[0] * kernel[1])
  const [oh, ow] = windowsIn([h, w], at)
  const parts = (columns.detach() as Tensor).reshape([n, c, kernel[0], kernel[1], oh, ow]) as Tensor
  const image = Tensor.empty([n, c, h + 2 * padding[0], w + 2 * padding[1]], columns.dtype).zero_() as Tensor
  const [sn, sc, sh, sw] = image.strides
  for (let i = 0; i < kernel[0]; i++)
    for (let j = 0; j < kernel[1]; j++) {
      const offset = i * dilation[0] * sh + j * dilation[1] * sw
      const target = image.alias([n, c, oh, ow], [sn, sc, sh * stride[0], sw * stride[1]], offset)
      target.add_(parts.at(':', ':', i, j) as Tensor)
    }
  const out = (image.narrow(2, padding[0], h).narrow(3, padding[1], w) as Tensor).contiguous() as Tensor
  if (gradMode.enabled && needsGrad(columns))
    record('Col2ImBackward0', out, [columns], [], (g) => [imageToColumns(g, at)])
  return out
}

export interface UnfoldOptions {
  dilation?: Extents
  padding?: Extents
  stride?: Extents
}
const DEFAULTS: Required<UnfoldOptions> = { dilation: 1, padding: 0, stride: 1 }

const geometry = (kernelSize: Extents, options: readonly unknown[]): Windows => {
  const { dilation, padding, stride } = named(options, DEFAULTS)
  return {
    kernel: two(kernelSize, 'kernel_size'),
    stride: two(stride, 'stride'),
    padding: two(padding, 'padding'),
    dilation: two(dilation, 'dilation'),
  }
}

type UnfoldArguments = readonly (Extents | UnfoldOptions | undefined)[]

/**
 * Every window of an image `[N, C, H, W]` (or `[C, H, W]`) as a column: `[N, C · KH · KW, L]`.
 *
 * @see torch.nn.functional.unfold
 * @example
 * F.unfold(ones(1, 1, 3, 3), [2, 2]).shape
 * // torch.Size([1, 4, 4])
 */
export function unfold(input: Tensor, kernelSize: Extents, ...options: UnfoldArguments): Tensor {
  if (input.sizes.length !== 3 && input.sizes.length !== 4)
    throw new RuntimeError(
      `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [${input.sizes.join(', ')}]`,
    )
  const at = geometry(kernelSize, options)
  if (input.sizes.length === 3) return imageToColumns(input.unsqueeze(0) as Tensor, at).squeeze(0) as Tensor
  const [oh, ow] = windowsIn([input.sizes[2], input.sizes[3]], at)
  if (oh < 1 || ow < 1)
    throw new RuntimeError(
      `Given input with spatial size (${input.sizes[2]}, ${input.sizes[3]}), kernel_size=(${at.kernel.join(', ')}), dilation=(${at.dilation.join(', ')}), padding=(${at.padding.join(', ')}), calculated shape of the array of sliding blocks as (${oh}, ${ow}), but its components must be at least one.`,
    )
  return imageToColumns(input, at)
}

/**
 * Columns `[N, C · KH · KW, L]` added up to images of `outputSize`: `[N, C, H, W]`.
 *
 * @see torch.nn.functional.fold
 * @example
 * F.fold(ones(1, 4, 1), [2, 2], [2, 2]).shape
 * // torch.Size([1, 1, 2, 2])
 */
export function fold(input: Tensor, outputSize: Extents, kernelSize: Extents, ...options: UnfoldArguments): Tensor {
  const size = two(outputSize, 'output_size')
  const at = geometry(kernelSize, options)
  const [rows, columns] = input.sizes.slice(-2)
  const [oh, ow] = windowsIn(size, at)
  if (rows % (at.kernel[0] * at.kernel[1]) !== 0)
    throw new RuntimeError(
      `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=${rows} and kernel_size=(${at.kernel.join(', ')}).`,
    )
  if (oh * ow !== columns)
    throw new RuntimeError(
      `Given output_size=(${size.join(', ')}), kernel_size=(${at.kernel.join(', ')}), dilation=(${at.dilation.join(', ')}), padding=(${at.padding.join(', ')}), stride=(${at.stride.join(', ')}), expected size of input's dimension 2 to match the calculated number of sliding blocks ${oh} * ${ow} = ${oh * ow}, but got input.size(2)=${columns}.`,
    )
  if (input.sizes.length === 2) return columnsToImage(input.unsqueeze(0) as Tensor, size, at).squeeze(0) as Tensor
  return columnsToImage(input, size, at)
}
