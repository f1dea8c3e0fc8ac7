import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { deflateSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bundleOf, jupyterDisplay, jupyterMetadata } from '../../src/display/bundle.js'
import { Comm, clearOutput, display, html, image, json, latex, markdown, md, svg } from '../../src/display/index.js'

const dataOf = async (value: unknown) => (await bundleOf(value)).data

describe('tags', () => {
  it('are called with a string, or put before a template', async () => {
    expect(await dataOf(html('<b>x</b>'))).toEqual({ 'text/html': '<b>x</b>', 'text/plain': '<b>x</b>' })
    expect(await dataOf(html`<b>${1}</b>${[html`<i>a</i>`, 'b'].map(String)}`)).toMatchObject({
      'text/html': '<b>1</b><i>a</i>b',
    })
    expect(await dataOf(svg`<svg/>`)).toEqual({ 'image/svg+xml': '<svg/>', 'text/plain': '<SVG image>' })
  })

  it('of Markdown and LaTeX leave backslashes alone', async () => {
    expect(await dataOf(md`# a\n $\frac{1}{2}$ ${3} \`code\` \${x}`)).toMatchObject({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what an escaped one leaves
      'text/markdown': '# a\\n $\\frac{1}{2}$ 3 `code` ${x}',
    })
    expect(markdown).toBe(md)
    expect(await dataOf(latex`\frac{1}{2}`)).toEqual({
      'text/latex': '$\\displaystyle \\frac{1}{2}$',
      'text/plain': '\\frac{1}{2}',
    })
    expect(await dataOf(latex('$x^2$'))).toMatchObject({ 'text/latex': '$x^2$' })
    expect(await dataOf(latex`\begin{align}x\end{align}`)).toMatchObject({
      'text/latex': '\\begin{align}x\\end{align}',
    })
  })

  it('refuse what is neither', () => {
    expect(() => html(5 as never)).toThrow(TypeError)
  })
})

describe('json', () => {
  it('shows a tree', async () => {
    const { data, metadata } = await bundleOf(json({ a: [1] }, { expanded: true }))
    expect(data).toEqual({ 'application/json': { a: [1] }, 'text/plain': '{ a: [ 1 ] }' })
    expect(metadata).toEqual({ 'application/json': { expanded: true } })
    expect(() => json(undefined)).toThrow(TypeError)
  })
})

/** A PNG of one pixel, made by hand. */
function onePixel(): Buffer {
  const crc = (bytes: Buffer) => {
    let c = ~0
    for (const byte of bytes) {
      c ^= byte
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
    }
    return ~c >>> 0
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('image', () => {
  const png = onePixel()

  it('tells the format by the first bytes', async () => {
    const { data, metadata } = await bundleOf(image(png, { width: 10, height: 20, alt: 'a dot' }))
    expect(data).toEqual({ 'image/png': png.toString('base64'), 'text/plain': 'a dot' })
    expect(metadata).toEqual({ 'image/png': { width: 10, height: 20, alt: 'a dot' } })
    expect(Object.keys(await dataOf(image(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))))).toContain('image/jpeg')
    expect(Object.keys(await dataOf(image(Buffer.from('GIF89a'))))).toContain('image/gif')
    expect(await dataOf(image(png))).toMatchObject({ 'text/plain': '<PNG image>' })
  })

  it('reads paths and data URLs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'image-'))
    const path = join(folder, 'dot.png')
    writeFileSync(path, png)
    expect(await dataOf(image(path))).toMatchObject({ 'image/png': png.toString('base64') })
    rmSync(folder, { recursive: true })
    expect(await dataOf(image(`data:image/png;base64,${png.toString('base64')}`))).toMatchObject({
      'image/png': png.toString('base64'),
    })
    expect(() => image(path)).toThrow('ENOENT')
  })

  it('refuses other bytes, formats and sources', () => {
    expect(() => image(Buffer.from('hello'))).toThrow('no PNG, JPEG or GIF')
    expect(() => image(png, { format: 'bmp' as never })).toThrow("not 'bmp'")
    expect(() => image(5 as never)).toThrow(TypeError)
  })
})

describe('a bundle', () => {
  const shown = (bundle: unknown) => ({ [Symbol.for('Jupyter.display')]: () => bundle })

  it("of the user's always has a text", async () => {
    expect(await dataOf(shown({ 'text/html': '<b>' }))).toEqual({ 'text/html': '<b>', 'text/plain': '<b>' })
    expect(await dataOf(shown(Promise.resolve({ 'text/plain': 'p' })))).toEqual({ 'text/plain': 'p' })
  })

  it('is plain data: bytes become base64, JSON stays, functions go', async () => {
    const data = await dataOf(
      shown({
        'image/png': new Uint8Array([1, 2, 3]),
        'application/x+json': { a: 1, f() {} },
        'text/x': undefined,
        'text/plain': 't',
      }),
    )
    expect(data).toEqual({ 'image/png': 'AQID', 'application/x+json': { a: 1 }, 'text/plain': 't' })
  })

  it('may carry metadata', async () => {
    const bundle = Object.defineProperty({ 'text/plain': 't' }, jupyterMetadata, { value: { 'text/plain': { m: 1 } } })
    expect((await bundleOf(shown(bundle))).metadata).toEqual({ 'text/plain': { m: 1 } })
  })

  it('has metadata of plain data', async () => {
    const bundle = Object.defineProperty({ 'text/plain': 't' }, jupyterMetadata, { value: { a: { f() {}, n: 1 } } })
    expect((await bundleOf(shown(bundle))).metadata).toEqual({ a: { n: 1 } })
  })

  it('that is none is a TypeError', () => {
    for (const bundle of [5, 'text', [1]]) expect(() => bundleOf(shown(bundle))).toThrow(TypeError)
  })

  it('that is nothing leaves the value to be shown as any other', async () => {
    for (const nothing of [null, undefined]) {
      expect((await bundleOf({ a: 1, [jupyterDisplay]: () => nothing })).data['text/plain']).toContain('a: 1')
      const later = async (): Promise<never> => nothing as never
      expect((await bundleOf({ a: 1, [jupyterDisplay]: later })).data['text/plain']).toContain('a: 1')
    }
  })
})

describe('Vega', () => {
  const schema = (library: string, version: string) => `https://vega.github.io/schema/${library}/${version}.json`

  it.each([
    [schema('vega-lite', 'v5'), 'application/vnd.vegalite.v5+json'],
    [schema('vega-lite', 'v5.20.1'), 'application/vnd.vegalite.v5+json'],
    [schema('vega-lite', 'v6'), 'application/vnd.vegalite.v5+json'],
    [schema('vega-lite', 'v4'), 'application/vnd.vegalite.v4+json'],
    [schema('vega', 'v5'), 'application/vnd.vega.v5+json'],
    [schema('vega', 'v6'), 'application/vnd.vega.v5+json'],
  ])('%s is %s', async ($schema, type) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const data = await dataOf({ $schema, mark: 'point', title: 'T', data: { values: [] } })
    expect(data[type]).toMatchObject({ $schema })
    expect(data['text/plain']).toMatch(/^<Vega/)
    vi.restoreAllMocks()
  })

  it('other schemas are data', async () => {
    expect(await dataOf({ $schema: 'http://json-schema.org/draft-07/schema#' })).toEqual({
      'text/plain': "{ '$schema': 'http://json-schema.org/draft-07/schema#' }",
    })
  })
})

describe('outside a kernel', () => {
  let printed: string
  beforeEach(() => {
    printed = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += text
      return true
    })
  })
  afterEach(() => vi.restoreAllMocks())

  it('display prints the text, clearOutput does nothing, Comm throws', () => {
    const { displayId, update } = display([1, 2])
    expect(displayId).toBeTypeOf('string')
    update('x')
    display(html`<b>x</b>`)
    display({ 'text/plain': 'raw' }, { raw: true })
    clearOutput()
    expect(printed).toBe("[ 1, 2 ]\n'x'\n<b>x</b>\nraw\n")
    expect(() => new Comm('t')).toThrow('outside a kernel')
    expect(() => display(1, { update: true })).toThrow(TypeError)
    expect(() => display(1, { raw: true })).toThrow(TypeError)
  })
})

describe('prompt and input outside a kernel', () => {
  it('read the terminal, line by line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'display-'))
    const outfile = join(folder, 'display.mjs')
    const entry = new URL('../../src/display/index.ts', import.meta.url).pathname
    buildSync({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['*/render.js'],
    })
    const script = `
      const { prompt, input } = await import(${JSON.stringify(pathToFileURL(outfile).href)})
      const answers = [prompt('first? '), prompt('second? ', 'preset'), await input('third? ')]
      console.log(JSON.stringify(answers))
    `
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      input: 'Zoë\n\nlast\n',
      encoding: 'utf8',
    })
    rmSync(folder, { recursive: true })
    expect(ran.stderr).toBe('')
    expect(ran.stdout).toBe('first? second? third? ["Zoë","preset","last"]\n')
  })
})
