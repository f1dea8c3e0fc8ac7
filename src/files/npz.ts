import { createRequire } from 'node:module'
import type AdmZip from 'adm-zip'
import { ValueError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { npyParts, readNpy } from './npy.js'
import { bytesOf, memorySource, type Source } from './source.js'

/** Loaded when it is first needed: most programs read no archive. */
const require = createRequire(import.meta.url)
const zip = (): typeof AdmZip => require('adm-zip')

export const isZip = (start: Uint8Array): boolean =>
  start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5)

/** No deflated byte stands for more (https://zlib.net/zlib_tech.html): who announces more lies. */
const MOST_PER_BYTE = 1032

/** The arrays of an .npz archive by name. Errors: ValueError if it is none, damaged, or holds something else. */
export function readNpz(source: Source): [name: string, x: Tensor][] {
  const { name } = source
  const archive = openZip(bytesOf(source, 0, source.size), name)
  const announced = archive.reduce((sum, entry) => sum + entry.header.size, 0)
  if (announced > source.size * MOST_PER_BYTE)
    throw new ValueError(`${name}: the archive announces ${announced} bytes, more than it can hold`)
  return archive.map((entry) => {
    const member = entry.entryName
    if (/(^|\/)data\.pkl$/.test(member))
      throw new ValueError(
        `${name}: a file of torch.save holds a program of Python's (a pickle); save tensors with safetensors.torch.save_file`,
      )
    if (!member.endsWith('.npy'))
      throw new ValueError(`${name}: '${member}' is no array: an .npz archive holds .npy files`)
    return [member.slice(0, -'.npy'.length), readNpy(memorySource(contentOf(entry, name), `${name}, ${member}`))]
  })
}

function openZip(bytes: Uint8Array, name: string): AdmZip.IZipEntry[] {
  try {
    return new (zip())(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).getEntries()
  } catch (error) {
    throw new ValueError(`${name}: no zip archive, or a damaged one (${(error as Error).message})`, { cause: error })
  }
}

/** The checksum is looked at by the library. */
function contentOf(entry: AdmZip.IZipEntry, name: string): Uint8Array {
  try {
    return entry.getData()
  } catch (error) {
    throw new ValueError(`${name}: '${entry.entryName}' is damaged (${(error as Error).message})`, { cause: error })
  }
}

/** An archive of arrays, not compressed, as numpy.savez writes it. */
export function npzBytes(tensors: readonly (readonly [name: string, x: Tensor])[]): Uint8Array {
  const archive = new (zip())({ noSort: true })
  for (const [name, x] of tensors) {
    const entry = `${name}.npy`
    archive.addFile(entry, Buffer.concat(npyParts(x)))
    const added = archive.getEntry(entry)
    if (added === null) continue
    added.header.method = 0
    // As numpy.savez: the same tensors give the same bytes.
    added.header.time = new Date(1980, 0, 1)
  }
  return archive.toBuffer()
}
