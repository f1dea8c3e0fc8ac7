import { describe, expect, test } from 'vitest'
import { fixture } from '../../fixture.js'
import { check } from './compiler.js'
import { allows, type Row, toldByPyTorch, toldByTypes } from './outcome.js'
import { prelude } from './prelude.js'

/** Where the types say less than PyTorch does: sizes that no type tells. */
const UNTOLD = new Set([
  "einsum('...ij->...ji', zeros(2, 3, 4))",
  'arange(1, 0, -0.25)',
  'zeros(3, 4).split(2)',
  'zeros(3, 4).split(2, 1)',
  'zeros(3, 4).chunk(2, -1)',
])

const rows = fixture<Row>('shapes')
const { verdicts } = check(
  prelude,
  rows.map(([, code]) => code),
)

describe('the compiler says of each row what PyTorch says', () => {
  for (const [i, [, code, outcome]] of rows.entries())
    test(code, () => {
      const verdict = verdicts[i]
      if (UNTOLD.has(code)) {
        expect(verdict.errors).toEqual([])
        expect(allows(verdict.type, outcome)).toBe(true)
        expect(toldByTypes(verdict, outcome)).not.toBe(toldByPyTorch(outcome))
      } else expect(toldByTypes(verdict, outcome)).toBe(toldByPyTorch(outcome))
    })
})

test('an error is reported once, and what it is marked on is an argument or the tensor', () => {
  for (const [i, [, code]] of rows.entries())
    for (const { marked } of verdicts[i].errors) {
      expect(verdicts[i].errors).toHaveLength(1)
      expect(code).toContain(marked)
    }
})
