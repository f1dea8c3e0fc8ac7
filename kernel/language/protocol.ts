import type { ConvertedCell, Language, RejectedCell } from '../rooms.js'

/** What a new room must know to take over from one that died. */
export interface Memory {
  /** Declarations of the committed cells, in order. */
  committed: string[]
  /** Declarations that wait for their commit. */
  pending: [cell: number, PendingCell][]
  /** The session's working directory. */
  cwd?: string
}

/** How many converted cells may wait for their commit: an expression of the front end never gets one. */
export const MOST_PENDING = 64

/** What a converted cell declares, while it runs. */
export interface PendingCell {
  /** The text of a `.d.ts`. */
  declarations: string
  /** Names that exist at run time. */
  declares: string[]
}

/** A question to the language room's process. `id` pairs it with its answer. */
export interface Call {
  id: number
  op: keyof Language | 'restore'
  request: unknown
}

export interface Answer {
  id: number
  result?: unknown
  /** The room itself failed (a bug): shown as an internal error, never lost. */
  failure?: string
}

/** The room's first message: it listens. */
export interface Ready {
  ready: true
}

/** What `convert` answers between the processes: the client keeps the declarations for `restore`. */
export type Conversion = (ConvertedCell & { declarations: string }) | RejectedCell
