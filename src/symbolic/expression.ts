import { inspect } from 'node:util'
import { jupyterDisplay, type MimeBundle } from '../display/bundle.js'
import { ValueError } from '../errors.js'
import { derivative } from './derivative.js'
import { latexOf } from './latex.js'
import { toValue } from './numbers.js'
import { textOf } from './text.js'
import {
  call,
  evaluated,
  type FunctionName,
  mapped,
  negated,
  number,
  power,
  product,
  reciprocal,
  sum,
  symbol,
  type Tree,
  whole,
} from './tree.js'

/** What may stand beside an expression. Whole numbers are exact, others are floats. */
export type Operand = Expression | number | bigint

/** Values for symbols, by name. */
export type Values = Readonly<Record<string, number>>

/**
 * A formula: symbols, numbers and what is made of them, kept exactly. It prints as sympy prints it (`sx**2/sy`) and shows
 * itself as LaTeX. Operators are methods, as with tensors.
 *
 * @example
 * const [x] = symbols('x')
 * x.pow(2).add(1)
 * // x**2 + 1
 */
export class Expression {
  /** @internal */
  readonly tree: Tree

  /** @internal */
  constructor(tree: Tree) {
    this.tree = tree
  }

  /**
   * this + other.
   *
   * @example
   * const [x, y] = symbols('x y')
   * x.add(y)
   * // x + y
   */
  add(other: Operand): Expression {
    return new Expression(sum([this.tree, treeOf(other)]))
  }

  /**
   * this − other.
   *
   * @example
   * const [x, y] = symbols('x y')
   * x.sub(y)
   * // x - y
   */
  sub(other: Operand): Expression {
    return new Expression(sum([this.tree, negated(treeOf(other))]))
  }

  /**
   * this · other.
   *
   * @example
   * const [x, y] = symbols('x y')
   * x.mul(y)
   * // x*y
   */
  mul(other: Operand): Expression {
    return new Expression(product([this.tree, treeOf(other)]))
  }

  /**
   * Errors: RangeError for a division by zero.
   *
   * @example
   * const [x, y] = symbols('x y')
   * x.div(y)
   * // x/y
   */
  div(other: Operand): Expression {
    return new Expression(product([this.tree, reciprocal(treeOf(other))]))
  }

  /**
   * this to the power of other.
   *
   * @example
   * const [x] = symbols('x')
   * x.pow(3)
   * // x**3
   */
  pow(exponent: Operand): Expression {
    return new Expression(power(this.tree, treeOf(exponent)))
  }

  /**
   * −this.
   *
   * @example
   * const [x] = symbols('x')
   * x.neg()
   * // -x
   */
  neg(): Expression {
    return new Expression(negated(this.tree))
  }

  /**
   * `other - this`
   *
   * @example
   * const [x] = symbols('x')
   * x.rsub(1)
   * // 1 - x
   */
  rsub(other: Operand): Expression {
    return expression(other).sub(this)
  }

  /**
   * `other / this`. Errors: RangeError for a division by zero.
   *
   * @example
   * const [x] = symbols('x')
   * x.rdiv(1)
   * // 1/x
   */
  rdiv(other: Operand): Expression {
    return expression(other).div(this)
  }

  /**
   * e to the power of this.
   *
   * @example
   * const [x] = symbols('x')
   * x.exp().diff(x)
   * // exp(x)
   */
  exp(): Expression {
    return this.call('exp')
  }

  /**
   * The natural logarithm.
   *
   * @example
   * const [x] = symbols('x')
   * x.log().diff(x)
   * // 1/x
   */
  log(): Expression {
    return this.call('log')
  }

  /**
   * The sine.
   *
   * @example
   * const [x] = symbols('x')
   * x.sin().diff(x)
   * // cos(x)
   */
  sin(): Expression {
    return this.call('sin')
  }

  /**
   * The cosine.
   *
   * @example
   * const [x] = symbols('x')
   * x.cos().diff(x)
   * // -sin(x)
   */
  cos(): Expression {
    return this.call('cos')
  }

  /**
   * The hyperbolic tangent.
   *
   * @example
   * const [x] = symbols('x')
   * x.tanh()
   * // tanh(x)
   */
  tanh(): Expression {
    return this.call('tanh')
  }

  /**
   * The square root.
   *
   * @example
   * const [x] = symbols('x')
   * x.sqrt()
   * // sqrt(x)
   */
  sqrt(): Expression {
    return new Expression(power(this.tree, reciprocal(whole(2))))
  }

  private call(name: FunctionName): Expression {
    return new Expression(call(name, this.tree))
  }

  /**
   * The derivative by `x`, taken `times` times: `diff(this, x, times)`.
   *
   * @example
   * const [x, y] = symbols('x y')
   * x.pow(2).mul(y).diff(x)
   * // 2*x*y
   */
  diff(x: Expression, times = 1): Expression {
    return diff(this, x, times)
  }

  /**
   * The expression with symbols replaced by others, by numbers or by whole expressions: `y.subs({u: x.pow(2)})`.
   *
   * @example
   * const [x] = symbols('x')
   * x.pow(2).subs({ x: 3 })
   * // 9
   */
  subs(replacements: Readonly<Record<string, Operand>>): Expression {
    return new Expression(
      mapped(this.tree, (name) => (Object.hasOwn(replacements, name) ? treeOf(replacements[name]) : symbol(name))),
    )
  }

  /**
   * The value as a number. Errors: ReferenceError for a symbol without a value.
   *
   * @example
   * const [x] = symbols('x')
   * x.pow(2).evaluate({ x: 3 })
   * // 9
   */
  evaluate(values: Values = {}): number {
    return evaluated(this.tree, (name) => {
      if (!Object.hasOwn(values, name)) throw new ReferenceError(`evaluate: the symbol '${name}' has no value`)
      return values[name]
    })
  }

  /** As sympy prints it: `2*sx`, `sx**2/sy`. */
  toString(): string {
    return textOf(this.tree)
  }

  /**
   * The formula in LaTeX, without delimiters.
   *
   * @example
   * const [x] = symbols('x')
   * x.pow(2).div(3).toLatex()
   * // '\\frac{x^{2}}{3}'
   */
  toLatex(): string {
    return latexOf(this.tree)
  }

  [inspect.custom](): string {
    return this.toString()
  }

  [jupyterDisplay](): MimeBundle {
    return { 'text/latex': `$\\displaystyle ${this.toLatex()}$`, 'text/plain': this.toString() }
  }
}

/** Errors: TypeError for what is neither an expression nor a finite number. */
function treeOf(x: Operand): Tree {
  if (x instanceof Expression) return x.tree
  if (typeof x === 'bigint' || (typeof x === 'number' && Number.isFinite(x))) return number(toValue(x))
  throw new TypeError(`an expression or a finite number is needed, got ${inspect(x)}`)
}

/**
 * A number as an expression; an expression as it is.
 *
 * @example
 * symbolic.expression(2).add(symbols('x')[0])
 * // x + 2
 */
export const expression = (x: Operand): Expression => (x instanceof Expression ? x : new Expression(treeOf(x)))

/** The names in a text, one type each: `'sx sy'` → two expressions. */
type Each<Names extends string> = string extends Names
  ? Expression[]
  : Names extends `${infer Head}${' ' | ','}${infer Rest}`
    ? [...Each<Head>, ...Each<Rest>]
    : Names extends ''
      ? []
      : [Expression]

/**
 * Symbols by name: `const [sx, sy] = symbols('sx sy')`. Names are separated by spaces or commas.
 *
 * Errors: ValueError for a text without a name, or one that is no identifier.
 *
 * @example
 * const [x, y] = symbols('x y')
 * x.mul(y)
 * // x*y
 */
export function symbols<const Names extends string>(names: Names): Each<Names> {
  const list = names.split(/[\s,]+/).filter((name) => name !== '')
  const bad = list.find((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
  if (list.length === 0 || bad !== undefined)
    throw new ValueError(`symbols takes names such as 'x y', got ${inspect(bad ?? names)}`)
  return list.map((name) => new Expression(symbol(name))) as Each<Names>
}

/**
 * The derivative of an expression by a symbol: `diff(sx.pow(2), sx)` is `2*sx`. With a number, that many times.
 *
 * Errors: TypeError if `x` is no symbol; ValueError for `times` that is no whole number from 0.
 *
 * @example
 * const [x] = symbols('x')
 * diff(x.pow(2), x)
 * // 2*x
 */
export function diff(f: Operand, x: Expression, times = 1): Expression {
  if (!(x instanceof Expression) || x.tree.kind !== 'symbol')
    throw new TypeError(`diff: the variable must be a symbol, got ${inspect(x)}`)
  if (!(Number.isInteger(times) && times >= 0))
    throw new ValueError(`diff: how many times must be a whole number from 0, got ${times}`)
  let tree = treeOf(f)
  for (let i = 0; i < times; i++) tree = derivative(tree, x.tree.name)
  return new Expression(tree)
}
