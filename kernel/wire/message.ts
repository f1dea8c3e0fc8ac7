import { randomUUID } from 'node:crypto'
import type { Signer } from './signature.js'

/** The protocol that is spoken: https://jupyter-client.readthedocs.io/en/stable/messaging.html */
export const PROTOCOL_VERSION = '5.5'

export type Json = Record<string, unknown>

export interface Header extends Json {
  msg_id: string
  msg_type: string
  session: string
}

/** A message as it came. */
export interface Message {
  /** Routing frames: a reply goes back to them. */
  identities: Buffer[]
  header: Header
  /** The header of what it answers; empty for a request. */
  parent: Json
  metadata: Json
  content: Json
  buffers: Buffer[]
}

/** A message to be sent. */
export interface Outgoing {
  type: string
  /** The message's own id, where the sender must know it; made up otherwise. */
  id?: string
  content: Json
  /** The header of the request it belongs to; `{}` where there is none. */
  parent: Json
  metadata?: Json
  buffers?: readonly Uint8Array[]
}

/** A message that is not one: why. It is logged and skipped. */
export class MalformedMessage extends Error {}

/**
 * What one message may weigh, all of its frames together, in bytes: enough for a widget's picture or a table of its own,
 * and far from what a JavaScript string can hold (2^29 characters). What is above is dropped before it is read.
 */
export const MOST_BYTES = 256 * 2 ** 20
/** The header is echoed with everything that belongs to the request. */
export const MOST_HEADER_BYTES = 64 * 1024
/** How deep a part may be nested: JSON.parse has no bound, but JSON.stringify has, the stack's, and the header is written again. */
export const MOST_LEVELS = 256
/** Identities and buffers included. */
export const MOST_FRAMES = 4096

const DELIMITER = '<IDS|MSG>'
const PARTS = ['header', 'parent header', 'metadata', 'content'] as const

/** Reads and writes the frames of messages, signed. */
export class Codec {
  readonly #signer: Signer
  readonly session = randomUUID()
  #sent = 0

  constructor(signer: Signer) {
    this.#signer = signer
  }

  /** @throws MalformedMessage when the frames are no message, or not one by who holds the key. */
  decode(frames: readonly Buffer[]): Message {
    const at = frames.findIndex((frame) => frame.length === DELIMITER.length && frame.toString('latin1') === DELIMITER)
    if (at < 0) throw new MalformedMessage(`no ${DELIMITER} in ${frames.length} frames`)
    const signature = frames[at + 1]
    const parts = frames.slice(at + 2, at + 6)
    if (signature === undefined || parts.length < PARTS.length) {
      throw new MalformedMessage(`${frames.length - at - 1} frames behind ${DELIMITER}, at least 5 are needed`)
    }
    const excess = excessOf(frames, parts[0]!)
    if (excess !== undefined) throw new MalformedMessage(excess)
    const refusal = this.#signer.refusal(signature, parts)
    if (refusal !== undefined) throw new MalformedMessage(refusal)
    const [header, parent, metadata, content] = parts.map(parseObject)
    for (const name of ['msg_id', 'msg_type', 'session']) {
      if (typeof header![name] !== 'string') throw new MalformedMessage(`the header has no ${name}`)
    }
    return {
      identities: frames.slice(0, at),
      header: header as Header,
      parent: parent!,
      metadata: metadata!,
      content: content!,
      buffers: frames.slice(at + 6),
    }
  }

  /**
   * @param prefix routing frames, or the topic on iopub.
   * @throws TypeError when the content cannot be written as JSON (a BigInt, a cycle).
   */
  encode(prefix: readonly (Buffer | string)[], message: Outgoing): (Buffer | string | Uint8Array)[] {
    const header = {
      msg_id: message.id ?? `${this.session}_${++this.#sent}`,
      msg_type: message.type,
      session: this.session,
      username: 'tsgrad',
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    }
    const parts = [header, message.parent, message.metadata ?? {}, message.content].map(toJson)
    return [...prefix, DELIMITER, this.#signer.sign(parts), ...parts, ...(message.buffers ?? [])]
  }
}

/** Told before anything is signed or parsed, which would cost what the bound is to spare. */
function excessOf(frames: readonly Buffer[], header: Buffer): string | undefined {
  const told = (size: number, what: string, most: number) => `${size} ${what}, at most ${most} are taken`
  if (frames.length > MOST_FRAMES) return told(frames.length, 'frames', MOST_FRAMES)
  if (header.length > MOST_HEADER_BYTES) return told(header.length, 'bytes of header', MOST_HEADER_BYTES)
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
  return bytes > MOST_BYTES ? told(bytes, 'bytes', MOST_BYTES) : undefined
}

/** It is nested no deeper than `levels`. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1))
}

function parseObject(frame: Buffer, index: number): Json {
  let value: unknown
  try {
    value = JSON.parse(frame.toString('utf8'))
  } catch (error) {
    throw new MalformedMessage(`the ${PARTS[index]} is no JSON: ${(error as Error).message}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedMessage(`the ${PARTS[index]} is no object`)
  }
  if (!isShallow(value, MOST_LEVELS)) {
    throw new MalformedMessage(`the ${PARTS[index]} is nested deeper than ${MOST_LEVELS} levels`)
  }
  return value as Json
}

/**
 * JSON without lone surrogates: JavaScript escapes them, and Python's clients then hold strings that they cannot
 * encode. Backslash pairs are consumed so that an escaped backslash before `ud800` stays.
 */
function toJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!json.includes('\\ud')) return json
  return json.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/gs, (found) => (found.length > 2 ? '\\ufffd' : found))
}
