import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness } from './harness.js'

let session: Harness
let folder: string
const home = process.cwd()

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tsgrad-magics-')))
  session = new Harness()
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(home)
  session.close()
  rmSync(folder, { recursive: true, force: true })
})

const stdout = async (code: string): Promise<string> => (await session.run(code)).stdout
const result = async (code: string): Promise<unknown> => (await session.run(code)).result

describe('files', () => {
  it('%%writefile writes, replaces and appends', async () => {
    expect(await stdout('%%writefile a.ts\nexport const a = 1')).toBe('Writing a.ts\n')
    expect(readFileSync('a.ts', 'utf8')).toBe('export const a = 1\n')
    expect(await stdout('%%writefile -a a.ts\nexport const b = `%time a`\n')).toBe('Appending to a.ts\n')
    expect(readFileSync('a.ts', 'utf8')).toBe('export const a = 1\nexport const b = `%time a`\n')
    expect(await stdout('%%writefile a.ts\n// new')).toBe('Overwriting a.ts\n')
    expect(readFileSync('a.ts', 'utf8')).toBe('// new\n')
    expect((await session.run('%%writefile no/such/folder\nx')).error.evalue).toContain('ENOENT')
  })

  it('%run brings what a file exports, with types, each time afresh', async () => {
    writeFileSync(
      'model.ts',
      `export interface Point { x: number }
console.log('runs', ...process.argv.slice(2))
export const size: number = 3
export let { x, list: [y] } = { x: 1, list: ['s'] }
export function twice(n: number) { return 2 * n }
export class Box<T> { constructor(readonly value: T) {} }
export enum Kind { A, B }
const inner = 5
export { inner as outer }
export default 7
`,
    )
    expect(await stdout("%run model.ts --fast 'two words'")).toBe('runs --fast two words\n')
    expect(process.argv).not.toContain('--fast')
    expect(await result('const p: Point = { x: size };\n[twice(p.x), x, y, new Box(1).value, Kind.B, outer]')).toBe(
      "[ 6, 1, 's', 1, 1, 5 ]",
    )
    await expect(session.run('twice("no")')).rejects.toThrow('TS2345')
    expect(await stdout('%run model.ts')).toBe('runs\n')
    writeFileSync('model.ts', "console.log('edited')\nexport const size = 'big'\n")
    expect(await stdout('%run ./model.ts')).toBe('edited\n')
    expect(await result('size.length')).toBe('3')
  })

  it('%load puts the file into the cell', async () => {
    writeFileSync('snippet.ts', 'const loaded = 1\n')
    const { payload } = (await session.run('%load snippet.ts')).done
    const text = '// %load snippet.ts\nconst loaded = 1\n'
    expect(payload).toEqual([{ source: 'set_next_input', text, replace: true }])
    expect((await session.run('%load none.ts')).error.evalue).toContain('none.ts')
  })

  it('%load fetches a page', async () => {
    const server = createServer(({ url }, response) => {
      response.statusCode = url === '/a.ts' ? 200 : 404
      response.end('const fetched = 1\n')
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { payload } = (await session.run(`%load ${at}/a.ts`)).done
    expect(payload).toEqual([
      { source: 'set_next_input', text: `// %load ${at}/a.ts\nconst fetched = 1\n`, replace: true },
    ])
    expect((await session.run(`%load ${at}/b.ts`)).error.evalue).toBe(`%load: ${at}/b.ts answers 404 Not Found`)
    server.closeAllConnections()
    server.close()
  })

  it('!command has values of the notebook, which %%time above a script does not disturb', async () => {
    await session.run('const inShell = { word: "two words" }')
    expect(await stdout('!echo "{inShell.word}" {nothing} | tr a-z A-Z')).toBe('TWO WORDS {NOTHING}\n')
    expect(await stdout('%%time\n%%bash\necho "{inShell.word}"')).toMatch(/^\{inShell\.word\}\nCPU times/)
  })
})

describe('the environment', () => {
  it('%cd, %pwd', async () => {
    mkdirSync('sub')
    expect(await stdout('%cd sub')).toBe(`${join(folder, 'sub')}\n`)
    expect(await result('%pwd')).toBe(`'${join(folder, 'sub')}'`)
    expect(await stdout('%cd -q -')).toBe('')
    expect(await result('const here = %pwd\nhere')).toBe(`'${folder}'`)
    expect((await session.run('%cd nowhere')).error.evalue).toContain('nowhere')
    expect((await session.run('%cd sub\n%cd ..')).done.cwd).toBe(folder)
  })

  it('%env', async () => {
    expect(await stdout('%env TSGRAD_MAGIC=a b')).toBe('env: TSGRAD_MAGIC=a b\n')
    expect(await result('%env TSGRAD_MAGIC')).toBe("'a b'")
    expect(await stdout('!echo "$TSGRAD_MAGIC"')).toBe('a b\n')
    await session.run('%env TSGRAD_TOKEN secret')
    expect(await result('const all = %env\n;[all.TSGRAD_MAGIC, all.TSGRAD_TOKEN]')).toBe("[ 'a b', '<hidden>' ]")
    expect((await session.run('%env NO_SUCH_NAME')).error.evalue).toContain('NO_SUCH_NAME')
    delete process.env.TSGRAD_MAGIC
    delete process.env.TSGRAD_TOKEN
  })
})

describe('commands', () => {
  it('are shown as they come, each stream by itself', async () => {
    const ran = await session.run('!echo out; echo err >&2; exit 3\nconsole.log("on")')
    expect(ran.stdout).toBe('out\non\n')
    expect(ran.text('stderr')).toBe('err\n')
    const slow = await session.run('!echo first; sleep 0.15; echo second')
    expect(slow.all.filter((e) => e.kind === 'text').length).toBe(2)
  })

  it('give their lines behind =', async () => {
    expect(await result("const lines = %system printf 'a\\nb\\n'\nlines.map((l) => l.length + l)")).toBe(
      "[ '1a', '1b' ]",
    )
  })

  it('%%bash is one script, whose failure is the cell’s', async () => {
    expect(await stdout('%%bash\nf() { echo "<$1>"; }\nfor x in a b; do f $x; done')).toBe('<a>\n<b>\n')
    const { error } = await session.run('%%bash\necho before\nexit 7')
    expect([error.ename, error.evalue]).toEqual(['CalledProcessError', "'bash' ended with status 7"])
  })

  it('%ls', async () => {
    writeFileSync('listed.txt', '')
    expect(await stdout('%ls listed*')).toBe('listed.txt\n')
  })

  it('stop with the cell, and what they started too', async () => {
    const running = session.run(`%%bash\n(sleep 0.6 && touch late) &\nsleep 30 && touch late`)
    await new Promise((next) => setTimeout(next, 100))
    process.kill(process.pid, 'SIGINT')
    expect((await running).error.ename).toBe('KeyboardInterrupt')
    await new Promise((next) => setTimeout(next, 900))
    expect(existsSync('late')).toBe(false)
  })
})

describe('names', () => {
  it('%who and %whos', async () => {
    await session.run('%reset -f')
    expect(await stdout('%who')).toBe('No names yet.\n')
    await session.run(
      'const n = 5\nlet words = ["a", "b"]\nclass Thing {}\nfunction act() {}\nconst made = new Thing()\nconst floats = new Float32Array(600)\nconst shaped = { shape: [2, 3], dtype: "float32", toString: () => "" }\ninterface Never { a: 1 }',
    )
    expect(await stdout('%who')).toBe('act     floats  made    n       shaped  Thing   words\n')
    expect(await stdout('%who Array class')).toBe('Thing  words\n')
    expect(await stdout('%who Map')).toBe('No names of type Map.\n')
    expect(await stdout('%whos')).toBe(
      `Name    Type          Shape             Size  Value
----------------------------------------------------------
act     function
floats  Float32Array  [600]           2.4 kB
made    Thing                                 Thing {}
n       number                                5
shaped  Object        [2, 3] float32    24 B
Thing   class
words   Array         [2]                     [ 'a', 'b' ]
`,
    )
  })

  it('%reset asks, and takes values and types', async () => {
    await session.run('interface Kept { a: number }\nconst gone = 1')
    session.answers = ['n']
    expect(await stdout('%reset')).toBe('Nothing done.\n')
    expect(await result('gone')).toBe('1')
    session.answers = ['y']
    await session.run('%reset\nconst after = 2')
    await expect(session.run('gone')).rejects.toThrow("Cannot find name 'gone'")
    await expect(session.run('let k: Kept')).rejects.toThrow("Cannot find name 'Kept'")
    expect(await result('after')).toBe('2')
    expect(await stdout('%who')).toBe('after\n')
    await session.run('const gone = "another"')
    expect(await result('gone')).toBe("'another'")
  })
})

describe('%history', () => {
  const rows = [
    [1, 1, ['a = 1', null]],
    [1, 2, ['b', '5']],
    [1, 3, ['two\nlines', null]],
    [1, 4, ['%history', null]],
  ]
  it.each([
    ['%history', rows, 'a = 1\nb\ntwo\nlines\n'],
    ['%history -n -o', rows, '1: a = 1\n2: b\n5\n3: \ntwo\nlines\n'],
    ['%history -n 2-3', rows, '2: b\n3: \ntwo\nlines\n'],
    ['%history -n -l 2', rows.slice(1), '1/2: b\n1/3: \ntwo\nlines\n'],
    ['%history -g b', [rows[1], rows[3]], 'b\n'],
  ])('%s', async (code, answer, text) => {
    session.answers = [JSON.stringify(answer)]
    const ran = await session.run(code)
    expect(ran.stdout).toBe(text)
    expect(ran.of('history').length).toBe(1)
  })
})

describe('%%capture', () => {
  it('keeps what the cell would show', async () => {
    const ran = await session.run(
      '%%capture out\nconsole.log("a")\nconsole.error("b")\ndisplay(html("<b>c</b>"))\n;[1, 2]',
    )
    expect(ran.all.map((e) => e.kind)).toEqual(['done'])
    expect(await result('[out.stdout, out.stderr, out.outputs.map((o) => o.data)]')).toBe(
      `[
  'a\\n',
  'b\\n',
  [
    { 'text/html': '<b>c</b>', 'text/plain': '<b>c</b>' },
    { 'text/plain': '[ 1, 2 ]' }
  ]
]`,
    )
    const shown = await session.run('out.show()')
    expect(shown.all.map((e) => e.kind)).toEqual(['text', 'text', 'display', 'display', 'done'])
    const failed = await session.run('%%capture\nconsole.log("quiet")\nfail("loud")')
    expect(failed.all.map((e) => e.kind)).toEqual(['error', 'done'])
  })
})

describe('%prun', () => {
  const busy =
    'function slow(ms: number) { const end = performance.now() + ms; let n = 0; while (performance.now() < end) n += Math.sqrt(n); return n }\nfunction outer() { return slow(30) }'

  it('shows where the time goes, and gives the value', async () => {
    await session.run(busy)
    const ran = await session.run('const v = %prun outer()\nv >= 0')
    const [chart, rows] = ran.of('display').map((e) => e.data)
    expect(Object.keys(chart ?? {})).toContain('image/png')
    expect(String(rows?.['text/plain'])).toMatch(/slow +Cell \[\d+\], line 1/)
    expect(String(rows?.['text/plain'])).toMatch(/outer +Cell \[\d+\], line 2/)
    expect(String(rows?.['text/html'])).toContain('<table>')
    const { layer, data } = (chart as Record<string, unknown>)['application/vnd.vegalite.v5+json'] as {
      layer: unknown[]
      data: { values: { name: string; depth: number; ms: number }[] }
    }
    expect(layer.length).toBe(2)
    const [inside] = data.values.filter(({ name }) => name === 'slow')
    const [around] = data.values.filter(({ name }) => name === 'outer')
    expect(inside?.depth).toBe((around?.depth ?? 0) + 1)
    expect(ran.result).toBe('true')
  })

  it('of a whole cell, of statements, of what is too short', async () => {
    await session.run(busy)
    const cell = await session.run('%%prun -l 1\nconst w = slow(60)\nw >= 0')
    expect(cell.of('display').length).toBe(2)
    expect(String(cell.of('display')[1]?.data['text/plain']).split('\n').length).toBe(2)
    expect(cell.result).toBe('true')
    expect((await session.run('%prun const z = slow(60)')).of('display').length).toBe(2)
    expect((await session.run('%prun 1')).of('display').length).toBeGreaterThan(0)
    expect((await session.run('%prun fail("x")')).error.evalue).toBe('x')
  })
})

describe('%lsmagic', () => {
  it('lists them all', async () => {
    const text = await stdout('%lsmagic')
    for (const name of ['%cd', '%run', '%%bash', '%%writefile', '!command']) expect(text).toContain(name)
  })

  it('each has its help', async () => {
    const text = await stdout('%lsmagic')
    const names = [...new Set([...text.matchAll(/%%?(\w+)/g)].map(([, name]) => name))].filter((n) => n !== 'name')
    expect(names.length).toBe(19)
    for (const name of names) {
      const help = String((await session.run(`%${name}?`)).done.payload[0]?.data)
      expect(JSON.stringify((await session.run(`%${name}?`)).done.payload)).toContain('Examples:')
      expect(help).toBeDefined()
    }
  })
})
