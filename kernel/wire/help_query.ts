/** `name?`, `?name` (signature and documentation) or `name??`, `??name` (the source as well), as a whole cell. */
export interface HelpQuery {
  name: string
  detail: 0 | 1
}

/** A dotted name, possibly private or indexed by a literal (`a.b[0]`, `m['k']`), or a magic (`%time`, `%%time`). */
const NAME = String.raw`%{0,2}[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*|\[(?:\d+|'[^'\n]*'|"[^"\n]*")\])*`
const QUERY = new RegExp(String.raw`^(?:(\?{1,2})\s*(${NAME})|(${NAME})\s*(\?{1,2}));?$`, 'u')

/** Neither form is TypeScript, so a cell of code is never taken for one. */
export function parseHelpQuery(code: string): HelpQuery | undefined {
  const match = QUERY.exec(code.trim())
  if (match === null) return undefined
  const [, before, after, name, behind] = match
  return { name: (name ?? after) as string, detail: (before ?? behind) === '??' ? 1 : 0 }
}
