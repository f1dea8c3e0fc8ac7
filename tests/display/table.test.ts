import { afterEach, describe, expect, it } from 'vitest'
import { bundleOf } from '../../src/display/bundle.js'
import { display, javascript, table } from '../../src/display/index.js'
import { recordingHost } from './host.js'

let host: ReturnType<typeof recordingHost>
afterEach(() => host?.restore())

const dataOf = async (value: unknown) => (await bundleOf(value)).data

describe('table', () => {
  it('has a column for each property, as HTML and as text', async () => {
    const data = await dataOf(
      table([
        { name: 'a<b', loss: 1.5 },
        { name: 'c', loss: 20, extra: null },
      ]),
    )
    expect(data['text/plain']).toBe(['   name  loss  extra', '0  a<b    1.5', '1  c       20  null'].join('\n'))
    expect(data['text/html']).toBe(
      '<table>\n<thead><tr><th></th><th style="text-align: left">name</th><th>loss</th><th style="text-align: left">extra</th></tr></thead>\n<tbody>\n' +
        '<tr><th>0</th><td style="text-align: left">a&#60;b</td><td>1.5</td><td style="text-align: left"></td></tr>\n' +
        '<tr><th>1</th><td style="text-align: left">c</td><td>20</td><td style="text-align: left">null</td></tr>\n</tbody>\n</table>',
    )
  })

  it('takes arrays of arrays, maps, objects and plain values', async () => {
    const plain = async (rows: object, columns?: string[]) =>
      (await dataOf(table(rows, columns ? { columns } : {})))['text/plain']
    expect(await plain([[1, 2]])).toBe('   0  1\n0  1  2')
    expect(await plain(new Map([['k', { v: 1 }]]))).toBe('   v\nk  1')
    expect(await plain({ a: { v: 1 }, b: { v: 2 } })).toBe('   v\na  1\nb  2')
    expect(await plain([5, 'x'])).toBe('   value\n0  5\n1  x')
    expect(await plain([{ a: 1, b: 2 }], ['b'])).toBe('   b\n0  2')
    expect(await plain([])).toBe('')
  })

  it('leaves out the middle of many rows, and the end of long texts', async () => {
    const many = Array.from({ length: 200 }, (_, i) => ({ i, text: 'x'.repeat(100) }))
    const text = String((await dataOf(table(many, { maxRows: 4 })))['text/plain'])
    expect(text.split('\n').length).toBe(8)
    expect(text).toContain('[200 rows × 2 columns]')
    expect(text).toContain(`${'x'.repeat(59)}…`)
  })

  it('refuses what has no rows', () => {
    expect(() => table(5 as never)).toThrow(TypeError)
  })
})

describe('a caption', () => {
  it('tells the shape of a tensor, or what it is given', () => {
    host = recordingHost()
    const tensor = {
      shape: [2, 3],
      dtype: 'float32',
      [Symbol.for('nodejs.util.inspect.custom')]: () => 't',
    }
    display(tensor, { caption: true })
    display(1, { caption: 'one & only' })
    const [first, second] = host.said.map((s) => ('shown' in s ? s.shown.data : {}))
    expect(first).toEqual({
      'text/plain': 't\nshape [2, 3], float32, 24 bytes',
      'text/html':
        '<figure style="margin: 0"><pre>t</pre><figcaption><i>shape [2, 3], float32, 24 bytes</i></figcaption></figure>',
    })
    expect(second?.['text/html']).toContain('one &#38; only')
    expect(() => display(1, { caption: true })).toThrow(TypeError)
  })

  it('is text alone beside a picture', () => {
    host = recordingHost()
    display({ 'image/png': 'AAAA', 'text/plain': 'p' }, { raw: true, caption: 'c' })
    const [said] = host.said
    expect(said && 'shown' in said && said.shown.data).toEqual({ 'image/png': 'AAAA', 'text/plain': 'p\nc' })
  })
})

describe('a long value', () => {
  it('is cut, and says so', async () => {
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`key${i}`, i]))
    expect(String((await dataOf(wide))['text/plain'])).toMatch(/… 2002 more lines$/)
    expect(String((await dataOf({ get text() { return ['x'.repeat(300_000)] }, plain: Array.from({ length: 99 }, () => 'y'.repeat(9000)) }))['text/plain'])).toMatch(/more (lines|characters)$/) // biome-ignore format: one value
  })
})

describe('javascript', () => {
  it('is for the front end', async () => {
    expect(await dataOf(javascript`element.textContent = ${1}`)).toEqual({
      'application/javascript': 'element.textContent = 1',
      'text/plain': '<JavaScript>',
    })
  })
})
