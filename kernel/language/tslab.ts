/** tslab's converter over the shim. In the bundle another module of the same face takes this one's place (`build.ts`). */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import vm from 'node:vm'
import { tslabTypeScript } from './shim.js'

export interface ConvertResult {
  output?: string
  declOutput?: string
  diagnostics: unknown[]
  lastExpressionVar?: string
}

export interface Converter {
  convert(previousDeclarations: string, source: string): ConvertResult
  close(): void
}

export interface ConverterModule {
  createConverter(): Converter
}

/** tslab requires a fork of TypeScript 5.0 by this name; it gets the shim, whether the fork is installed or not. */
export const FORK = '@tslab/typescript-for-tslab'

export function loadConverter(): ConverterModule {
  const path = createRequire(import.meta.url).resolve('tslab/dist/converter.js')
  const load = createRequire(path)
  const body = vm.compileFunction(readFileSync(path, 'utf8'), ['exports', 'require', '__dirname'], { filename: path })
  const module = {}
  body(module, (id: string) => (id === FORK ? tslabTypeScript : load(id)), dirname(path))
  return module as ConverterModule
}
