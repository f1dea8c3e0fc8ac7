import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fixture } from '../../fixture.js'
import { check } from './compiler.js'
import { allows, type Row, toldByPyTorch, toldByTypes } from './outcome.js'
import { prelude } from './prelude.js'

/** Where the types say less than PyTorch does: sizes that no type tells. */
const UNTOLD = new Set([
  'arange(1, 0, -0.25)',
  'arange(5, 0, -2)',
  'arange(0, 1, 0.25)',
  'arange(2.5)',
  'zeros(3, 4).split(2)',
  'zeros(3, 4).split(2, 1)',
  'zeros(3, 4).chunk(2, -1)',
])

/** What runs, but not past the compiler, and its error there. */
const REFUSED: Record<string, number> = {
  // A Size is a plain tuple to the compiler, so that `const [n, m] = x.shape` and `zeros(x.shape)` keep the sizes.
  'm.shape.numel()': 2339,
  // JavaScript's operators take numbers only.
  'tensor(0.5) + 1': 2365,
}
/** A term without labels is a scalar to the types, and nothing at all to PyTorch. */
const OTHER_MISTAKE = new Set(["einsum('ij, ,jk->ik', arange(12).view([3, 4]), arange(20).view([4, 5]))"])

/** Every table of expressions that PyTorch has evaluated. */
const tables = readdirSync(new URL('../../fixtures/', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, Row[]] => [file.replace('.json', ''), fixture<Row>(file.replace('.json', ''))])
  .filter(([, rows]) =>
    rows.every((row) => row.length === 3 && typeof row[0] === 'string' && typeof row[1] === 'string'),
  )
const rows = tables.flatMap(([table, list]) => list.map((row) => ({ table, row })))
const { verdicts } = check(
  prelude,
  rows.map(({ row }) => row[1]),
)
const judged = rows.map(({ table, row: [, code, outcome] }, i) => ({ table, code, outcome, verdict: verdicts[i] }))

describe('the compiler says of a shape what PyTorch says', () => {
  for (const { code, outcome, verdict } of judged.filter(({ table }) => table === 'shapes'))
    test(code, () => {
      if (!UNTOLD.has(code)) expect(toldByTypes(verdict, outcome)).toBe(toldByPyTorch(outcome))
      else {
        expect(verdict.errors).toEqual([])
        expect(allows(verdict.type, outcome)).toBe(true)
        expect(toldByTypes(verdict, outcome)).not.toBe(toldByPyTorch(outcome))
      }
    })
})

describe('the compiler never contradicts PyTorch', () => {
  for (const [name] of tables.filter(([table]) => table !== 'shapes'))
    test(name, () => {
      for (const { code, outcome, verdict } of judged.filter(({ table }) => table === name)) {
        const { type, errors } = verdict
        // `gradFn` may be null to the compiler: in a program one writes `gradFn?.`.
        if (code.includes('gradFn.')) continue
        // A helper of that table's own scope.
        if (errors.some((e) => e.code === 2304)) continue
        if (code in REFUSED)
          expect(
            errors.map((e) => e.code),
            code,
          ).toEqual([REFUSED[code]])
        else if (errors.length === 0) expect(outcome.error || allows(type, outcome), `${code}: ${type}`).toBeTruthy()
        // A value of a wrong kind ('float16', null) is refused in the compiler's own words.
        else if (outcome.error && errors.every((e) => e.sentence === null)) continue
        else if (!OTHER_MISTAKE.has(code)) expect(toldByTypes(verdict, outcome), code).toBe(toldByPyTorch(outcome))
      }
    })
})

test('a mistake is reported once, and marked on an argument or on the tensor', () => {
  for (const { code, verdict } of judged.filter(({ table }) => table === 'shapes')) {
    expect(verdict.errors.length, code).toBeLessThanOrEqual(1)
    for (const { marked } of verdict.errors) {
      expect(code).toContain(marked)
      expect(marked, code).not.toBe(code)
    }
  }
})
