import type { ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import { mathjs } from './mathjs.js'
import { isExact, toValue } from './numbers.js'
import { call, functionNames, negated, number, power, product, reciprocal, sum, type Tree, whole } from './tree.js'

/**
 * The derivative of `x` by the symbol `name`: mathjs knows the rules.
 *
 * Symbols go there under names of ours, because mathjs takes some (`i`, `to`, `mod`) for its own.
 */
export function derivative(x: Tree, name: string): Tree {
  const names: string[] = []
  const source = sourceOf(x, (symbol) => {
    if (!names.includes(symbol)) names.push(symbol)
    return `v${names.indexOf(symbol)}`
  })
  if (!names.includes(name)) return whole(0)
  const result = mathjs().derivative(source, `v${names.indexOf(name)}`, { simplify: false })
  return treeOf(result, (symbol) => names[Number(symbol.slice(1))])
}

/** The tree in mathjs's notation, everything in parentheses. Nothing is divided: the quotient rule's results are longer. */
function sourceOf(x: Tree, rename: (symbol: string) => string): string {
  const of = (part: Tree): string => sourceOf(part, rename)
  switch (x.kind) {
    case 'number':
      return isExact(x.value) ? `(${x.value.s * x.value.n}/${x.value.d})` : `(${x.value})`
    case 'symbol':
      return rename(x.name)
    case 'sum':
      return `(${x.parts.map(of).join('+')})`
    case 'product':
      return `(${x.parts.map(of).join('*')})`
    case 'power':
      return `(${of(x.base)}^${of(x.exponent)})`
    case 'call':
      return `${x.name}(${of(x.argument)})`
  }
}

function treeOf(node: MathNode, nameOf: (symbol: string) => string): Tree {
  const of = (part: MathNode): Tree => treeOf(part, nameOf)
  switch (node.type) {
    case 'ConstantNode':
      return number(toValue((node as ConstantNode<number>).value))
    case 'SymbolNode':
      return { kind: 'symbol', name: nameOf((node as SymbolNode).name) }
    case 'ParenthesisNode':
      return of((node as ParenthesisNode).content)
    case 'OperatorNode':
      return operation(node as OperatorNode, of)
    case 'FunctionNode':
      return functionTree(node as FunctionNode, of)
  }
  throw new TypeError(`mathjs answered with a ${node.type}, which has no place here: ${node}`)
}

function operation({ fn, args }: OperatorNode, of: (part: MathNode) => Tree): Tree {
  const [a, b] = args
  switch (fn as string) {
    case 'add':
      return sum(args.map(of))
    case 'subtract':
      return sum([of(a), negated(of(b))])
    case 'multiply':
      return product(args.map(of))
    case 'divide':
      return product([of(a), reciprocal(of(b))])
    case 'pow':
      return power(of(a), of(b))
    case 'unaryMinus':
      return negated(of(a))
    case 'unaryPlus':
      return of(a)
  }
  throw new TypeError(`mathjs answered with the operator ${fn}, which has no place here`)
}

function functionTree({ fn, args }: FunctionNode, of: (part: MathNode) => Tree): Tree {
  const name = (fn as unknown as SymbolNode).name
  const argument = of(args[0])
  const known = functionNames.find((one) => one === name)
  if (known) return call(known, argument)
  // The derivative of tanh is sech², which sympy writes as 1 - tanh².
  if (name === 'sech') return power(sum([whole(1), negated(power(call('tanh', argument), whole(2)))]), half())
  if (name === 'sqrt') return power(argument, half())
  throw new TypeError(`mathjs answered with the function ${name}, which has no place here`)
}

const half = (): Tree => power(whole(2), whole(-1))
