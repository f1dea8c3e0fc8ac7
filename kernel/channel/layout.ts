import { MessageChannel, type MessagePort } from 'node:worker_threads'

/**
 * The shared memory: a header of 16 int32, then the ring. Head and tail count bytes since the start, modulo 2³²,
 * so the ring's size must be a power of two.
 */
export const HEADER_BYTES = 64
export const DEFAULT_RING_BYTES = 1 << 20

/** Words of the header. */
export const word = {
  head: 0,
  tail: 1,
  /** 0: the reader is at work. Else the serial of its sleep: the next record posts one wake-up. */
  asleep: 2,
  /** The wire has gone: nobody reads any more, and nothing may block. */
  closed: 3,
  /** An answer to a question of stdin was posted. */
  answered: 4,
  /** The serial of the cell that the newest interrupt was meant for. */
  interrupted: 5,
} as const

/** A record: int32 length, kind, cell, then `length` bytes; padded to 4. A record never wraps. */
export const RECORD_BYTES = 12
/** In the place of a length: the rest of the ring up to its end is unused. */
export const SKIP = -1
/** A ticket's bytes are the number of a message that travels by port; of the others, text. */
export const record = { stdout: 1, stderr: 2, ticket: 3 } as const

export type StreamName = 'stdout' | 'stderr'

/** One side of the channel, as it crosses to its thread (transfer the ports). */
export interface ChannelEnd {
  memory: SharedArrayBuffer
  /** session → wire: events, each with a ticket in the ring, and wake-ups. wire → session: requests. */
  port: MessagePort
  /** wire → session: answers to questions of stdin. Apart, so that a blocked `prompt` takes nothing else. */
  answers: MessagePort
}

/**
 * The one ordered, bounded way from the session to the wire.
 * @param bytes size of the ring, a power of two: how much text may be under way before the session waits.
 */
export function createChannel(bytes = DEFAULT_RING_BYTES): { session: ChannelEnd; wire: ChannelEnd } {
  if (!Number.isInteger(Math.log2(bytes)) || bytes < 256) {
    throw new RangeError(`a ring's size is a power of two of at least 256 bytes, not ${bytes}`)
  }
  const memory = new SharedArrayBuffer(HEADER_BYTES + bytes)
  const messages = new MessageChannel()
  const answers = new MessageChannel()
  return {
    session: { memory, port: messages.port1, answers: answers.port1 },
    wire: { memory, port: messages.port2, answers: answers.port2 },
  }
}
