import type { MimeBundle } from '../../rooms.js'
import type { Timing } from '../time.js'

/** What a magic knows of the cell that it stands in. */
export interface MagicCell {
  readonly timings: Timing[]
  readonly payload: Record<string, unknown>[]
  /** Called when the cell ends, however it ends; the last one first. */
  readonly ends: ((failed: boolean) => void)[]
  /** It was interrupted. */
  readonly dead: boolean
  /** What it started and what still runs, each with what an interrupt does to it. */
  readonly left: Map<object, () => void>
  /** Takes what the cell would show. */
  capture?: Capture
  /** Its names and those of all cells before it are gone. */
  forgets?: boolean
}

/** Where captured output goes. */
export interface Capture {
  text(stream: 'stdout' | 'stderr', text: string): void
  shown(output: { data: MimeBundle; metadata: MimeBundle }): void
}

/** A cell of the history. */
export interface HistoryRow {
  session: number
  line: number
  input: string
  output: string | null
}

/** One place of a profile as V8 has it: lines and columns from 0. */
export interface ProfiledFrame {
  functionName: string
  url: string
  lineNumber: number
  columnNumber: number
}

/** What magics may ask of the session. */
export interface MagicSession {
  /** The cell that the present code belongs to. */
  cell(): MagicCell | undefined
  /** To standard output. */
  print(text: string): void
  /** The notebook's own names and their values. */
  names(): Map<string, unknown>
  /** Deletes the notebook's own names. */
  clear(): void
  /** A local module runs again when it is next asked for; one that awaits at its top, now. */
  rerun(file: string): Promise<void> | undefined
  /** Asks the wire, in the words of a history_request. */
  history(request: Record<string, unknown>): Promise<HistoryRow[]>
  /** A place in what the user wrote; undefined for the kernel's own code. */
  place(frame: ProfiledFrame): { name: string; place: string; kind: FrameKind } | undefined
}

/** Whose code a frame of a profile is. */
export type FrameKind = 'cell' | 'tsgrad' | 'module' | 'node' | 'engine'
