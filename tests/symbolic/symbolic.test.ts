import { expect, test } from 'vitest'
import * as symbolic from '../../src/symbolic/index.js'
import { diff, type Expression, symbols } from '../../src/symbolic/index.js'
import { fixture } from '../fixture.js'

interface Row {
  code: string
  text: string
  latex: string
}

/** tests/oracle/symbolic.py: what sympy prints for the same expressions. */
const rows = fixture<Row>('symbolic')

const scope = {
  ...symbolic,
  ...Object.fromEntries(symbols('x y z a sx sy w1 b1 w2 b2 l2 alpha').map((symbol) => [String(symbol), symbol])),
}
const run = (code: string): Expression =>
  symbolic.expression(new Function(...Object.keys(scope), `return ${code}`)(...Object.values(scope)))

test.each(rows)('$code', ({ code, text, latex }) => {
  const value = run(code)
  expect(String(value)).toBe(text)
  expect(value.toLatex()).toBe(latex)
})

test('a derivative is the limit of differences', () => {
  const [x] = symbols('x')
  for (const f of [x.pow(3).sub(x.mul(2)), x.tanh().mul(x.exp()), x.sin().div(x.cos()), x.sqrt().log(), x.pow(x)]) {
    const slope = (f.evaluate({ x: 0.7 + 1e-6 }) - f.evaluate({ x: 0.7 - 1e-6 })) / 2e-6
    expect(diff(f, x).evaluate({ x: 0.7 })).toBeCloseTo(slope, 6)
  }
})

test('the second derivative, and none', () => {
  const [x, y] = symbols('x y')
  expect(String(diff(x.pow(4), x, 2))).toBe('12*x**2')
  expect(String(diff(x.pow(4), x, 0))).toBe('x**4')
  expect(String(diff(5, x))).toBe('0')
  expect(String(x.mul(y).diff(y))).toBe('x')
})

test('symbols are replaced and evaluated', () => {
  const [sx, u] = symbols('sx, u')
  expect(
    u
      .pow(2)
      .subs({ u: sx.add(1) })
      .toString(),
  ).toBe('(sx + 1)**2')
  expect(sx.pow(2).add(1).evaluate({ sx: 3 })).toBe(10)
  expect(() => sx.add(u).evaluate({ sx: 3 })).toThrow(new ReferenceError("evaluate: the symbol 'u' has no value"))
})

test('a symbol may be called like anything that mathjs knows', () => {
  const [i, e, mod] = symbols('i e mod')
  expect(String(diff(i.mul(e).mul(mod).mul(i), i))).toBe('2*e*i*mod')
})

test('a notebook shows LaTeX', () => {
  const [sx] = symbols('sx')
  expect(diff(sx.div(43), sx)[Symbol.for('Jupyter.display') as never]).toBeTypeOf('function')
  const show = (x: object) => (x as { [key: symbol]: () => unknown })[Symbol.for('Jupyter.display')]()
  expect(show(diff(sx.pow(2), sx))).toEqual({ 'text/latex': '$\\displaystyle 2 sx$', 'text/plain': '2*sx' })
  expect(show(diff(sx.div(43), sx))).toEqual({ 'text/latex': '$\\displaystyle \\frac{1}{43}$', 'text/plain': '1/43' })
})

test('what makes no sense is refused', () => {
  const [x] = symbols('x')
  expect(() => symbols(' ')).toThrow("symbols takes names such as 'x y', got ' '")
  expect(() => symbols('x 2y')).toThrow("symbols takes names such as 'x y', got '2y'")
  expect(() => diff(x, x.add(1))).toThrow(new TypeError('diff: the variable must be a symbol, got x + 1'))
  expect(() => diff(x, x, -1)).toThrow('diff: how many times must be a whole number from 0, got -1')
  expect(() => x.add('y' as never)).toThrow(new TypeError("an expression or a finite number is needed, got 'y'"))
  expect(() => x.add(NaN)).toThrow('an expression or a finite number is needed, got NaN')
  expect(() => x.div(0)).toThrow(new RangeError('division by zero'))
})
