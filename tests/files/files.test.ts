import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { arange, load, nn, ones, optim, save, Tensor, tensor, zeros } from '../../src/index.js'
import { numberOf, type Plain } from '../fixture.js'
import { checkpoint, samples } from './samples.js'

const fixtures = fileURLToPath(new URL('../fixtures/files/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tsgrad-files-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

type Expected = Record<string, [dtype: string, shape: number[], elements: Plain[]]>
const expected: Record<string, Expected> = JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8'))

const plain = (x: Tensor): [string, number[], number[]] => [
  x.dtype,
  [...x.shape],
  (x.reshape(-1).tolist() as Plain[]).map(Number),
]

describe('files that Python has written', () => {
  for (const [name, tensors] of Object.entries(expected))
    test(name, () => {
      const found = load<Tensor | Record<string, Tensor>>(join(fixtures, name))
      const byName = found instanceof Tensor ? { '': found } : found
      const got = Object.fromEntries(Object.entries(byName).map(([key, x]) => [key, plain(x)]))
      const wanted = Object.entries(tensors).map(([key, [dtype, shape, xs]]) => [key, [dtype, shape, xs.map(numberOf)]])
      expect(got).toEqual(Object.fromEntries(wanted))
    })

  test('column-major arrays keep their order in memory', () => {
    expect(load<Tensor>(join(fixtures, 'fortran.npy')).stride()).toEqual([1, 3])
    expect(load<Tensor>(join(fixtures, 'fortran3.npy')).stride()).toEqual([1, 2, 6])
  })

  test('a pickle of PyTorch is refused, with a word on what to do', () => {
    expect(() => load(join(fixtures, 'pickle.pt'))).toThrow(/a file of torch\.save .* safetensors\.torch\.save_file/)
  })

  test('a model takes its weights from PyTorch', () => {
    const model = new nn.Sequential(new nn.Linear(3, 4), new nn.BatchNorm1d(4))
    const state = load(join(fixtures, 'model.safetensors'))
    expect(model.loadStateDict(state)).toEqual({ missingKeys: [], unexpectedKeys: [] })
    expect(model.at(0).weight.tolist()).toEqual(state['0.weight'].tolist())
  })
})

describe('our files', () => {
  /** The stored ones have been read with numpy and safetensors by tests/oracle/files.py. */
  const files = (): [name: string, value: object][] => [
    ['ours.safetensors', samples()],
    ['ours_checkpoint.safetensors', checkpoint()],
    ['ours.npz', samples()],
    ...Object.entries(samples()).map(([key, x]): [string, object] => [`ours_${key}.npy`, x]),
  ]
  for (const [name, value] of files())
    test(`${name}: byte by byte what Python could read`, () => {
      save(value, at(name))
      if (process.env.TSGRAD_WRITE_FIXTURES) save(value, join(fixtures, name))
      expect(readFileSync(at(name)).equals(readFileSync(join(fixtures, name)))).toBe(true)
    })

  for (const ending of ['safetensors', 'npz'])
    test(`tensors come back from .${ending}`, () => {
      save(samples(), at(`a.${ending}`))
      const back = load(at(`a.${ending}`))
      expect(Object.keys(back)).toEqual(Object.keys(samples()))
      for (const [key, x] of Object.entries(samples())) expect(plain(back[key])).toEqual(plain(x))
    })

  test('a lone tensor comes back as one', () => {
    for (const name of ['b.safetensors', 'b.npy']) {
      save(arange(6).view(2, 3).t(), at(name))
      expect(String(load<Tensor>(at(name)))).toBe('tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])')
    }
  })

  test('a checkpoint comes back whole', () => {
    save(checkpoint(), at('c.safetensors'))
    const back = load<ReturnType<typeof checkpoint>>(at('c.safetensors'))
    expect(String(back.layers[1].weight)).toBe(String(ones(2, 3)))
    expect({ ...back, layers: null }).toEqual({ ...checkpoint(), layers: null })
  })

  test('training goes on where it was', () => {
    const make = () => {
      const model = new nn.Linear(3, 2)
      return { model, opt: new optim.Adam(model.parameters(), { lr: 0.1 }) }
    }
    const step = ({ model, opt }: ReturnType<typeof make>): void => {
      opt.zeroGrad()
      model(ones(4, 3)).square().sum().backward()
      opt.step()
    }
    const first = make()
    step(first)
    save({ model: first.model.stateDict(), optimizer: first.opt.stateDict() }, at('d.safetensors'))
    const second = make()
    const { model, optimizer } = load<{
      model: ReturnType<nn.Module['stateDict']>
      optimizer: ReturnType<optim.Adam['stateDict']>
    }>(at('d.safetensors'))
    second.model.loadStateDict(model)
    second.opt.loadStateDict(optimizer)
    for (const each of [first, second]) step(each)
    expect(second.model.weight.tolist()).toEqual(first.model.weight.tolist())
  })

  test('bytes and URLs are read too', () => {
    save({ x: tensor([1, 2]) }, pathToFileURL(at('e.safetensors')))
    expect(load(readFileSync(at('e.safetensors'))).x.tolist()).toEqual([1, 2])
    expect(load(pathToFileURL(at('e.safetensors'))).x.tolist()).toEqual([1, 2])
  })
})

describe('what cannot be saved or loaded', () => {
  const saving: [title: string, value: object, name: string, error: string, message: RegExp][] = [
    ['another ending', {}, 'x.pt', 'ValueError', /must end in \.safetensors, \.npy or \.npz/],
    ['a function', { a: { f: () => 1 } }, 'x.safetensors', 'TypeError', /^a\.f cannot be saved: a function/],
    ['an instance', { a: new Date() }, 'x.safetensors', 'TypeError', /^a cannot be saved/],
    ['several tensors as .npy', { a: ones(1) }, 'x.npy', 'TypeError', /holds one tensor/],
    ['numbers in .npz', { a: 1 }, 'x.npz', 'TypeError', /holds tensors by name/],
    ['a missing folder', { a: ones(1) }, 'none/x.npz', 'RuntimeError', /could not be written/],
  ]
  for (const [title, value, name, error, message] of saving)
    test(`${title} is a ${error}, and leaves nothing behind`, () => {
      const before = readdirSync(folder)
      expect(() => save(value, at(name))).toThrow(
        expect.objectContaining({ name: error, message: expect.stringMatching(message) }),
      )
      expect(readdirSync(folder)).toEqual(before)
    })

  test('a circle', () => {
    const circle: Record<string, unknown> = { x: zeros(1) }
    circle.self = circle
    expect(() => save(circle, at('x.safetensors'))).toThrow(/nested too deep/)
  })

  test('what stood there stays when saving fails', () => {
    save({ a: ones(2) }, at('f.safetensors'))
    expect(() => save({ a: ones(3), b: () => 0 }, at('f.safetensors'))).toThrow(TypeError)
    expect(load(at('f.safetensors')).a.tolist()).toEqual([1, 1])
  })

  test('a link stays one', () => {
    save({ a: ones(1) }, at('g.safetensors'))
    symlinkSync(at('g.safetensors'), at('h.safetensors'))
    save({ a: ones(2) }, at('h.safetensors'))
    expect(load(at('g.safetensors')).a.tolist()).toEqual([1, 1])
  })

  test('a missing file', () => {
    expect(() => load(at('none.npy'))).toThrow(
      expect.objectContaining({ name: 'RuntimeError', message: `${at('none.npy')}: no such file` }),
    )
    expect(existsSync(at('none.npy'))).toBe(false)
  })

  const header = (json: string, data = 0): Uint8Array => {
    const bytes = Buffer.alloc(8 + Buffer.byteLength(json) + data)
    bytes.writeBigUInt64LE(BigInt(Buffer.byteLength(json)))
    bytes.write(json, 8)
    return bytes
  }
  const numpy = (text: string, data = 0): Uint8Array => {
    const bytes = Buffer.alloc(10 + text.length + data)
    bytes.write('\x93NUMPY\x01\x00', 'latin1')
    bytes.writeUInt16LE(text.length, 8)
    bytes.write(text, 10, 'latin1')
    return bytes
  }
  const entry = (x: object): string => JSON.stringify({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...x } })
  const npyHeader = (descr: string, shape: string, order = 'False'): string =>
    `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`
  const huge = 2 ** 50

  const bad: [title: string, bytes: Uint8Array, message: RegExp][] = [
    ['nothing', new Uint8Array(0), /not a safetensors file/],
    ['a text', Buffer.from('hello, this is a text'), /not a safetensors file/],
    ['a header larger than the file', Buffer.from([255, 255, 0, 0, 0, 0, 0, 0, 1]), /truncated within the header/],
    ['a header of 2⁶³ bytes', Buffer.from([0, 0, 0, 0, 0, 0, 0, 128]), /not a safetensors file/],
    ['no JSON', header('{"a":'), /no JSON/],
    ['a list', header('[]'), /no JSON object/],
    [
      'bytes that are no text',
      Buffer.concat([header('{"a":1}').subarray(0, 9), Buffer.from([255, 254, 253, 252, 1, 1])]),
      /no JSON/,
    ],
    ['an unknown dtype', header(entry({ dtype: 'F99' }), 8), /dtype "F99"/],
    ['a dtype off the prototype', header(entry({ dtype: 'constructor' }), 8), /dtype "constructor"/],
    ['a negative size', header(entry({ shape: [-2] }), 8), /the shape \(-2\) is none/],
    ['a fraction of a size', header(entry({ shape: [0.5] }), 8), /is none/],
    ['huge sizes', header(entry({ shape: [huge, huge], data_offsets: [0, 8] }), 8), /too large/],
    ['huge sizes times 0', header(entry({ shape: [huge, 0], data_offsets: [0, 0] })), /too large/],
    ['a shape that the place does not fit', header(entry({ shape: [3] }), 8), /takes 12 bytes, not 8/],
    ['a place beyond the end', header(entry({ shape: [1024], data_offsets: [0, 4096] }), 8), /announces 4096 bytes/],
    ['a gap', header(entry({ data_offsets: [4, 12] }), 12), /begins at byte 4, not at 0/],
    [
      'two in one place',
      header(JSON.stringify({ ...JSON.parse(entry({})), b: JSON.parse(entry({})).a }), 8),
      /begins at byte 0, not at 8/,
    ],
    ['bytes left over', header(entry({}), 9), /the file holds 9/],
    ['a truncated tensor', header(entry({}), 7), /the file holds 7/],
    ['metadata that are none', header('{"__metadata__":{"a":1}}'), /__metadata__/],
    ['an outline that is none', header('{"__metadata__":{"tsgrad":"{"}}'), /outline/],
    [
      'an outline of tensors that are not there',
      header('{"__metadata__":{"tsgrad":"{\\"$tensor\\":\\"x\\"}"}}'),
      /outline/,
    ],
    ['an .npy file of 8 bytes', Buffer.from('\x93NUMPY\x01\x00', 'latin1'), /not an \.npy file/],
    ['an .npy version of the future', Buffer.from('\x93NUMPY\x09\x00\x02\x00{}', 'latin1'), /version 9/],
    ['a truncated .npy header', numpy(npyHeader("'<f4'", '(2,)'), 0).subarray(0, 30), /truncated/],
    ['a program in the header', numpy("__import__('os').system('true')"), /no dictionary/],
    ['a call in the header', numpy("{'descr': f(), 'fortran_order': False, 'shape': ()}"), /something unexpected/],
    ['a key too many', numpy("{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': True}", 4), /not just/],
    ['a key twice', numpy("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': ()}", 4), /unexpected/],
    ['objects', numpy(npyHeader("'|O'", '(2,)'), 8), /dtype '\|O'/],
    ['a structure', numpy(npyHeader("[('a', '<f4')]", '(2,)'), 8), /unexpected/],
    ['a shape that is a number', numpy(npyHeader("'<f4'", '(2)'), 8), /a number instead of a tuple/],
    [
      'more than there is',
      numpy(npyHeader("'<f4'", '(1000000000000,)'), 8),
      /announces 4000000000000 bytes of data, the file holds 8/,
    ],
    ['sizes beyond counting', numpy(npyHeader("'<f4'", '(99999999999999999999, 4)'), 8), /is none/],
    ['less than there is', numpy(npyHeader("'<f4'", '(1,)'), 8), /announces 4 bytes of data, the file holds 8/],
    ['an archive that ends early', readFileSync(join(fixtures, 'arrays.npz')).subarray(0, 300), /no zip archive/],
    ['an archive with a changed byte', changed(join(fixtures, 'arrays.npz'), 200), /damaged/],
  ]
  function changed(path: string, place: number): Uint8Array {
    const bytes = readFileSync(path)
    bytes[place] ^= 1
    return bytes
  }
  for (const [title, bytes, message] of bad)
    test(`${title} is a ValueError that says so`, () => {
      writeFileSync(at('bad'), bytes)
      for (const load_ of [() => load(at('bad')), () => load(bytes)])
        expect(load_).toThrow(expect.objectContaining({ name: 'ValueError', message: expect.stringMatching(message) }))
    })

  test('__proto__ is a name like any other', () => {
    const file = header('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4)
    const back = load(file)
    expect(Object.keys(back)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
  })
})
