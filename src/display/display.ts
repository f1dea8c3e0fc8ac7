import { randomUUID } from 'node:crypto'
import { bundleOf, complete, type MimeBundle, plainData, showsNothing } from './bundle.js'
import { captionOf, withCaption } from './caption.js'
import { currentHost, type Shown } from './host.js'

export interface DisplayOptions {
  /** Name of the display, by which it can be updated. Made up if left out. */
  displayId?: string
  /** Replace what is shown under `displayId` instead of showing something new. */
  update?: boolean
  /** The value is a MIME bundle. */
  raw?: boolean
  /** Metadata by MIME type; they win over those of the value. */
  metadata?: MimeBundle
  /** A line below the value; `true` tells shape, type and size of a tensor. */
  caption?: boolean | string
}

/** What `display` gives: the way to change what it showed. As a cell's result it shows nothing. */
export interface DisplayHandle {
  readonly displayId: string
  /** Show another value in the same place, in every cell that shows this display. */
  update(value: unknown, options?: Pick<DisplayOptions, 'raw' | 'metadata' | 'caption'>): DisplayHandle
}

/**
 * Show a value now, in order with what is printed. A value that makes its bundle asynchronously (a chart with its
 * picture) is shown when the bundle is there; the cell does not end before.
 *
 * Outside a kernel the text/plain is printed.
 * Errors: TypeError for `update` without a `displayId`, for a `raw` value that is no bundle, and for `caption: true` of a
 * value without a shape.
 *
 * @example
 * display(tensor([1, 2]), html('<b>bold</b>'))
 */
export function display(value: unknown, options: DisplayOptions = {}): DisplayHandle {
  const { raw = false, update = false, metadata = {} } = options
  if (update && options.displayId === undefined)
    throw new TypeError('display: update needs the displayId of what it replaces')
  const displayId = options.displayId ?? randomUUID()
  const host = currentHost()
  const send = (shown: Shown): void => {
    host.display({ data: shown.data, metadata: { ...shown.metadata, ...plainData(metadata) } }, { displayId, update })
  }
  const bundle = raw ? complete(value) : bundleOf(value)
  const caption = captionOf(value, options.caption)
  const captioned = (made: Shown): Shown => (caption === undefined ? made : withCaption(made, caption))
  const shown = bundle instanceof Promise ? bundle.then(captioned) : captioned(bundle)
  if (shown instanceof Promise) host.waitFor(shown.then(send))
  else send(shown)
  return handle(displayId)
}

function handle(displayId: string): DisplayHandle {
  const made: DisplayHandle = {
    displayId,
    update: (value, options) => display(value, { ...options, displayId, update: true }),
  }
  return Object.defineProperty(made, showsNothing, { value: true })
}

/**
 * Empty the cell's output; with `wait`, only when something new is there to take its place.
 *
 * @example
 * clearOutput()
 */
export function clearOutput(wait = false): void {
  currentHost().clearOutput(wait)
}
