import { fileURLToPath } from 'node:url'
import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { writeWhole } from './atomic.js'
import { isNpy, npyParts, readNpy } from './npy.js'
import { isZip, npzBytes, readNpz } from './npz.js'
import { readSafetensors, safetensorsParts } from './safetensors.js'
import { bytesOf, memorySource, type Source, withFile } from './source.js'
import { flatten, restore } from './structure.js'

/** What can be saved: tensors, and plain data around them (objects, arrays, numbers, texts, booleans, null). */
export type Savable =
  | Tensor
  | number
  | bigint
  | string
  | boolean
  | null
  | undefined
  | readonly Savable[]
  | SavableObject
interface SavableObject {
  readonly [key: string]: Savable
}

/** Under this key our files keep what lies around the tensors. Others hold texts there that do not concern us. */
const OUTLINE = 'tsgrad'

const pathOf = (file: string | URL): string => (file instanceof URL ? fileURLToPath(file) : file)

/**
 * Saves tensors to a file, in the format that its name tells:
 *
 * - `.safetensors`: a state dict (`save(model.stateDict(), 'model.safetensors')`), a tensor, or a checkpoint, which is
 *   plain data with tensors in it. Python's safetensors reads the tensors by their names.
 * - `.npy`: one tensor, for numpy.load. `.npz`: tensors by name.
 *
 * The file is written whole or not at all: what stood there before stays until then.
 * Errors: ValueError for other names, TypeError for what the format cannot hold, RuntimeError if it cannot be written.
 *
 * @example
 * save(model.stateDict(), 'model.safetensors')
 */
export function save(value: Savable | object, file: string | URL): void {
  const path = pathOf(file)
  writeWhole(path, partsOf(value, path))
}

function partsOf(value: unknown, path: string): Uint8Array[] {
  if (path.endsWith('.safetensors')) {
    const { tensors, outline } = flatten(value)
    return safetensorsParts({ tensors, metadata: { format: 'pt', ...(outline !== null && { [OUTLINE]: outline }) } })
  }
  if (path.endsWith('.npy')) {
    if (value instanceof Tensor) return npyParts(value)
    throw new TypeError('an .npy file holds one tensor; save several as .npz or .safetensors')
  }
  if (path.endsWith('.npz')) {
    const entries = Object.entries(value as object)
    if (value instanceof Tensor || entries.some(([, x]) => !(x instanceof Tensor)))
      throw new TypeError('an .npz archive holds tensors by name: {name: tensor, …}')
    return [npzBytes(entries)]
  }
  throw new ValueError(`${path}: the name must end in .safetensors, .npy or .npz`)
}

/**
 * What a file holds, by what it is and not by its name: the value that `save` was given; the tensors by name of any other
 * safetensors file or .npz archive; the tensor of an .npy file. Bytes in memory are read too. Elements of types that the
 * runtime lacks become the next larger one: float16 and bfloat16 float32, int8, int16 and uint16 int32, uint32 int64.
 *
 * Example: `model.loadStateDict(load('model.safetensors'))`. Say what comes where the compiler cannot know:
 * `load<Tensor>('x.npy')`.
 * Errors: ValueError that names the file if it is damaged or of another format, before anything large is allocated;
 * RuntimeError if it cannot be opened.
 *
 * @example
 * model.loadStateDict(load('model.safetensors'))
 */
export function load<T = Record<string, Tensor>>(file: string | URL | Uint8Array): T {
  if (file instanceof Uint8Array) return read(memorySource(file, 'the bytes')) as T
  return withFile(pathOf(file), read) as T
}

function read(source: Source): unknown {
  const start = bytesOf(source, 0, Math.min(8, source.size))
  if (isNpy(start)) return readNpy(source)
  if (isZip(start)) return Object.fromEntries(readNpz(source))
  const { tensors, metadata } = readSafetensors(source)
  const outline = Object.hasOwn(metadata, OUTLINE) ? metadata[OUTLINE] : null
  return outline === null ? Object.fromEntries(tensors) : restore(tensors, outline, source.name)
}
