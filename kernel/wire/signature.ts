import { createHmac, timingSafeEqual } from 'node:crypto'

/** So many signatures are remembered; a message that comes again within them is a replay. */
const REMEMBERED = 65536

/** Signs and checks messages. https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol */
export class Signer {
  readonly #key: string
  readonly #digest: string
  readonly #seen = new Set<string>()

  /** @param key empty: messages are neither signed nor checked, as the protocol has it. */
  constructor(key: string, digest = 'sha256') {
    this.#key = key
    this.#digest = digest
    // An unknown digest must show at the start, not with the first message.
    createHmac(digest, key)
  }

  /** Hexadecimal signature of the four parts: header, parent header, metadata, content. */
  sign(parts: readonly (Buffer | string)[]): string {
    if (this.#key === '') return ''
    const hmac = createHmac(this.#digest, this.#key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  /** Constant time in the contents. Undefined when the message is good, else why it is not. */
  refusal(signature: Buffer, parts: readonly Buffer[]): 'bad signature' | 'replayed' | undefined {
    if (this.#key === '') return undefined
    const expected = Buffer.from(this.sign(parts), 'latin1')
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return 'bad signature'
    const name = signature.toString('latin1')
    if (this.#seen.has(name)) return 'replayed'
    this.#seen.add(name)
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value as string)
    return undefined
  }
}
