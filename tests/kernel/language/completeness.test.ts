import { describe, expect, it } from 'vitest'
import { completeness } from '../../../kernel/language/completeness.js'

const indentOf = (code: string): string => {
  const { status, indent } = completeness(code)
  expect(status, code).toBe('incomplete')
  return indent ?? 'none'
}

describe('is_complete', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a cell
  const nested = '`${`${1}`}`'

  it.each([
    nested, '1', 'let x = 1', 'x', 'f(1)', 'if (a) {}', 'if (a) { b }', 'for (;;) {}', 'function f() {}', 'class A { m() { return 1 } }',
    'const s = `a\nb`', 'await f()', 'for await (const x of y) {}', 'a /* b */', '// only a comment', '', '   ', 'type T = { a: 1 }',
    'a?.b', 'declare function f(): void', 'function f(): void;', 'const r = /[/]"/', '"a\\\nb"', '{ a: 1 }', 'return 1', 'const x',
    // magics and help
    '%time f()', '%timeit -n 10 f(1)', '%%time\nf()', '%%timeit x = 1\nf(x)', 'const y = %time f()', '%nothing 1', '%timeit?', '%time',
    'x?', '?x', 'x??', 'nn.Linear.prototype.forward??', '??init.normal_',
  ])('complete: %j', (code) => {
    expect(completeness(code)).toEqual({ status: 'complete' })
  }) // biome-ignore format: a table

  it.each([
    ['f(', '  '], ['f(1,', '  '], ['[1,\n 2', ' '], ['function f() {', '  '], ['if (x) {', '  '], ['class A {\n  m() {', '    '], ['class A {\n  m() {\n    f()\n  }', '  '],
    ['const x =', ''], ['a +', ''], ['a.', ''], ['if (x)', ''], ['if (', '  '], ['`abc', ''], ['f(`${', '  '], ['/* abc', ''], ['/** a\n * b', ' '], ['try {}', ''], ['x ? y :', ''], ['async () => {\n\tawait f(', '\t\t'],
    ['import', ''], ['1\nexport ', ''], ['import {', '  '], ['import x from', ''], ['const', ''], ['export let', ''], ['function f()', ''], ['function f(a: number): string // why', ''],
    ['import { a } from', ''], ['do x++', ''], ['@decorated', ''], ['switch (x) {\n  case 1:', '  '], ['f({\n  a: 1,', '  '], ['a + // why', ''], ['%time f(', '  '], ['const y = %time f(1,', '  '], ['%%time\nfor (;;) {', '  '], ['%%time', ''],
  ])('incomplete: %j', (code, indent) => {
    expect(indentOf(code)).toBe(indent)
  }) // biome-ignore format: a table

  it.each([
    '"abc', "'abc", "f('abc", '"abc\nx', ')', 'f)', '}', 'f(]', 'let 1x', 'a b', 'else {}', 'const s = "a\nlet y = 1', '/abc', 'for (;;) }', 'let x = ;', 'function () {}', 'import 1', 'export 1x', '%%time\nf)',
  ])('invalid: %j', (code) => {
    expect(completeness(code)).toEqual({ status: 'invalid' })
  }) // biome-ignore format: a table
})
