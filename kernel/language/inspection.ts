import ts from 'typescript'
import { helpText } from '../magics/help.js'
import { possibleMagics } from '../magics/rewrite.js'
import { magicNamed } from '../magics/table.js'
import type { Inspection } from '../rooms.js'
import { restoreDocumentation } from './docs.js'
import type { Engine, OpenCell } from './engine.js'
import { asMarkdown, asText } from './inspection-text.js'
import { compiler } from './internals.js'
import { type ActiveParameter, activeParameter, markParameter } from './signature-help.js'
import { type SourceFinder, withoutImports } from './sources.js'
import { withoutMagics } from './without-magics.js'

const MOST_CALLS = 4

const NOTHING: Inspection = { found: false, data: {} }

/** Signature, documentation and where it comes from; with `detail` 1 the source as well. */
export function inspectCell(
  engine: Engine,
  sources: SourceFinder,
  code: string,
  cursor: number,
  detail: 0 | 1,
): Inspection {
  const help = magicHelp(code, cursor)
  if (help !== undefined) return { found: true, data: { 'text/plain': help } }
  const open = engine.open(withoutMagics(code))
  const named = nameAt(open, cursor)
  const node = named ?? calledAt(open, cursor)
  const symbol = node && symbolOf(node, open.checker)
  if (!node || !symbol) return NOTHING
  restoreDocumentation(symbol)
  const { SymbolDisplay, getContainerNode } = compiler
  const display = SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    open.checker,
    symbol,
    open.file,
    getContainerNode(node),
    node,
  )
  const signature = [ts.displayPartsToString(display.displayParts), ...callsOf(symbol, display.symbolKind, open)]
  const active = named ? undefined : activeParameter(open, cursor, symbol)
  const { file, source } = sources.find(symbol, detail === 1)
  const shown = signature.map(withoutImports)
  const parameter = active && mapText(active)
  const description = {
    signature: parameter ? markParameter(shown, parameter) : shown,
    ...(parameter && { parameter }),
    documentation: display.documentation,
    tags: display.tags ?? [],
    kind: display.symbolKind,
    ...(file && { file }),
    ...(source && { source }),
  }
  return { found: true, data: { 'text/plain': asText(description), 'text/markdown': asMarkdown(description) } }
}

/** How a value that is called may be called, where its type hides it behind a name: `const randn: Factory`. */
function callsOf(symbol: ts.Symbol, kind: ts.ScriptElementKind, { checker, file }: OpenCell): string[] {
  const variable =
    ts.ScriptElementKind.constElement === kind ||
    ts.ScriptElementKind.letElement === kind ||
    ts.ScriptElementKind.variableElement === kind
  if (!variable) return []
  const type = checker.getTypeOfSymbolAtLocation(symbol, file)
  if (!type.aliasSymbol && !type.symbol?.name.match(/^[A-Z]/)) return []
  const signatures = type.getCallSignatures().slice(0, MOST_CALLS)
  return signatures.map((signature) => symbol.name + checker.signatureToString(signature, file))
}

function magicHelp(code: string, cursor: number): string | undefined {
  const found = possibleMagics(code).find(({ span, rest }) => span.start <= cursor && cursor <= rest.start)
  const magic = found && magicNamed(found.name)
  return magic && helpText(magic)
}

function mapText({ signature, text, documentation }: ActiveParameter): ActiveParameter {
  return { signature: withoutImports(signature), text: withoutImports(text), documentation }
}

/** The name at the cursor or just before it. */
function nameAt({ file, offset }: OpenCell, cursor: number): ts.Node | undefined {
  const position = cursor + offset
  // Behind a parenthesis or a comma an argument is asked about, not what was before.
  const inCall = /[(,]/.test(file.text[position - 1] ?? '')
  for (const at of inCall ? [position] : [position, position - 1]) {
    const node = compiler.getTouchingPropertyName(file, at)
    if (isName(node)) return node
  }
  return undefined
}

/** The function in whose call the cursor stands. */
function calledAt({ file, offset }: OpenCell, cursor: number): ts.Node | undefined {
  const position = cursor + offset
  const before = compiler.findPrecedingToken(position, file)
  for (let node = before; node; node = node.parent) {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && node.expression.end < position) {
      const { expression } = node
      return ts.isPropertyAccessExpression(expression)
        ? expression.name
        : ts.isIdentifier(expression)
          ? expression
          : undefined
    }
  }
  return undefined
}

function isName(node: ts.Node): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPrivateIdentifier(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.isStringLiteral(node) && ts.isImportDeclaration(node.parent))
  )
}

function symbolOf(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const shorthand = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : undefined
  const symbol = shorthand ?? checker.getSymbolAtLocation(node)
  if (!symbol) return undefined
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return target.escapedName === 'unknown' ? undefined : target
}
