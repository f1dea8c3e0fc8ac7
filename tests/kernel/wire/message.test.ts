import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  Codec,
  MalformedMessage,
  MOST_BYTES,
  MOST_FRAMES,
  MOST_HEADER_BYTES,
  MOST_LEVELS,
} from '../../../kernel/wire/message.js'
import { Signer } from '../../../kernel/wire/signature.js'

const header = { msg_id: 'm', msg_type: 't', session: 's' }
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
const framed = (parts: unknown[], key = 'key', buffers: Buffer[] = []) => {
  const frames = parts.map(bytes)
  const signature = new Signer(key).sign(frames)
  return [bytes('id'), bytes('<IDS|MSG>'), bytes(signature), ...frames, ...buffers]
}

describe('Signer', () => {
  test('is the HMAC-SHA256 of RFC 4231, test case 2, whatever the cuts', () => {
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    expect(new Signer('Jefe').sign(['what do ya want ', 'for nothing?'])).toBe(expected)
    expect(new Signer('Jefe').sign([Buffer.from('what do ya want for nothing?')])).toBe(expected)
  })

  test('other digests, none without a key, and an unknown one at once', () => {
    const expected = createHmac('sha512', 'k').update('x').digest('hex')
    expect(new Signer('k', 'sha512').sign(['x'])).toBe(expected)
    expect(new Signer('').sign(['x'])).toBe('')
    expect(new Signer('').refusal(bytes('anything'), [bytes('x')])).toBeUndefined()
    expect(() => new Signer('k', 'md0')).toThrow(/digest/i)
  })

  test('refuses wrong, short, long and repeated signatures', () => {
    const signer = new Signer('k')
    const good = signer.sign([bytes('x')])
    expect(signer.refusal(bytes(good.slice(1)), [bytes('x')])).toBe('bad signature')
    expect(signer.refusal(bytes(`${good}0`), [bytes('x')])).toBe('bad signature')
    expect(signer.refusal(bytes(good.toUpperCase().toLowerCase()), [bytes('y')])).toBe('bad signature')
    expect(signer.refusal(bytes(good), [bytes('x')])).toBeUndefined()
    expect(signer.refusal(bytes(good), [bytes('x')])).toBe('replayed')
  })
})

describe('Codec', () => {
  test('reads identities, parts and buffers', () => {
    const codec = new Codec(new Signer('key'))
    const message = codec.decode(
      framed([header, { msg_id: 'p' }, { a: 1 }, { code: 'é' }], 'key', [Buffer.from([0, 255])]),
    )
    expect(message).toEqual({
      identities: [bytes('id')],
      header,
      parent: { msg_id: 'p' },
      metadata: { a: 1 },
      content: { code: 'é' },
      buffers: [Buffer.from([0, 255])],
    })
  })

  test.each([
    ['no delimiter', [bytes('x')], /no <IDS\|MSG>/],
    ['too few frames', framed([header, {}, {}]), /at least 5/],
    ['another key', framed([header, {}, {}, {}], 'other'), /bad signature/],
    ['no JSON', framed([header, {}, {}, '{']), /content is no JSON/],
    ['no object', framed([header, {}, [], {}]), /metadata is no object/],
    ['null', framed(['null', {}, {}, {}]), /header is no object/],
    ['no type', framed([{ msg_id: 'm', session: 's' }, {}, {}, {}]), /no msg_type/],
  ])('%s is malformed', (_name, frames, why) => {
    const decode = () => new Codec(new Signer('key')).decode(frames)
    expect(decode).toThrow(MalformedMessage)
    expect(decode).toThrow(why)
  })

  test('writes what it reads, with ids that never repeat', () => {
    const codec = new Codec(new Signer('key'))
    const other = new Codec(new Signer('key'))
    const sent = { type: 't', content: { a: '😀' }, parent: header, buffers: [Buffer.from('b')] }
    const messages = [1, 2].map(() => other.decode(codec.encode([bytes('id')], sent).map((part) => Buffer.from(part))))
    expect(messages[0]).toMatchObject({ identities: [bytes('id')], content: sent.content, buffers: [bytes('b')] })
    expect(messages[0]!.header).toMatchObject({ msg_type: 't', session: codec.session, version: '5.5' })
    expect(messages[0]!.header.msg_id).not.toBe(messages[1]!.header.msg_id)
  })

  test('lone surrogates become U+FFFD, pairs and escaped backslashes stay', () => {
    const codec = new Codec(new Signer(''))
    const text = 'a\ud800b\udc00 😀 \\ud800 \\\\\ud800 \n"\u0007'
    const frames = codec.encode([], { type: 't', content: { text }, parent: {} })
    expect(JSON.parse(String(frames.at(-1))).text).toBe('a\ufffdb\ufffd 😀 \\ud800 \\\\\ufffd \n"\u0007')
  })
})

describe('what is too large is refused, and told by its measure', () => {
  const decode = (frames: Buffer[]) => new Codec(new Signer('key')).decode(frames)
  const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`)

  test('a header', () => {
    const large = { ...header, filler: 'x'.repeat(MOST_HEADER_BYTES) }
    expect(() => decode(framed([large, {}, {}, {}]))).toThrow(/bytes of header, at most 65536/)
  })

  test('all frames together', () => {
    // The same megabyte many times: a test has no quarter of a gigabyte to spare.
    const part = Buffer.alloc(2 ** 20)
    const buffers = Array.from({ length: MOST_BYTES / part.length }, () => part)
    expect(() => decode(framed([header, {}, {}, {}], 'key', buffers))).toThrow(/bytes, at most 268435456/)
    expect(decode(framed([header, {}, {}, {}], 'key', buffers.slice(1))).buffers).toHaveLength(buffers.length - 1)
  })

  test('the number of frames', () => {
    const buffers = Array.from({ length: MOST_FRAMES }, () => Buffer.alloc(0))
    expect(() => decode(framed([header, {}, {}, {}], 'key', buffers))).toThrow(/frames, at most 4096/)
  })

  test.each([0, 1, 2, 3])('the depth of part %i', (part) => {
    const parts: object[] = [header, {}, {}, {}]
    const withDepth = (levels: number) =>
      parts.map((other, i) => (i === part ? { ...other, deep: nested(levels - 1) } : other))
    expect(() => decode(framed(withDepth(MOST_LEVELS + 1)))).toThrow(/nested deeper than 256 levels/)
    expect(() => decode(framed(withDepth(2000)))).toThrow(/nested deeper than 256 levels/)
    expect(decode(framed(withDepth(MOST_LEVELS))).header.msg_id).toBe('m')
  })
})
