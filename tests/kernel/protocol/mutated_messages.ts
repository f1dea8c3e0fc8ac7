import { HANDLERS } from '../../../kernel/wire/requests/index.js'
import type { Client, Content } from './client.js'
import type { Chooser } from './random.js'

/** Everything but what ends the kernel. */
const TYPES = [...HANDLERS.keys()].filter((type) => type !== 'shutdown_request')
const UNKNOWN = ['', 'execute', 'execute_reply', 'status', '__proto__', 'constructor', 'input_reply', 'x'.repeat(5000)]
const CODES = [
  '1 + 1',
  'console.log("out")',
  'throw 1',
  '',
  ')',
  'nobody',
  '%lsmagic',
  '%nobody',
  'Math?',
  'let q = 1; q',
  '\0',
  '\ud800',
]
const FIELDS: readonly (readonly [name: string, values: readonly unknown[]])[] = [
  ['code', CODES],
  ['cursor_pos', [0, 1, 3, 1000]],
  ['detail_level', [0, 1]],
  ['silent', [true, false]],
  ['store_history', [true, false]],
  ['user_expressions', [{}, { a: '1 + 1', b: 'nobody' }]],
  ['allow_stdin', [false]],
  ['stop_on_error', [true, false]],
  ['hist_access_type', ['tail', 'range', 'search']],
  ['session', [0, -1]],
  ['start', [0, 1]],
  ['stop', [3]],
  ['n', [0, 5]],
  ['pattern', ['*', '1 + ?']],
  ['unique', [true]],
  ['output', [true]],
  ['comm_id', ['a', 'b']],
  ['target_name', ['nobody']],
  ['data', [{}, { method: 'update' }]],
  [
    'command',
    ['initialize', 'dumpCell', 'debugInfo', 'inspectVariables', 'setBreakpoints', 'evaluate', 'disconnect', 'nobody'],
  ],
  ['type', ['request']],
  ['seq', [1, 2]],
  ['arguments', [{}, { code: '1' }, { source: { path: 'nobody' }, breakpoints: [{ line: 1 }] }]],
]
const ODD: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    -0,
    0.5,
    1e308,
    2 ** 53,
    '',
    'x',
    '\u0000',
    '\ud800',
    '[',
    '*'.repeat(300),
    '😀'.repeat(2000),
  ],
  ...[
    [],
    {},
    [[[]]],
    ['x', 1],
    { a: { b: [1] } },
    { toString: null },
    JSON.parse('{"then": 1}'),
    JSON.parse('{"__proto__": {"a": 1}}'),
  ],
  nested(300),
  nested(4000),
]
const DELIMITER = '<IDS|MSG>'

function nested(levels: number): unknown {
  let value: unknown = 0
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}

/** A message that is wrong in some way, or just unusual. */
export function sendMutated(client: Client, chooser: Chooser, sent: (string | Uint8Array)[][]): void {
  const channel = chooser.pick(['shell', 'shell', 'control', 'stdin'] as const)
  if (sent.length > 0 && chooser.happens(0.05)) {
    client.sendFrames(chooser.pick(sent), channel)
    return
  }
  const header = mutatedHeader(client, chooser, sent.length)
  const frames = client.frames(
    header,
    content(chooser),
    buffers(chooser),
    chooser.pick<Content>([{}, header, { a: nested(500) }]),
  )
  const damaged = chooser.happens(0.35) ? damage(frames, chooser) : frames
  if (damaged.length === 0) return
  sent.push(damaged)
  client.sendFrames(damaged, channel)
}

function mutatedHeader(client: Client, chooser: Chooser, serial: number): Content {
  const msg_type = chooser.happens(0.08) ? chooser.pick(UNKNOWN) : chooser.pick(TYPES)
  const header: Content = {
    msg_id: `m${serial}`,
    msg_type,
    session: client.session,
    username: 'fuzz',
    date: '',
    version: '5.4',
  }
  if (!chooser.happens(0.2)) return header
  const field = chooser.pick([...Object.keys(header), 'more', '__proto__'])
  if (chooser.happens(0.2)) delete header[field]
  else Object.defineProperty(header, field, { value: chooser.pick(ODD), enumerable: true })
  return header
}

function content(chooser: Chooser): Content {
  const made: Content = {}
  for (const [field, values] of FIELDS) {
    // A cell that may ask would wait for an answer that nobody gives.
    const odd = field !== 'allow_stdin' && chooser.happens(0.15)
    if (field === 'code' || field === 'allow_stdin' || chooser.happens(0.6))
      made[field] = chooser.pick<unknown>(odd ? ODD : values)
  }
  return made
}

function buffers(chooser: Chooser): Uint8Array[] {
  if (!chooser.happens(0.1)) return []
  return Array.from({ length: chooser.pick([1, 3, 5000]) }, () => Buffer.alloc(chooser.below(40), 1))
}

function damage(frames: readonly (string | Uint8Array)[], chooser: Chooser): (string | Uint8Array)[] {
  const changed = frames.map((frame) => Buffer.from(frame))
  const at = chooser.below(changed.length)
  const frame = changed[at]!
  switch (chooser.pick(['drop', 'cut', 'flip', 'swap', 'empty', 'double', 'delimiter', 'large', 'many', 'text'])) {
    case 'drop':
      changed.splice(at, 1)
      break
    case 'cut':
      changed.splice(at)
      break
    case 'flip':
      if (frame.length > 0) frame[chooser.below(frame.length)]! ^= 1 << chooser.below(8)
      break
    case 'swap':
      changed[at] = changed[0]!
      changed[0] = frame
      break
    case 'empty':
      changed[at] = Buffer.alloc(0)
      break
    case 'double':
      changed.splice(at, 0, frame)
      break
    case 'delimiter':
      changed.splice(at, 0, Buffer.from(DELIMITER))
      break
    case 'large':
      changed[at] = Buffer.alloc(chooser.pick([70_000, 2_000_000]), '[')
      break
    case 'many':
      changed.splice(at, 0, ...Array.from({ length: 5000 }, () => Buffer.alloc(0)))
      break
    default:
      changed[at] = Buffer.from('{"a": "no, this is')
  }
  return changed
}
