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
 * picture) is shown when the bundle is there; the cell does not end before. What a cell shows, and what is shown under one
 * `displayId`, stays in the order of the calls.
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
  inOrder([displayId, host.cell?.()], shown, send)
  return handle(displayId)
}

/** What is on its way, by the display and the cell that it goes to. */
const under = new Map<unknown, Promise<unknown>>()

/** Sends what was made after all that was called for before it in the same places: at once, if nothing is on its way. */
function inOrder<Made>(places: unknown[], made: Made | Promise<Made>, send: (made: Made) => void): void {
  const before = places.flatMap((place) => under.get(place) ?? [])
  if (!(made instanceof Promise) && before.length === 0) {
    send(made)
    return
  }
  const sent = Promise.all([made, ...before]).then(([ready]) => send(ready))
  const settled = sent
    .catch(() => {}) // the host tells, and what comes after it goes on
    .then(() => {
      for (const place of places) if (under.get(place) === settled) under.delete(place)
    })
  for (const place of places) under.set(place, settled)
  currentHost().waitFor(sent)
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
  const host = currentHost()
  inOrder([host.cell?.()], wait, (waits) => host.clearOutput(waits))
}
