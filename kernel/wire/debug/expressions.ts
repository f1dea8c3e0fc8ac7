import { DEBUGGEE } from '../../debuggee.js'
import type { Language } from '../../rooms.js'

/** Words that no `() => word` can stand for. */
const KEYWORDS = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function
  if import in instanceof let new null return static super switch this throw true try typeof var void while with yield
  arguments implements interface package private protected public`.split(/\s+/),
)

/**
 * JavaScript that evaluates what the user typed where the frame's names and the notebook's are known: top-level names of
 * cells are properties of an object there. V8 compiles it as sloppy code, so `with` is allowed.
 * @throws SyntaxError when it is not TypeScript
 */
export async function evaluable(code: string, language: Pick<Language, 'transpile'>): Promise<string> {
  const transpiled = await language.transpile({ code })
  if ('error' in transpiled) throw new SyntaxError(transpiled.error)
  const { js, expression } = transpiled
  const words = new Set(js.match(/(?<![\p{ID_Continue}$])[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [])
  const names = [...words].filter((word) => !KEYWORDS.has(word))
  const frame = names.map((name) => `${name}: () => ${name}`).join(', ')
  const value = expression ? js : `eval(${JSON.stringify(js)})`
  return `(() => { with (${DEBUGGEE}.names({ ${frame} })) return (${value}\n) })()`
}

/** The text of a log point, with `{expression}` in it, as an expression. */
export async function logExpression(message: string, language: Pick<Language, 'transpile'>): Promise<string> {
  const parts: string[] = []
  let at = 0
  for (const match of message.matchAll(/\{([^{}]*)\}/g)) {
    parts.push(JSON.stringify(message.slice(at, match.index)), await evaluable(match[1] as string, language))
    at = match.index + match[0].length
  }
  parts.push(JSON.stringify(message.slice(at)))
  // As `console.log` shows it, since a tensor's text is its own.
  const [text, ...values] = parts
  const shown = values.map((part, i) => (i % 2 === 0 ? `...${DEBUGGEE}.describe([${part}])` : part))
  return `console.log([${[text, ...shown].join(', ')}].join(''))`
}
