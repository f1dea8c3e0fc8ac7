import type { Shown } from './host.js'
import { textOf } from './text.js'
import { isVegaSpec, vegaBundle } from './vega.js'

/** MIME type → data: text, base64 of bytes, or JSON. */
export type MimeBundle = Record<string, unknown>

/** A value with this method says itself how it is shown: a MIME bundle, or a promise of one. Deno's kernel knows it too. */
export const jupyterDisplay: unique symbol = Symbol.for('Jupyter.display')

/** On a bundle: metadata by MIME type, such as the width of an image. */
export const jupyterMetadata: unique symbol = Symbol.for('Jupyter.metadata')

/** On a value: shown as a result, it shows nothing. */
export const showsNothing: unique symbol = Symbol.for('tsgrad.showsNothing')

/** What can be shown with more than its text. */
export interface Displayable {
  [jupyterDisplay](): MimeBundle | Promise<MimeBundle>
}

/**
 * How a value is shown. First that fits: its own `Jupyter.display` (unless that gives nothing), a Vega or Vega-Lite specification, text.
 * Every bundle has `text/plain`.
 * Errors: whatever the value's own method throws; TypeError if that gives no bundle.
 */
export function bundleOf(value: unknown): Shown | Promise<Shown> {
  const own = ownBundle(value)
  if (own instanceof Promise)
    return own.then((bundle: unknown) =>
      bundle === undefined || bundle === null ? plain(value) : complete(bundle, value),
    )
  if (own !== undefined && own !== null) return complete(own, value)
  if (isVegaSpec(value)) return vegaBundle(value)
  return plain(value)
}

const plain = (value: unknown): Shown => ({ data: { 'text/plain': textOf(value) }, metadata: {} })

/** A bundle of the user's own making, checked and made fit to be sent. */
export function complete(bundle: unknown, value: unknown = bundle): Shown {
  if (typeof bundle !== 'object' || bundle === null || Array.isArray(bundle)) {
    throw new TypeError(`a MIME bundle is an object of MIME types, got ${textOf(bundle)}`)
  }
  const metadata = (bundle as { [jupyterMetadata]?: MimeBundle })[jupyterMetadata] ?? {}
  const data: MimeBundle = {}
  for (const [type, content] of Object.entries(bundle)) {
    const sendable = sendableContent(type, content)
    if (sendable !== undefined) data[type] = sendable
  }
  if (typeof data['text/plain'] !== 'string') data['text/plain'] = plainText(data, value)
  return { data, metadata: plainData(metadata) }
}

function ownBundle(value: unknown): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  const method = (value as Partial<Displayable>)[jupyterDisplay]
  return typeof method === 'function' ? method.call(value as Displayable) : undefined
}

/** Bytes as base64; JSON as plain data, since a message is cloned on its way: no functions, no class instances. */
function sendableContent(type: string, content: unknown): unknown {
  if (content === undefined || typeof content === 'string') return content
  if (content instanceof Uint8Array)
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64')
  const json = JSON.stringify(content)
  if (json === undefined) return undefined
  return type === 'application/json' || type.endsWith('+json') ? JSON.parse(json) : json
}

/** JSON and nothing else. */
export function plainData(metadata: MimeBundle): MimeBundle {
  return JSON.parse(JSON.stringify(metadata)) as MimeBundle
}

function plainText(data: MimeBundle, value: unknown): string {
  for (const type of ['text/markdown', 'text/latex', 'text/html']) if (typeof data[type] === 'string') return data[type]
  return value === undefined ? '' : textOf(value)
}
