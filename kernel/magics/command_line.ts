import ts from 'typescript'
import { parses } from './parse.js'

/** What begins an expression and no command. */
const EXPRESSION = /^[([{'"`!=]/
const WORD = /^[A-Za-z_$][\w$]*/
/** The line goes on below. */
const OPEN = /[([{,&|?:+]$/

/**
 * A line begins with `!`, and `line` is what follows: is it a command, or TypeScript's "not"? Code it is where it reads as
 * code: a bracket, quote or keyword behind the sign, a call (`!ready()`), or a name that there is (`!done && …`).
 * @param knows is it a name that this cell or an earlier one has?
 */
export function looksLikeCommand(line: string, knows: (name: string) => boolean): boolean {
  const text = line.trim()
  if (text === '' || EXPRESSION.test(text)) return false
  const word = WORD.exec(text)?.[0]
  if (word === undefined) return !parses(`!${text}`)
  const after = text.slice(word.length)
  if (isKeyword(word) || after.startsWith('(')) return false
  return !(knows(word) && (OPEN.test(text) || parses(`!${text}`)))
}

function isKeyword(word: string): boolean {
  const token = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, word).scan()
  // Words of TypeScript's own (`type`, `declare`, `abstract`) are names of commands as well.
  return (
    (token >= ts.SyntaxKind.FirstReservedWord && token <= ts.SyntaxKind.LastReservedWord) ||
    token === ts.SyntaxKind.AwaitKeyword
  )
}
