import { rewriteMagics } from '../magics/index.js'
import { RewrittenCell } from './rewritten.js'

/** A cell with its magics rewritten to TypeScript, or what is wrong with one of them. */
export function rewriteCell(code: string): { cell: RewrittenCell } | { error: string } {
  const made = rewriteMagics(code)
  return 'error' in made ? made : { cell: new RewrittenCell(code, made.code, made.map) }
}
