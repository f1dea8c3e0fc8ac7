import type ts from 'typescript'
import type { EditedMap } from './maps.js'

export interface CompilationFailure {
  status: 'error'
  /** It does not parse. */
  syntax: boolean
  diagnostics: readonly ts.Diagnostic[]
  /** Where the cell's own text begins in the diagnostics' file. */
  offset: number
  /** Of the program that holds the cell. */
  checker: ts.TypeChecker
}

export interface Compilation {
  status: 'ok'
  js: string
  /** From `js` to the cell's text behind the converter's prefix. */
  map: EditedMap
  /** Lines and characters of that prefix. */
  prefix: { lines: number; length: number }
  lastExpression?: string
  declares: string[]
  /** Makes the declarations for later cells: the cell need not wait for them. The same text each time. */
  declarations: () => string
  /** Local modules that the cell imports, transitively, dependencies first. */
  modules: string[]
}

export type CompiledCell = Compilation | CompilationFailure
