import type { CommandError } from './exec.mjs'
import type { Stamp } from './stamp.mjs'

/** How a step ended. `unavailable`: not here, and what needs it decides. `skipped`: what it needs failed. */
export type Outcome = 'done' | 'unavailable' | 'failed' | 'skipped'

/** What a step may look at to tell whether it is done. */
export interface Look {
  env: NodeJS.ProcessEnv
  /** `--skip-lab` */
  skipLab: boolean
  /** Tests need it that users do not. */
  forTests?: boolean
  /** What the step wrote down last time. */
  stamp?: Stamp
}

/** What a step works with. */
export interface Context extends Look {
  /** Run a command to its end; its lines. Rejects with a CommandError. */
  run(command: string, args: string[], options?: { env?: NodeJS.ProcessEnv; cwd?: string }): Promise<string[]>
  /** A line for the log and the display. */
  onLine(line: string): void
}

/** `note`: for the step's line. `made`: what it wants to know next time. */
export interface Result {
  note?: string
  made?: unknown
}

/** One row of the table in steps.mjs. */
export interface Step {
  /** What `npm run setup -- NAME` calls it. */
  name: string
  /** What the user reads. */
  title: string
  /** Names of steps that come first. */
  needs: string[]
  /** Everything that decides the result. The step is done while this stays the same. */
  inputs(look: Look): unknown
  /** Files that are there when the step is done. */
  outputs(look: Look): string[]
  /** Left out while it is not wanted. */
  isWanted?(look: Look): boolean
  /** A check of its own instead of inputs and outputs. */
  isDone?(look: Look): boolean
  /** Steps whose results this one destroys: they run again. */
  resets?: string[]
  run(context: Context): Promise<Result>
  /** What this machine offers. An unavailable step is tried again when it changes. */
  probe?(look: Look): string
  /** What to tell the user when its command failed. */
  help(error: CommandError): string
}
