import ts from 'typescript'
import { documentationText } from './docs.js'
import type { OpenCell } from './engine.js'
import { compiler } from './internals.js'

const NEVER: ts.CancellationToken = { isCancellationRequested: () => false, throwIfCancellationRequested: () => {} }

export interface ActiveParameter {
  /** The overload that fits what is typed: `paint(look: Look, times: number): void`. */
  signature: string
  /** The parameter that the cursor stands at, as in `signature`. */
  text: string
  documentation: string
}

/**
 * The parameter of a call that the cursor stands in.
 * @param called what is called
 */
export function activeParameter(open: OpenCell, cursor: number, called: ts.Symbol): ActiveParameter | undefined {
  const { program, file, offset } = open
  const help = compiler.SignatureHelp.getSignatureHelpItems(program, file, cursor + offset, { kind: 'invoked' }, NEVER)
  const item = help?.items[help.selectedItemIndex]
  if (!help || !item) return undefined
  // A rest parameter takes whatever else comes.
  const index = item.isVariadic ? Math.min(help.argumentIndex, item.parameters.length - 1) : help.argumentIndex
  const parameter = item.parameters[index]
  const spread = asDeclared(open, called, help.argumentIndex)
  if (spread) return spread
  if (!parameter) return undefined
  const line = (parts: ts.SymbolDisplayPart[]): string => ts.displayPartsToString(parts).replace(/\s+/g, ' ')
  const parameters = item.parameters.map((each) => line(each.displayParts)).join(line(item.separatorDisplayParts))
  return {
    signature: line(item.prefixDisplayParts) + parameters + line(item.suffixDisplayParts),
    text: line(parameter.displayParts),
    documentation: documentationText(parameter.documentation),
  }
}

/**
 * A rest parameter of a type parameter's (`...size: A`) is shown by the compiler as what has been typed so far: nothing, or
 * `size_0: 2`. What is to come is told by the declaration.
 */
function asDeclared({ checker, file }: OpenCell, called: ts.Symbol, index: number): ActiveParameter | undefined {
  for (const signature of checker.getTypeOfSymbolAtLocation(called, file).getCallSignatures()) {
    const last = signature.parameters.length - 1
    const rest = signature.parameters[last]
    const declaration = rest?.valueDeclaration
    if (!rest || !declaration || !ts.isParameter(declaration) || !declaration.dotDotDotToken || index < last) continue
    const type = checker.getTypeOfSymbol(rest)
    if (!(type.flags & ts.TypeFlags.TypeParameter)) continue
    return {
      signature: called.name + checker.signatureToString(signature, file),
      text: `...${rest.name}: ${checker.typeToString(type, file)}`,
      documentation: documentationText(rest.getDocumentationComment(checker)),
    }
  }
  return undefined
}

/** The signatures with the parameter underlined: in the one that fits, which is added if it is not among them. */
export function markParameter(signatures: string[], { signature, text }: ActiveParameter): string[] {
  const list = signatures.join('\n').split('\n')
  const parameters = signature.slice(afterTypeParameters(signature))
  const at = list.findIndex((line) => line.includes(parameters))
  const lines = at >= 0 ? list : [...list, signature]
  const row = at >= 0 ? at : lines.length - 1
  const open = lines[row]!.indexOf(parameters)
  lines.splice(row + 1, 0, ' '.repeat(open + wordAt(parameters, text)) + '^'.repeat(text.length))
  return lines
}

/** Where the parameter begins, not a longer one that ends like it. */
function wordAt(parameters: string, text: string): number {
  for (const before of ['(', ', ']) {
    const found = parameters.indexOf(before + text)
    if (found >= 0) return found + before.length
  }
  return Math.max(0, parameters.indexOf(text))
}

/** Where the parenthesis of the parameters opens: type parameters may hold some of their own. */
function afterTypeParameters(signature: string): number {
  let depth = 0
  for (let i = 0; i < signature.length; i++) {
    const letter = signature[i]
    if (letter === '<') depth++
    else if (letter === '>' && signature[i - 1] !== '=') depth--
    else if (letter === '(' && depth === 0) return i
  }
  return Math.max(0, signature.indexOf('('))
}
