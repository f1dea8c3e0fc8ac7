import { escapeHTML } from './escape.js'
import type { Shown } from './host.js'
import { textOf } from './text.js'

/** What a tensor tells of itself. */
interface Shaped {
  readonly shape: readonly number[]
  readonly dtype?: unknown
  elementSize?(): number
}

function isShaped(value: unknown): value is Shaped {
  return typeof value === 'object' && value !== null && Array.isArray((value as Partial<Shaped>).shape)
}

/**
 * The line below a value: the user's own, or `shape [2, 3], float32, 24 bytes`.
 * Errors: TypeError if the shape of a value without one is asked for.
 */
export function captionOf(value: unknown, wanted: boolean | string | undefined): string | undefined {
  if (wanted === undefined || wanted === false) return undefined
  if (typeof wanted === 'string') return wanted
  if (!isShaped(value))
    throw new TypeError(`display: a caption of its shape is for tensors; give a text for ${textOf(value)}`)
  const { shape, dtype } = value
  const bytes = value.elementSize && value.elementSize() * shape.reduce((product, size) => product * size, 1)
  return [
    `shape [${shape.join(', ')}]`,
    ...(dtype === undefined ? [] : [String(dtype).replace(/^torch\./, '')]),
    ...(bytes === undefined ? [] : [`${bytes.toLocaleString('en-US')} bytes`]),
  ].join(', ')
}

/** Under text and HTML; a picture or a chart keeps to itself, because HTML beside it would hide it. */
export function withCaption({ data, metadata }: Shown, caption: string): Shown {
  const plain = `${data['text/plain']}\n${caption}`
  const types = Object.keys(data).filter((type) => type !== 'text/plain')
  if (types.some((type) => type !== 'text/html')) return { data: { ...data, 'text/plain': plain }, metadata }
  const body = data['text/html'] ?? `<pre>${escapeHTML(String(data['text/plain']))}</pre>`
  const html = `<figure style="margin: 0">${body}<figcaption><i>${escapeHTML(caption)}</i></figcaption></figure>`
  return { data: { ...data, 'text/html': html, 'text/plain': plain }, metadata }
}
