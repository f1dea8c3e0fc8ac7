import { expect, test } from 'vitest'
import { type Cell, executed, judge, type Notebook, readLesson } from './nbval.js'

/** The lessons are only checked if a wrong output is noticed: one digit is changed, and nbval has to say so. */

const ignored = ['nbval-ignore-output', 'nbval-skip', 'raises-exception']
const isChecked = (cell: Cell) => cell.cell_type === 'code' && !cell.metadata.tags?.some((tag) => ignored.includes(tag))

/** The last digit of a text, made another one. */
const otherDigit = (text: string) => text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
const joined = (text: string | string[]) => (Array.isArray(text) ? text.join('') : text)

/** What can be changed of a cell's outputs; undefined: nothing of this kind. */
const changes: Record<string, (cell: Cell) => boolean> = {
  'a printed value': (cell) =>
    changeData(cell, 'text/plain', (value) => otherDigit(joined(value as string | string[]))),
  'a number inside a chart': (cell) =>
    changeData(cell, 'application/vnd.vegalite.v5+json', (spec) => JSON.parse(otherDigit(JSON.stringify(spec)))),
}

function changeData(cell: Cell, mime: string, change: (value: unknown) => unknown): boolean {
  for (const { data } of cell.outputs ?? []) {
    // A bundle with a chart holds text as well: the chart is a case of its own.
    if (!data?.[mime] || (mime === 'text/plain' && Object.keys(data).length > 1)) continue
    const changed = change(data[mime])
    if (JSON.stringify(changed) === JSON.stringify(data[mime])) continue
    data[mime] = changed
    return true
  }
  return false
}

/** The lesson up to its first checked cell that can be changed so. */
function upTo(lesson: Notebook, change: (cell: Cell) => boolean): Notebook {
  const end = lesson.cells.findIndex((cell) => isChecked(cell) && change(structuredClone(cell)))
  expect(end, 'a cell of this kind').toBeGreaterThanOrEqual(0)
  return { ...lesson, cells: lesson.cells.slice(0, end + 1) }
}

test.each(Object.keys(changes))('%s that was changed fails, in its cell alone', { timeout: 240_000 }, async (kind) => {
  const change = changes[kind] as (cell: Cell) => boolean
  const as = await executed(upTo(readLesson('01_matmul.ipynb'), change))
  const control = await judge(as)
  expect(control.passed, control.said).not.toContain(false)
  const changed = structuredClone(as)
  change(changed.cells.at(-1) as Cell)
  const { passed, said } = await judge(changed)
  expect(passed, said).toEqual([...control.passed.slice(0, -1), false])
})

test('a stream that was changed fails', { timeout: 120_000 }, async () => {
  const cell = {
    cell_type: 'code',
    execution_count: 1,
    id: 'one',
    metadata: {},
    source: 'console.log(40 + 2)',
    outputs: [{ output_type: 'stream', name: 'stdout', text: '42\n' }],
  }
  const notebook = { ...readLesson('01_matmul.ipynb'), cells: [cell] }
  expect((await judge(notebook)).passed).toEqual([true])
  cell.outputs[0] = { output_type: 'stream', name: 'stdout', text: '43\n' }
  expect((await judge(notebook)).passed).toEqual([false])
})
