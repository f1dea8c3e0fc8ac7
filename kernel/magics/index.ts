/** The compile half of the magics. It runs in the language room and is bundled into its snapshot. */
export { completeMagic, type MagicCompletion } from './complete.js'
export { magicDeclarations } from './declarations.js'
export type { OffsetMap } from './pieces.js'
export { type MagicError, type RewrittenCell, rewriteMagics } from './rewrite.js'
