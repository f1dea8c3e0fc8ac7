import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { begin, oneKernel } from './one_kernel.js'

// Processes start and cells run: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Magics through all three rooms, in the real process. */

const { kernel, client } = await oneKernel()

/** What a cell shows, in one text: streams, values, errors. */
async function shown(code: string): Promise<string> {
  const { outputs } = await client.run(code)
  return outputs
    .map(({ content }) => content.text ?? content.data?.['text/plain'] ?? `${content.ename}: ${content.evalue}`)
    .join('')
}

describe('commands', () => {
  test('are stopped by an interrupt, with what they started, and the names stay', async () => {
    await client.run('const kept = 1')
    for (const code of ['!sleep 30 && touch late', '%%bash\n(sleep 1 && touch late) & sleep 30']) {
      const cell = await begin(client, code, 300)
      const began = performance.now()
      await client.send('interrupt_request', {}, { channel: 'control' }).answered()
      expect(await cell.output('error')).toMatchObject({ ename: 'KeyboardInterrupt' })
      await cell.reply()
      await cell.idle()
      expect(performance.now() - began).toBeLessThan(500)
    }
    await setTimeout(1000)
    expect(existsSync(join(kernel.folder, 'late'))).toBe(false)
    expect(await shown('kept')).toBe('1')
  })
})

describe('the working directory', () => {
  test('is where imports, completions and commands look after %cd', async () => {
    const folder = join(kernel.folder, 'deep')
    mkdirSync(folder)
    writeFileSync(
      join(folder, 'model.ts'),
      'export interface Point { x: number }\nexport const origin: Point = { x: 0 }\n',
    )
    expect(await shown("import { origin } from './model'")).toContain("TS2307: Cannot find module './model'")
    expect(await shown('%cd -q deep')).toBe('')
    expect(await shown("import { origin, type Point } from './model'\nconst p: Point = origin\np.x + 1")).toBe('1')
    expect(await shown('!ls')).toBe('model.ts\n')
    expect(await shown('%run model.ts\norigin.x')).toBe('0')
    const asked = client.send('complete_request', { code: '%run mo', cursor_pos: 7 })
    expect(await asked.answered()).toMatchObject({ matches: ['model.ts'], cursor_start: 5, cursor_end: 7 })
    // What earlier cells imported keeps its type.
    expect(await shown('%cd -q ..\np.x.toFixed(1)')).toBe("'0.0'")
  })
})

describe('%install', () => {
  test('puts a package beside the notebook, with its types for the next cell', async () => {
    const source = join(kernel.folder, 'greeter')
    mkdirSync(source)
    const manifest = { name: 'greeter', version: '1.2.3', main: 'index.js', types: 'index.d.ts' }
    writeFileSync(join(source, 'package.json'), JSON.stringify(manifest))
    writeFileSync(join(source, 'index.js'), "exports.greet = (name) => 'Hello, ' + name\n")
    writeFileSync(join(source, 'index.d.ts'), 'export function greet(name: string): string\n')
    expect(await shown("import { greet } from 'greeter'")).toContain('TS2307')
    expect(await shown('%install ./greeter')).toMatch(/greeter 1\.2\.3 is installed\n$/)
    expect(JSON.parse(readFileSync(join(kernel.folder, 'package.json'), 'utf8'))).toHaveProperty('dependencies.greeter')
    expect(await shown("import { greet } from 'greeter'\ngreet('Ada')")).toBe("'Hello, Ada'")
    expect(await shown('greet(5)')).toContain('TS2345')
    expect(await shown('%install ./none')).toMatch(/Error: npm install \.\/none failed/)
  })
})

describe('names', () => {
  test('%reset takes values and types, and the cell goes on', async () => {
    await client.run('interface Kept { a: number }\nconst gone: Kept = { a: 1 }')
    expect(await shown('%reset -f\nconst after = 2')).toBe('')
    expect(await shown('gone')).toContain("Cannot find name 'gone'")
    expect(await shown('after')).toBe('2')
    expect(await shown('%who')).toBe('after\n')
  })

  test('%history prints cells of this session', async () => {
    await client.run('const first = 1')
    await client.run('"a result"')
    expect(await shown('%history -o -l 2')).toBe('const first = 1\n"a result"\n\'a result\'\n')
    expect(await shown('%history -g first*1')).toBe('const first = 1\n')
  })
})

test('%prun shows a chart and a table', async () => {
  await client.run('function busy(ms: number) { const end = performance.now() + ms; while (performance.now() < end); }')
  const { outputs } = await client.run('%prun busy(20)')
  expect(outputs.map(({ header }) => header.msg_type)).toEqual(['display_data', 'display_data'])
  expect(outputs[0]?.content.data).toHaveProperty('image/png')
  expect(outputs[1]?.content.data['text/plain']).toMatch(/busy +Cell \[\d+\], line 1/)
})
