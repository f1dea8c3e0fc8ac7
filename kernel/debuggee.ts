/**
 * What the debugger finds in the process it looks at: the session puts it under a global symbol, the wire calls it through
 * V8's inspector. Both name it by this.
 */
export const DEBUGGEE = `globalThis[Symbol.for('tsgrad.debuggee')]`
export const DEBUGGEE_SYMBOL = Symbol.for('tsgrad.debuggee')

/** Called by name in expressions that the wire sends. */
export interface Debuggee {
  /** The notebook's names. */
  readonly bindings: Record<string, unknown>
  /** A line for each value. */
  describe(values: unknown[]): string[]
  /** What a value unfolds to, where that is not its own properties. */
  children(value: unknown): object | undefined
  /** As a cell's result would show it, where that does not take a promise. */
  bundle(value: unknown): { data: Record<string, unknown>; metadata: Record<string, unknown> }
  /** For `with`: the notebook's names, without those that `frame` can read by itself. */
  names(frame: Record<string, () => unknown>): object
  /** How often the breakpoint has been reached, this time included. */
  hit(breakpoint: number): number
}
