import { beforeAll, describe, expect, it } from 'vitest'
import { installedConfig } from '../../../kernel/language/install.js'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { createWorld } from '../../../kernel/language/world.js'
import { Notebook } from './notebook.js'

let nb: Notebook
beforeAll(async () => {
  nb = new Notebook()
  await nb.value(
    '/** Doubles it. */\nfunction double(x: number) {\n  return x * 2 // the body\n}\nclass Net {\n  /** Runs it. */\n  forward(x: number) { return double(x) }\n}\nconst h = randn(64, 784), arrow = (s: string) => s.length\nconst net = new Net()',
  )
})

function inspect(code: string, cursor = code.length, detail: 0 | 1 = 0): string | undefined {
  const { found, data } = nb.room.inspect({ code, cursor, detail })
  expect(found).toBe(data['text/plain'] !== undefined)
  return data['text/plain']
}

describe('inspection', () => {
  it('shows signature, documentation and origin', () => {
    expect(inspect('double')).toBe(
      'function double(x: number): number\n\nDoubles it.\n\nFile: a cell of this notebook\nType: function',
    )
    expect(inspect('h')).toMatch(/^const h: Tensor<\[64, 784\]>/)
    expect(inspect('net.forward')).toMatch(/^\(method\) Net\.forward\(x: number\): number\n\nRuns it\./)
    expect(inspect('randn')).toMatch(/@param size the shape\n\nFile: tsgrad\/stub\/index.d.ts:\d+\nType: function$/)
  })

  it('shows the documentation of libraries', () => {
    expect(inspect('parseInt')).toMatch(
      /^function parseInt\(string: string, radix\?: number\): number\n\nConverts a string to an integer\.\n@param string/,
    )
    expect(inspect('[1].map')).toMatch(/Calls a defined callback function on each element/)
    expect(inspect('console.log')).toMatch(/Prints to `stdout` with newline/)
    expect(inspect('Math.max')).toMatch(/Returns the larger of a set of supplied numeric expressions/)
  })

  it('finds the name at the cursor, or the function that is called', () => {
    expect(inspect('double(1 + 2', 9)).toMatch(/^function double/)
    expect(inspect('double(')).toMatch(/^function double/)
    expect(inspect('net.forward(')).toMatch(/Net\.forward/)
    expect(inspect('1 + h.add(1)', 4)).toMatch(/^const h/)
    expect(inspect('h.add', 3)).toMatch(/add\(other/)
    expect(inspect('"😀" + double', 9)).toMatch(/^function double/)
    expect(inspect('')).toBeUndefined()
    expect(inspect('nothingLikeThis')).toBeUndefined()
    expect(inspect('1 + 1', 2)).toBeUndefined()
  })

  it('marks the parameter at the cursor inside a call', async () => {
    await nb.value(
      '/** Mixes, see {@link double | doubling}.\n * @param a the first\n * @param b the {@link h} */\nfunction mix(a: number, b: string[], ...rest: number[]) { return a }\nfunction over(x: string): string\nfunction over(x: number, y: boolean): number\nfunction over(x: unknown, y?: boolean): any { return x }',
    )
    const first = 'function mix(a: number, b: string[], ...rest: number[]): number'
    const mark = (text: string) => ' '.repeat(first.indexOf(text)) + '^'.repeat(text.length)
    expect(inspect('mix(')?.split('\n').slice(0, 4)).toEqual([first, mark('a: number'), '', 'a: number — the first'])
    expect(inspect('mix(1, ')?.split('\n').slice(0, 6)).toEqual([
      first,
      mark('b: string[]'),
      '',
      'b: string[] — the h',
      '',
      'Mixes, see doubling.',
    ])
    expect(inspect('mix(1, [], 3, 4)', 15)?.split('\n')[1]).toBe(mark('...rest: number[]'))
    expect(inspect('over(1, ')).toContain('over(x: number, y: boolean): number (+1 overload)\n')
    expect(inspect('over(1, ')).toMatch(/\n +\^{10}\n/)
    expect(inspect('parseInt("1", ')).toContain('radix?: number — A value between 2 and 36')
    expect(inspect('new Promise(')).toMatch(/\^/)
  })

  it('marks a rest parameter whose types follow from what is typed', async () => {
    await nb.value('function shaped<const A extends (number | string)[]>(...size: A): A { return size }')
    for (const typed of ['shaped(', 'shaped(2, ', 'shaped(2, 3']) {
      const lines = inspect(typed)?.split('\n') ?? []
      const marks = lines.findIndex((line) => /^ +\^+$/.test(line))
      expect(lines[marks - 1]?.slice(lines[marks]?.indexOf('^'), lines[marks]?.length)).toBe('...size: A')
    }
  })

  it('is Markdown as well, of TSDoc’s parts', async () => {
    const typed = `/**
 * Mends it, see {@link double} and {@link https://example.org | the page}.
 * @param thing - what
 * is broken
 * @param times how often
 * @returns the mended one
 * @throws RangeError if it is not
 * @deprecated since it is whole
 * @example
 * mend('cup', 2)
 */
function mend(thing: string, times = 1) { return thing }`
    await nb.value(typed)
    const markdown = (code: string) => nb.room.inspect({ code, cursor: code.length, detail: 1 }).data['text/markdown']
    expect(markdown('mend')).toBe(
      [
        '```typescript\nfunction mend(thing: string, times?: number): string\n```',
        'Mends it, see `double` and [the page](https://example.org).',
        '**Parameters**',
        '- `thing` — what\n  is broken\n- `times` — how often',
        '**Throws**',
        '- RangeError if it is not',
        '**Returns** the mended one',
        '**Deprecated** since it is whole',
        "**Example**\n\n```typescript\nmend('cup', 2)\n```",
        '*function* · `a cell of this notebook`',
        `\`\`\`typescript\n${typed}\n\`\`\``,
      ].join('\n\n'),
    )
  })

  it('names the parameter at the cursor in Markdown, where carets would move', () => {
    const { data } = nb.room.inspect({ code: 'mix(1, ', cursor: 7, detail: 0 })
    expect(data['text/markdown']).toMatch(
      /^```typescript\nfunction mix\([^\n]*\n```\n\n\*\*`b: string\[\]`\*\* — the h\n/,
    )
  })

  it('shows the source as typed with detail 1', () => {
    expect(inspect('double', 6, 1)).toMatch(
      /Source:\n\/\*\* Doubles it\. \*\/\nfunction double\(x: number\) \{\n {2}return x \* 2 \/\/ the body\n\}$/,
    )
    expect(inspect('Net.prototype.forward', 21, 1)).toMatch(
      /Source:\n\/\*\* Runs it\. \*\/\n {2}forward\(x: number\) \{ return double\(x\) \}$/,
    )
    expect(inspect('arrow', 5, 1)).toMatch(/Source:\nconst h = randn\(64, 784\), arrow = \(s: string\) => s\.length$/)
    expect(inspect('parseInt', 8, 1)).toMatch(
      /Source:\ndeclare function parseInt\(string: string, radix\?: number\): number;$/,
    )
  })

  it('explains magics', () => {
    expect(inspect('%timeit')).toMatch(/^%timeit \[options\] code/)
    expect(inspect('%%time\nx', 3)).toMatch(/%%time/)
    expect(inspect('%timeit double(1)', 11)).toMatch(/^function double/)
  })
})

describe('inspection of the real package', () => {
  it('shows its TypeScript, not its declarations', () => {
    const room = new LanguageRoom(createWorld(installedConfig()))
    const text = room.inspect({ code: 'randn', cursor: 5, detail: 1 }).data['text/plain']!
    expect(text).toMatch(/^const randn/)
    expect(text).toMatch(/File: tsgrad\/src\/\S+\.ts:\d+/)
    expect(text).toMatch(/Source:\n[\s\S]*export const randn/)
    expect(text).not.toContain('declare')
    expect(room.inspect({ code: 'randn(2).matmul', cursor: 15, detail: 0 }).data['text/plain']).toMatch(/matmul/)
  })
})
