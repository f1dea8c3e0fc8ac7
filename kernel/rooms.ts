/**
 * What the three rooms say to one another. Nothing else crosses a wall.
 *
 *   wire (worker) ──asks──▶ language (child process)      `Language`
 *   wire (worker) ──asks──▶ session (main thread)         `SessionRequest`
 *   session ──one ordered channel──▶ wire                 `SessionEvent` (and stream text)
 */

/** A position in the cell as the user typed it: both from 1, column in UTF-16 units. */
export interface Position {
  line: number
  column: number
}

/** One compiler message about a cell, placed in the source as typed (magics included). */
export interface CellDiagnostic {
  code: number
  message: string
  start: Position
  end: Position
  /** The message as one sentence, when it was shortened for people; `message` otherwise. */
  category: 'error' | 'warning' | 'suggestion'
}

/** A local `.ts` module that a cell imports, transpiled to CommonJS. */
export interface LocalModule {
  fileName: string
  js: string
  /** It awaits at its top. */
  awaits?: boolean
  /** Packages of its import declarations, unless there are none. */
  packages?: string[]
}

/** A cell that type-checks, ready to run. */
export interface ConvertedCell {
  status: 'ok'
  /**
   * The body of `(async?) function (exports, require, …)`: CommonJS, with names of earlier cells as `exports.x`.
   * An inline source map leads back to the cell as typed.
   */
  js: string
  /** The property of `exports` that holds the last expression's value, if the cell ends in an expression. */
  lastExpression?: string
  /** The cell awaits at top level: `js` needs an async function. */
  async: boolean
  /** Names that the cell declares at run time. */
  declares: string[]
  /** Local modules that the cell imports, transitively, dependencies first; a module that did not change is left out. */
  modules: LocalModule[]
  /** Packages of its import declarations, unless there are none. */
  packages?: string[]
  /** Local modules behind it that await at their top, dependencies first, without those that it runs by `%run`. */
  awaited?: string[]
}

/** A cell that does not parse or does not type-check, or that uses a magic wrongly. Nothing of it runs. */
export interface RejectedCell {
  status: 'error'
  /** SyntaxError: does not parse. TypeScriptError: does not type-check. UsageError: a magic. */
  ename: 'SyntaxError' | 'TypeScriptError' | 'UsageError'
  evalue: string
  diagnostics: CellDiagnostic[]
}

export interface Completion {
  /** Bare names that start with what is typed. */
  matches: string[]
  /** UTF-16 offsets of what the matches replace. */
  start: number
  end: number
  /** Aligned with `matches`, for JupyterLab's `_jupyter_types_experimental`. `text` is what it inserts: an import as well. */
  types: { text: string; type: string; signature?: string }[]
}

export interface Inspection {
  found: boolean
  /** MIME bundle, text/plain and text/markdown: signature and documentation; with `detail` 1 the source too. */
  data: Record<string, string>
}

export interface Completeness {
  status: 'complete' | 'incomplete' | 'invalid' | 'unknown'
  indent?: string
}

/** What the language room must know of a cell that ran. */
export interface CellEnd {
  cell: number
  /** Names of the cell that have been set. */
  defined: 'all' | string[]
  /** The cell deleted every name that there was; `defined` are those that it set afterwards. */
  forgets?: boolean
  /** The working directory now: local imports and packages are looked for from there. */
  cwd?: string
}

/** An expression or statements of the debugger's, without their types. */
export type Transpiled =
  | {
      js: string
      /** It has a value by itself; else it is statements. */
      expression: boolean
    }
  /** It is neither: the compiler's words. */
  | { error: string }

/** What the language room answers. Cells are named by a serial number that is never used twice. */
export interface Language {
  /** Check and convert a cell. Declarations wait for `commit`. */
  convert(request: { cell: number; code: string }): Promise<ConvertedCell | RejectedCell>
  /**
   * The cell ran (or failed part way): make its types, and those of its names in `defined`, visible to later cells.
   * `defined: 'all'` after a success.
   */
  commit(request: CellEnd): Promise<void>
  /** `cursor` is a UTF-16 offset into `code`. */
  complete(request: { code: string; cursor: number }): Promise<Completion>
  inspect(request: { code: string; cursor: number; detail: 0 | 1 }): Promise<Inspection>
  isComplete(request: { code: string }): Promise<Completeness>
  /** TypeScript as JavaScript, unchecked: what a debugger is asked to evaluate while a cell stands still. */
  transpile(request: { code: string }): Promise<Transpiled>
  /** Lines of a cell that has not run where something would run, from 1 and ascending; none when it does not parse. */
  executableLines(request: { code: string }): Promise<number[]>
}

/** One IPC message to the language room and its answer; `id` pairs them. */
export interface LanguageCall {
  id: number
  op: keyof Language
  request: unknown
}
export interface LanguageAnswer {
  id: number
  result?: unknown
  /** The room itself failed (a bug): shown as an internal error, never lost. */
  failure?: string
}

/** MIME type → data, as Jupyter sends it. */
export type MimeBundle = Record<string, unknown>

/** What the wire asks of the session. */
export type SessionRequest =
  | {
      op: 'execute'
      cell: number
      executionCount: number
      code: string
      converted: ConvertedCell
      silent: boolean
      storeHistory: boolean
      allowStdin: boolean
      userExpressions: Record<string, ConvertedCell | RejectedCell>
    }
  | {
      /** A message of the front end to a comm. The session reports the handler's end by a `done` of this `cell`. */
      op: 'comm'
      /** A serial of its own: output of the handler belongs to the message that called it. */
      cell: number
      kind: 'open' | 'msg' | 'close'
      content: Record<string, unknown>
      metadata: MimeBundle
      buffers: Uint8Array[]
    }
  /** No cell runs: end what earlier cells left running, and say so. */
  | { op: 'interrupt' }
  | { op: 'shutdown'; restart: boolean }

/** How a cell ended. */
export interface CellError {
  ename: string
  evalue: string
  traceback: string[]
}

/**
 * What the session tells the wire, in order with the text of the streams. `cell` owns it: the message gets that
 * cell's parent header, however late it comes.
 */
export type SessionEvent = { cell: number } & (
  | {
      kind: 'display'
      data: MimeBundle
      metadata: MimeBundle
      displayId?: string
      update?: boolean
      buffers?: Uint8Array[]
    }
  | { kind: 'result'; data: MimeBundle; metadata: MimeBundle }
  | { kind: 'clear_output'; wait: boolean }
  | { kind: 'error'; error: CellError }
  | {
      kind: 'comm'
      message: 'comm_open' | 'comm_msg' | 'comm_close'
      content: Record<string, unknown>
      metadata: MimeBundle
      buffers?: Uint8Array[]
    }
  /** What native code and child processes print comes out of these from now on; `log` is what descriptor 2 was. */
  | { kind: 'descriptors'; stdout: number; stderr: number; log: number }
  /** A child process has ended: what it printed stands before what follows. */
  | { kind: 'child_ended' }
  | { kind: 'stdin'; id: number; prompt: string; password: boolean }
  /** Asks for cells of the history as a history_request does; answered as a question of stdin is, by JSON. */
  | { kind: 'history'; id: number; request: Record<string, unknown> }
  | {
      kind: 'done'
      status: 'ok' | 'error'
      error?: CellError
      /** Names of the cell that had been set when it ended: what `commit` gets. */
      defined: 'all' | string[]
      /** It deleted every name of the notebook. */
      forgets?: boolean
      /** The working directory at its end. */
      cwd?: string
      payload: Record<string, unknown>[]
      userExpressions: Record<string, unknown>
    }
)
