import ts from 'typescript'
import { looksLikeCommand } from './command_line.js'
import type { Span } from './pieces.js'
import { magicNamed, magicOfSign } from './table.js'

/** Where a magic stands: alone on its line, as the value of a declaration or assignment, or over the whole cell. */
export type Form = 'line' | 'value' | 'cell'

/** A magic in a cell, still unparsed: `%name rest`. */
export interface Occurrence {
  form: Form
  /** From the first `%`; of a cell magic to the end of its line, else to the end of its code. */
  span: Span
  name: string
  /** What follows the name. It goes on over line ends while a bracket is open. */
  rest: Span
  /** `%name?` or `?%name`: the user asks what it does. */
  asked: boolean
  /** The token before could be the left side of a remainder: `17⏎%x`. */
  mayContinue: boolean
}

/** Is it a name that a cell could use? Tells `!flag`, which is code, from `!ls`. */
export type Knows = (name: string) => boolean

const K = ts.SyntaxKind

/** Tokens after which an expression is complete, so that `/` divides and `%` takes a remainder. */
const ENDS_EXPRESSION = new Set<ts.SyntaxKind>([
  K.Identifier, K.NumericLiteral, K.BigIntLiteral, K.StringLiteral, K.NoSubstitutionTemplateLiteral, K.TemplateTail,
  K.RegularExpressionLiteral, K.CloseParenToken, K.CloseBracketToken, K.CloseBraceToken, K.PlusPlusToken, K.MinusMinusToken,
  K.ThisKeyword, K.SuperKeyword, K.NullKeyword, K.TrueKeyword, K.FalseKeyword, K.PrivateIdentifier, K.ExclamationToken,
]) // biome-ignore format: a table

/** Tokens after which a statement begins. */
const BEGINS_STATEMENT = new Set<ts.SyntaxKind>([
  K.SemicolonToken, K.OpenBraceToken, K.CloseBraceToken, K.CloseParenToken, K.ColonToken, K.ElseKeyword, K.DoKeyword,
]) // biome-ignore format: a table

/** Tokens before a `{` that opens a block rather than an object. */
const BEFORE_BLOCK = new Set<ts.SyntaxKind | undefined>([
  undefined, K.SemicolonToken, K.OpenBraceToken, K.CloseParenToken, K.EqualsGreaterThanToken, K.ElseKeyword, K.TryKeyword,
  K.FinallyKeyword, K.DoKeyword,
]) // biome-ignore format: a table

const HEAD_KEYWORDS = new Set<ts.SyntaxKind | undefined>([K.IfKeyword, K.WhileKeyword, K.ForKeyword, K.WithKeyword])

type Bracket = 'group' | 'head' | 'block' | 'object' | 'template'

/**
 * Reads tokens the way a parser would ask for them: it knows a regular expression from a division and the text of a
 * template from the code in its holes.
 */
class Tokens {
  readonly scanner: ts.Scanner
  /** Open brackets, innermost last. */
  readonly open: Bracket[] = []
  previous: ts.SyntaxKind | undefined
  /** An expression is complete before the next token. */
  ended = false

  constructor(
    readonly text: string,
    start = 0,
  ) {
    this.scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text, () => {}, start)
  }

  next(): ts.SyntaxKind {
    let kind = this.scanner.scan()
    if ((kind === K.SlashToken || kind === K.SlashEqualsToken) && !this.ended) kind = this.scanner.reScanSlashToken()
    if (kind === K.CloseBraceToken && this.open.at(-1) === 'template') kind = this.scanner.reScanTemplateToken(false)
    return kind
  }

  accept(kind: ts.SyntaxKind): void {
    this.ended = ENDS_EXPRESSION.has(kind)
    if (kind === K.OpenParenToken) this.open.push(HEAD_KEYWORDS.has(this.previous) ? 'head' : 'group')
    else if (kind === K.OpenBracketToken) this.open.push('group')
    else if (kind === K.OpenBraceToken) this.open.push(BEFORE_BLOCK.has(this.previous) ? 'block' : 'object')
    else if (kind === K.TemplateHead) this.open.push('template')
    else if (kind === K.CloseParenToken || kind === K.CloseBracketToken) this.ended = this.open.pop() !== 'head'
    else if (kind === K.CloseBraceToken) this.ended = this.open.pop() !== 'block'
    else if (kind === K.TemplateTail) this.open.pop()
    this.previous = kind
  }

  resume(at: number): void {
    this.scanner.resetTokenState(at)
    this.previous = K.SemicolonToken
    this.ended = false
  }
}

/**
 * The magics of a cell in the order they stand. A `%` inside a template, string, comment or bracket, and a `%` between
 * two operands, is none. A line that could also continue the expression before it is reported with `mayContinue`.
 */
export function findMagics(code: string, knows: Knows = () => false): Occurrence[] {
  const found: Occurrence[] = []
  if (!code.includes('%') && !/^[ \t]*!/m.test(code)) return found
  const tokens = new Tokens(code)
  for (;;) {
    const kind = tokens.next()
    if (kind === K.EndOfFileToken) return found
    const magic =
      kind === K.PercentToken || kind === K.QuestionToken
        ? magicHere(tokens)
        : kind === K.ExclamationToken
          ? commandHere(tokens, knows)
          : undefined
    if (!magic) {
      tokens.accept(kind)
      continue
    }
    found.push(magic)
    if (magic.form === 'cell') return found
    tokens.resume(magic.span.end)
  }
}

function magicHere(tokens: Tokens): Occurrence | undefined {
  const { text, scanner, previous, ended } = tokens
  const start = scanner.getTokenStart()
  const inner = tokens.open.at(-1)
  if (inner === 'group' || inner === 'head' || inner === 'template') return undefined
  const lineStart = lineStartOf(text, start)
  const first = text.slice(lineStart, start).trim() === ''
  const value = previous === K.EqualsToken
  if (!value && !(first && (ended || previous === undefined || BEGINS_STATEMENT.has(previous)))) return undefined
  const lineEnd = lineEndOf(text, start)
  // `?%name` asks the same as `%name?`
  const match = /^(\?{0,2})%(%?)([A-Za-z_]\w*)/.exec(text.slice(start, lineEnd))
  if (!match) return undefined
  const name = match[3] as string
  const whole = match[2] === '%'
  const nameEnd = start + match[0].length
  const after = text.slice(nameEnd, lineEnd).trim()
  if (match[1] || /^\?{1,2}$/.test(after)) {
    if (match[1] && after) return undefined
    return {
      form: 'line',
      span: { start, end: lineEnd },
      name,
      rest: { start: lineEnd, end: lineEnd },
      asked: true,
      mayContinue: false,
    }
  }
  const form: Form = whole ? 'cell' : value ? 'value' : 'line'
  const takesCode = (magicNamed(name)?.takes ?? 'code') === 'code'
  const end = whole || !takesCode ? lineEnd : codeEnd(text, nameEnd)
  return { form, span: { start, end }, name, rest: { start: nameEnd, end }, asked: false, mayContinue: ended && !whole }
}

/** `!command` at a line's start, where a statement could begin. */
function commandHere(tokens: Tokens, knows: Knows): Occurrence | undefined {
  const { text, scanner, previous, ended } = tokens
  const start = scanner.getTokenStart()
  const inner = tokens.open.at(-1)
  if (inner === 'group' || inner === 'head' || inner === 'template') return undefined
  if (text.slice(lineStartOf(text, start), start).trim() !== '') return undefined
  // Behind a colon stands a property or the other half of a condition more often than a command.
  if (previous === K.ColonToken) return undefined
  if (!(ended || previous === undefined || BEGINS_STATEMENT.has(previous))) return undefined
  const end = lineEndOf(text, start)
  const magic = magicOfSign('!')
  const others = text.slice(0, start) + text.slice(end)
  if (!magic || !looksLikeCommand(text.slice(start + 1, end), (name) => knows(name) || mentions(others, name)))
    return undefined
  const rest = { start: start + 1, end }
  return { form: 'line', span: { start, end }, name: magic.name, rest, asked: false, mayContinue: false }
}

/** The word stands somewhere else in the cell, outside of other commands. */
function mentions(code: string, word: string): boolean {
  return code
    .split('\n')
    .some((line) => !/^\s*[!%]/.test(line) && new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(line))
}

/** The end of the code that begins at `start`: of its line, or of the line that closes its last open bracket. */
function codeEnd(text: string, start: number): number {
  const tokens = new Tokens(text, start)
  for (let end = start; ; end = tokens.scanner.getTokenEnd()) {
    const kind = tokens.next()
    const outside = tokens.open.length === 0
    const closesMore =
      outside && (kind === K.CloseBraceToken || kind === K.CloseParenToken || kind === K.CloseBracketToken)
    const newLine = text.slice(end, tokens.scanner.getTokenStart()).includes('\n')
    if (kind === K.EndOfFileToken) return tokens.open.length > 0 ? lineEndOf(text, start) : lineEndOf(text, end)
    if (outside && newLine) return lineEndOf(text, end)
    if (closesMore) return end
    tokens.accept(kind)
  }
}

function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Before the line's end, also before the `\r` of a Windows line. */
export function lineEndOf(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  const end = newline < 0 ? text.length : newline
  return text[end - 1] === '\r' && end - 1 >= at ? end - 1 : end
}
