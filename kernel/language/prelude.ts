import { PACKAGE } from './config.js'
import type { InternalSourceFile } from './internals.js'
import type { World } from './world.js'

/** Words that a module may export under but that no import may bind. */
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
)

/** Brings every public name of the package into scope, values and types alike: what its declarations export, no list of ours. */
export function prelude(world: World): string {
  const runtime = world.program.getSourceFile(world.config.runtime) as InternalSourceFile | undefined
  if (!runtime?.symbol) return ''
  const names = world.checker.getExportsOfModule(runtime.symbol).map((symbol) => symbol.name)
  const bound = names.filter((name) => !RESERVED.has(name) && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
  return bound.length === 0 ? '' : `import { ${bound.join(', ')} } from '${PACKAGE}';\n`
}
