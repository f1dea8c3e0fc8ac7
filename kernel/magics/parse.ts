import ts from 'typescript'
import type { Span } from './pieces.js'

/** What a magic must know of the code it is given. Offsets are those of the cell as typed. */
export interface ParsedCode {
  /** From the first statement to the end of the last, without comments around them. Empty if there is none. */
  span: Span
  empty: boolean
  /** Present if the code is one expression and no assignment: without a `;` behind it. */
  expression?: Span
  /** It awaits outside of any function of its own. */
  awaits: boolean
  /** Where `let ` must stand so that what the code assigns stays local: `y = f()`. */
  lets: number[]
  /** Names the code changes that must come from outside: `y += 1`. */
  copies: string[]
  /** The code does not parse; what stands above is a guess. */
  broken: boolean
}

/** Parses the part of a cell that is a magic's code. */
export function parseCode(source: string, span: Span): ParsedCode {
  const text = source.slice(span.start, span.end)
  const file = parse(text)
  const statements = file.statements.filter((s) => !ts.isEmptyStatement(s))
  const first = statements[0]
  const last = statements.at(-1)
  const at = (node: ts.Node): Span => ({ start: span.start + node.getStart(file), end: span.start + node.end })
  const broken = errorsOf(file) > 0
  if (first === undefined || last === undefined) {
    return { span: { start: span.end, end: span.end }, empty: !broken, awaits: false, lets: [], copies: [], broken }
  }
  const only = statements.length === 1 ? expressionOf(first, text) : undefined
  const names = broken ? { lets: [], copies: [] } : assignedNames(file)
  return {
    span: { start: at(first).start, end: span.start + (file.statements.at(-1) as ts.Statement).end },
    empty: false,
    ...(only && { expression: at(only) }),
    awaits: awaits(file),
    lets: names.lets.map((offset) => span.start + offset),
    copies: names.copies,
    broken,
  }
}

/** Does the text parse without an error, as the body of a cell? */
export function parses(text: string): boolean {
  return errorsOf(parse(text)) === 0
}

function parse(text: string): ts.SourceFile {
  // As a module, because `await` is a keyword at its top level.
  const setExternalModuleIndicator = (file: ts.SourceFile & { externalModuleIndicator?: unknown }): void => {
    file.externalModuleIndicator = true
  }
  const options = { languageVersion: ts.ScriptTarget.ESNext, setExternalModuleIndicator }
  return ts.createSourceFile('magic.ts', text, options, true, ts.ScriptKind.TS)
}

function errorsOf(file: ts.SourceFile & { parseDiagnostics?: readonly unknown[] }): number {
  return file.parseDiagnostics?.length ?? 0
}

function expressionOf(statement: ts.Statement, text: string): ts.Node | undefined {
  if (ts.isExpressionStatement(statement)) return isAssignment(statement.expression) ? undefined : statement.expression
  // `{ a: 1 }` at the start of a statement is a block to the parser and an object to whoever times it.
  if (
    ts.isBlock(statement) &&
    statement.statements.length > 0 &&
    parses(`(${text.slice(statement.pos, statement.end)})`)
  )
    return statement
  return undefined
}

function isAssignment(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)
}

function isAssignmentOperator(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

function awaits(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true
  if (ts.isForOfStatement(node) && node.awaitModifier) return true
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing)
    return true
  if (ts.isFunctionLike(node)) return false
  return ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false
}

/**
 * Python makes every name that timed code assigns a local of that code. Here a first plain assignment becomes a
 * declaration; a name that is read before it is assigned enters the loop as a copy.
 */
function assignedNames(file: ts.SourceFile): { lets: number[]; copies: string[] } {
  const assigned = new Set<string>()
  const declared = new Set<string>()
  const firstUse = new Map<string, ts.Identifier>()
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) assigned.add(node.text)
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(target)
    else if (ts.isSpreadElement(node)) target(node.expression)
    else if (ts.isObjectLiteralExpression(node)) {
      for (const p of node.properties) {
        if (ts.isShorthandPropertyAssignment(p)) target(p.name)
        else if (ts.isPropertyAssignment(p)) target(p.initializer)
        else if (ts.isSpreadAssignment(p)) target(p.expression)
      }
    } else if (ts.isBinaryExpression(node)) target(node.left) // a default
  }
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)) target(node.left)
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
        target(node.operand)
    } else if (
      (ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
      !ts.isVariableDeclarationList(node.initializer)
    ) {
      target(node.initializer)
    }
    if (
      (ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isParameter(node)) &&
      ts.isIdentifier(node.name)
    )
      declared.add(node.name.text)
    if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) declared.add(node.name.text)
    if (ts.isIdentifier(node) && !isPropertyName(node) && !firstUse.has(node.text)) firstUse.set(node.text, node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const lets: number[] = []
  const copies: string[] = []
  for (const name of assigned) {
    if (declared.has(name)) continue
    const statement = firstUse.get(name)?.parent?.parent
    if (statement && declaresByAssigning(statement, name)) lets.push(statement.getStart(file))
    else copies.push(name)
  }
  return { lets: lets.sort((a, b) => a - b), copies }
}

/** `name = value` as a statement of its own at the top, whose value does not read the name. */
function declaresByAssigning(statement: ts.Node, name: string): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isSourceFile(statement.parent)) return false
  const { expression } = statement
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false
  return ts.isIdentifier(expression.left) && expression.left.text === name && !mentions(expression.right, name)
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name && !isPropertyName(node)) return true
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node
  if (parent === undefined) return false
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  )
}
