import { escapeHTML } from './escape.js'
import type { Shown } from './host.js'
import { bytesOf, isShaped } from './shaped.js'
import { textOf } from './text.js'

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
  const bytes = bytesOf(value)
  return [
    `shape [${shape.join(', ')}]`,
    ...(dtype === undefined ? [] : [String(dtype)]),
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
