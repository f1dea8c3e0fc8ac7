import { existsSync } from 'node:fs'
import ts from 'typescript'
import { PACKAGE } from './config.js'

/**
 * The files of `@types/node` that nearly every notebook needs. The whole of it is as large as TypeScript's own libraries,
 * and would make the start from a snapshot half as long again.
 */
const CORE = [
  'compatibility/index.d.ts',
  'globals.typedarray.d.ts',
  'globals.d.ts',
  'web-globals/abortcontroller.d.ts',
  'web-globals/domexception.d.ts',
  'web-globals/events.d.ts',
  'console.d.ts',
  'util.d.ts',
  'timers.d.ts',
  'url.d.ts',
  'perf_hooks.d.ts',
  'events.d.ts',
  'async_hooks.d.ts',
]

/** Which of Node's types a world begins with, and what brings the others. */
export interface NodeTypes {
  roots: string[]
  /** Finds the global names that only the other files know. A text that mentions one needs them. */
  lateNames?: RegExp
}

export function wholeNodeTypes(folder: string): NodeTypes {
  return { roots: [`${folder}/index.d.ts`] }
}

/** The core, for a snapshot; `globals` tells the global names of a program with the given roots. */
export function coreNodeTypes(folder: string, globals: (roots: string[]) => Set<string>): NodeTypes {
  const whole = wholeNodeTypes(folder)
  const roots = CORE.map((name) => `${folder}/${name}`)
  if (!roots.every((name) => existsSync(name))) return whole // another version of @types/node
  const early = globals(roots)
  const late = [...globals(whole.roots)].filter((name) => /^\w+$/.test(name) && !early.has(name))
  return { roots, lateNames: new RegExp(`\\b(?:${late.join('|')})\\b`) }
}

/** Does the text need types of Node that are not loaded? Whatever it imports may need any of them. */
export function needsAllNodeTypes(text: string, { lateNames }: NodeTypes): boolean {
  if (!lateNames) return false
  if (lateNames.test(text)) return true
  if (!/\b(?:import|require|from)\b/.test(text)) return false
  return ts.preProcessFile(text, true, true).importedFiles.some(({ fileName }) => fileName !== PACKAGE)
}
