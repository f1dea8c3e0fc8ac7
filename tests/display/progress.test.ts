import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { progress } from '../../src/display/index.js'
import { recordingHost, type Said } from './host.js'

let host: ReturnType<typeof recordingHost>
afterEach(() => host?.restore())

const texts = (said: Said[]): string[] =>
  said.map((s) => ('shown' in s ? `${s.kind} ${String(s.shown.data['text/plain'])}` : s.kind))

describe('progress', () => {
  it('passes on what it is given, and shows one bar', () => {
    host = recordingHost()
    const seen: string[] = []
    for (const item of progress(['a', 'b', 'c'], { label: 'letters' })) seen.push(item)
    expect(seen).toEqual(['a', 'b', 'c'])
    const { said } = host
    expect(new Set(said.map(({ id }) => id)).size).toBe(1)
    expect(texts(said)[0]).toMatch(/^display letters \[ {30}\] 0\/3, 0 %, 0\.0 s$/)
    expect(texts(said).at(-1)).toMatch(/^update letters \[={30}\] 3\/3, 100 %, 0\.0 s$/)
    const [first] = said
    expect(first && 'shown' in first && first.shown.data['text/html']).toMatch(
      /^<span.*letters <progress value="0\.0000"/,
    )
  })

  it('counts, and takes what has a length, a size, or neither', () => {
    host = recordingHost()
    expect([...progress(3)]).toEqual([0, 1, 2])
    expect([...progress(new Set([1, 2]))]).toEqual([1, 2])
    const once = (function* () {
      yield 1
    })()
    expect([...progress(once)]).toEqual([1])
    const ends = texts(host.said).filter((text) => text.startsWith('update'))
    expect(ends.map((text) => /\] (.*),/.exec(text)?.[1])).toEqual(['3/3, 100 %', '2/2, 100 %', '1'])
    expect([...progress(0)]).toEqual([])
  })

  it('is asynchronous with what is', async () => {
    host = recordingHost()
    const slow = (async function* () {
      for (let i = 0; i < 3; i++) {
        await new Promise((next) => setTimeout(next, 60))
        yield i
      }
    })()
    const seen: number[] = []
    for await (const i of progress(slow, { total: 3 })) seen.push(i)
    expect(seen).toEqual([0, 1, 2])
    expect(texts(host.said).some((text) => / [12]\/3, .* left$/.test(text))).toBe(true)
  })

  it('nested: the inner loops share a place, and leave it empty', () => {
    host = recordingHost()
    for (const _ of progress(2, { label: 'outer' })) for (const _ of progress(2, { label: 'inner' }));
    const displays = host.said.filter(({ kind }) => kind === 'display')
    expect(displays.length).toBe(2)
    const inner = displays[1]?.id
    expect(texts(host.said.filter(({ id }) => id === inner)).at(-1)).toBe('update ')
    expect(texts(host.said).at(-1)).toMatch(/^update outer \[={30}\] 2\/2/)
  })

  it('shows where a loop stopped', () => {
    host = recordingHost()
    for (const i of progress(10)) if (i === 4) break
    expect(texts(host.said).at(-1)).toMatch(/^update \[={12} {18}\] 4\/10, 40 %/)
    expect(() => {
      for (const _ of progress(10)) throw new Error('in the loop')
    }).toThrow('in the loop')
    for (const _ of progress(1));
    expect(texts(host.said).at(-1)).toMatch(/1\/1, 100 %/)
  })

  it('is quiet where nobody watches', () => {
    host = recordingHost({ attended: false })
    for (const _ of progress(3));
    expect(host.said).toEqual([])
  })

  it('refuses what is no loop', () => {
    expect(() => progress(1.5)).toThrow('whole number')
    expect(() => progress(null as never)).toThrow(TypeError)
    expect(() => progress([1], { total: -1 })).toThrow('-1')
  })
})

describe('in a program', () => {
  const root = join(import.meta.dirname, '..', '..')
  const code = `import { progress } from 'tsgrad'; for (const i of progress(3, { label: 'x' })) console.log(i)`

  it('writes nothing where standard error is no terminal', () => {
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' })
    expect([ran.stdout, ran.stderr]).toEqual(['0\n1\n2\n', ''])
  })

  it('draws a bar in a terminal', () => {
    // Python's pty gives a terminal without a terminal.
    const script = `import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))`
    const command = ['-c', script, process.execPath, '--input-type=module', '-e', code.replace('console.log(i)', '{}')]
    const ran = spawnSync('python3', command, { cwd: root, encoding: 'utf8' })
    expect(ran.stdout).toMatch(/x \[=+\] 3\/3, 100 %/)
  })
})
