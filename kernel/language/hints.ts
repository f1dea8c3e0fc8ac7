import { isBuiltin } from 'node:module'
import { closest, distance } from 'fastest-levenshtein'
import ts from 'typescript'
import { compiler } from './internals.js'
import { isOwnName } from './names.js'

/** TypeScript's numbers of the messages that are helped along here. */
const NO_NAME = 2304
const NO_MEMBER = 2339
const NO_EXPORT = 2305
const UNKNOWN_PROPERTY = 2353
const NO_MODULE = 2307
const FORGOT_AWAIT = 2773

/** A promise where its value belongs: `Type 'Promise<number>' is not assignable …`, `… does not exist on type 'Promise<…>'`. */
const PROMISE_FOR_VALUE = /^(?:Type|Argument of type) 'Promise<|\b(?:on|in) type 'Promise<|^Operator .*'Promise</

/** What follows a message's first sentence: the `await` that was forgotten, or the name that was meant. */
export function hint(d: ts.Diagnostic, first: string, checker: ts.TypeChecker): string {
  const told = d.relatedInformation?.some(({ code }) => code === FORGOT_AWAIT)
  if (told || (PROMISE_FOR_VALUE.test(first) && !/(?:to|parameter of) type 'Promise</.test(first)))
    return ' Did you forget `await`?'
  const missing = d.code === NO_MODULE ? packageIn(first) : undefined
  if (missing !== undefined) return ` Is it installed? In a cell of its own: %install ${missing}`
  const meant = meantName(d, checker)
  return meant === undefined ? '' : ` Did you mean '${meant}'?`
}

/** The package that a message cannot find: no path, and nothing of Node's. */
function packageIn(message: string): string | undefined {
  const specifier = /'([^']+)'/.exec(message)?.[1] ?? ''
  const name = /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?=\/|$)/.exec(specifier)?.[0]
  return name === undefined || isBuiltin(name) || /^[\w.-]+:/.test(specifier) ? undefined : name
}

/** Is it told by the hint already? */
export const isHint = ({ code }: ts.DiagnosticRelatedInformation): boolean => code === FORGOT_AWAIT

/**
 * The nearest name that there is. TypeScript suggests none for short names, nor for letters that changed places, and stops
 * after ten names of one checker's life, which here is many cells.
 */
function meantName({ code, file, start }: ts.Diagnostic, checker: ts.TypeChecker): string | undefined {
  if (!file || start === undefined) return undefined
  const node = compiler.getTouchingPropertyName(file, start)
  if (!ts.isIdentifier(node)) return undefined
  return nearest(node.text, namesInstead(node, code, checker))
}

function namesInstead(node: ts.Identifier, code: number, checker: ts.TypeChecker): string[] {
  const { parent } = node
  const names = (symbols: readonly ts.Symbol[] = []): string[] => symbols.map(({ name }) => name)
  switch (code) {
    case NO_NAME: {
      const meaning = ts.isTypeNode(parent) ? ts.SymbolFlags.Type : ts.SymbolFlags.Value
      return names(checker.getSymbolsInScope(node, meaning)).filter((name) => !isOwnName(name))
    }
    case NO_MEMBER: {
      if (!ts.isPropertyAccessExpression(parent)) return []
      return names(checker.getTypeAtLocation(parent.expression).getApparentProperties())
    }
    case NO_EXPORT: {
      const declaration = ts.findAncestor(node, ts.isImportDeclaration)
      const module = declaration && checker.getSymbolAtLocation(declaration.moduleSpecifier)
      return names(module && checker.getExportsOfModule(module))
    }
    case UNKNOWN_PROPERTY: {
      const literal = ts.findAncestor(node, ts.isObjectLiteralExpression)
      return names(literal && checker.getContextualType(literal)?.getProperties())
    }
    default:
      return []
  }
}

function nearest(typed: string, names: string[]): string | undefined {
  if (typed.length < 2) return undefined
  const swapped = names.find((name) => name !== typed && letters(name) === letters(typed))
  if (swapped !== undefined) return swapped
  // Among short names everything is near: the first letter must agree.
  const possible = names.filter(
    (name) => name !== typed && (typed.length > 3 || name[0]?.toLowerCase() === typed[0]?.toLowerCase()),
  )
  if (possible.length === 0) return undefined
  const near = closest(typed, possible)
  return distance(typed, near) <= Math.max(1, typed.length / 3) ? near : undefined
}

const letters = (name: string): string => [...name.toLowerCase()].sort().join('')
