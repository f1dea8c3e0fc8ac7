import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Rich } from './rich.js'

export type ImageFormat = 'png' | 'jpeg' | 'gif'

export interface ImageOptions {
  /** Told by the first bytes if left out. */
  format?: ImageFormat
  /** The size to show it at, in CSS pixels. */
  width?: number
  height?: number
  /** What stands for the picture where none can be shown. */
  alt?: string
}

/** The first bytes of each format. */
const SIGNATURES: Record<ImageFormat, number[]> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
  gif: [0x47, 0x49, 0x46, 0x38],
}

/**
 * A picture: bytes, the path of a file, a `file:` URL or a `data:` URL.
 * Errors: TypeError for bytes that are no PNG, JPEG or GIF (and no `format` is given), and for a source of another kind;
 * what the file system says of a path.
 *
 * @example
 * display(image('logo.png'))
 */
export function image(source: Uint8Array | ArrayBuffer | string | URL, options: ImageOptions = {}): Rich {
  const { width, height, alt } = options
  const bytes = bytesOf(source)
  const format = options.format ?? formatOf(bytes)
  if (format === undefined || !(format in SIGNATURES)) {
    throw new TypeError(
      options.format
        ? `image: the format is png, jpeg or gif, not '${options.format}'`
        : 'image: the bytes are no PNG, JPEG or GIF',
    )
  }
  const type = `image/${format}`
  const metadata = {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(alt !== undefined && { alt }),
  }
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return new Rich({ [type]: base64, 'text/plain': alt ?? `<${format.toUpperCase()} image>` }, { [type]: metadata })
}

function bytesOf(source: unknown): Uint8Array {
  if (source instanceof Uint8Array) return source
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  if (source instanceof URL) return bytesOf(source.href)
  if (typeof source !== 'string') throw new TypeError('image: the source is bytes, a path or a data URL')
  if (source.startsWith('data:')) return dataURLBytes(source)
  return readFileSync(source.startsWith('file:') ? fileURLToPath(source) : source)
}

/** https://www.rfc-editor.org/rfc/rfc2397 */
function dataURLBytes(url: string): Uint8Array {
  const match = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(url)
  if (!match) throw new TypeError('image: the data URL has no comma before its data')
  const text = decodeURIComponent(match[3] as string)
  return Buffer.from(text, match[2] ? 'base64' : 'latin1')
}

function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  return (Object.keys(SIGNATURES) as ImageFormat[]).find((name) =>
    SIGNATURES[name].every((byte, i) => bytes[i] === byte),
  )
}
