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
const REFUSED: Record<string, number | number[]> = {
  // A Size is a plain tuple to the compiler, so that `const [n, m] = x.shape` and `zeros(x.shape)` keep the sizes.
  'm.shape.numel()': 2339,
  // JavaScript's operators take numbers only.
  'tensor(0.5) + 1': 2365,
  // numpy's words for dim and keepdim.
  'm.softmax({axis: 1})': [2353],
  'm.topk(2, {axis: 1})': [2353],
  'm.cumsum({axis: 0})': [2353],
  // The tensor or the sizes by name: JavaScript may, a cell is told how the compiler knows them.
  'm.permute({dims: [1, 0]})': [2353],
  'm.narrow({dim: 0, start: 1, length: 1})': [2554],
  'm.narrow(0, 1, {length: 1})': [2345],
  'm.chunk({chunks: 2, dim: 1})': [2345],
  'm.split({splitSize: 2, dim: 1})': [2353],
  'm.movedim({source: 0, destination: 1}).shape': [2554],
  'm.unflatten({dim: 1, sizes: [2, 2]}).shape': [2554],
  'm.unfold({dimension: 0, size: 2, step: 1}).shape': [2554],
  'm.asStrided({size: [2, 2], stride: [1, 1]})': [2554],
  'm.expand({size: [2, 3, 4]}).shape': [2353],
  'm.view({size: [4, 3]}).shape': [2345],
  'm.reshape({shape: [4, 3]}).shape': [2353],
  'm.swapaxes({axis0: 0, axis1: 1}).shape': [2554],
  'm.repeat({repeats: [2, 1]}).shape': [2353],
  'm.tile({dims: [2, 1]}).shape': [2353],
  'm.take({index: i([0])})': [2353],
  'm.maskedFill({mask: m.gt(5), value: 0})': [2554],
  'm.maskedSelect({mask: m.gt(5)})': [2353],
  'where({condition: m.gt(5), input: m, other: 0})': [2353],
  'm.quantile({q: 0.5, dim: 0})': [2322],
  'm.kthvalue({k: 2, dim: 0})': [2345],
  'cat({tensors: [m, m], dim: 1}).shape': [2353],
  'stack({tensors: [m, m], dim: 0}).shape': [2353],
  'm.add({other: 1})': [2561],
  "m.div({other: 2, roundingMode: 'floor'})": [2561],
  'm.pow({exponent: 2})': [2353],
  'matmul({input: m, other: m.t()})': [2554],
  'add({input: m, other: 1})': [2554],
  'm.lerp({end: m, weight: 0.5})': [2554],
  'm.clone().fill_({value: 3})': [2353],
  'm.clone().add_({other: 1, alpha: 2})': [2561],
  'eye({n: 2, m: 3})': [2345],
  'logspace({start: 0, end: 1, steps: 2})': [2554],
  'manualSeed(0); randperm({n: 5})': [2345],
  'manualSeed(0); normal({mean: 0, std: 1, size: [2, 2]})': [2322, 2322, 2322],
  'f(5).at(b(1))': [2345],
  "const m = new nn.Module(); m.addModule('p', new nn.ParameterDict({a: zeros(2), b: zeros(1)})); [String(m), Object.keys(m.stateDict())]":
    [2345],
}
/** A term without labels is a scalar to the types, and nothing at all to PyTorch. */
const OTHER_MISTAKE = new Set([
  // The same mistake in the words of another sentence.
  'f(5).at(2)',
  'm.unflatten(1, [])',
  'm.view(3, 1, 4).clone().t_()',
  'tensor(5).unflatten(0, [1, -1])',
  'tensor(5).unflatten(-1, [-1, 2])',
  'tensor(5).size(5)',
  'tensor(5).mv(f([1, 2, 3, 4]))',
  'm.expand(2, 3, 4).matmul(m)',
  "einsum('ij, ,jk->ik', arange(12).view([3, 4]), arange(20).view([4, 5]))",
])

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
          ).toEqual([REFUSED[code]].flat())
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
