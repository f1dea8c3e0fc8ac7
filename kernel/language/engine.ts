import type ts from 'typescript'
import type { CompiledCell } from './compiled.js'
import type { PreparedCell } from './prepare.js'

/** A cell's text in its place behind the earlier cells, parsed, bound and ready to be asked about. */
export interface OpenCell {
  file: ts.SourceFile
  program: ts.Program
  checker: ts.TypeChecker
  /** Where the cell's own text begins in `file`. */
  offset: number
}

/** Checks and compiles cells, each after the ones that were committed. */
export interface Engine {
  compile(cell: PreparedCell): CompiledCell
  /**
   * Declarations (the text of a `.d.ts`) that later cells see, without the values in `dropped`, which never came to be.
   * Returns what was kept.
   */
  commit(declarations: string, dropped: ReadonlySet<string>): string
  /** Whatever was committed goes; what is committed next stays. */
  forget(): void
  /** Cells lie in the working directory, which changed. */
  move(): void
  /** A text behind the earlier cells, for completion and inspection. */
  open(code: string): OpenCell
}
