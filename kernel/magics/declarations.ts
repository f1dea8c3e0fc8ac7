/**
 * What the compiler must know of the names that rewritten cells use: ambient, for every cell. A string, since the
 * language room has no files to read.
 */
export const magicDeclarations = `
/** What \`%timeit -o\` gives; times are in seconds per loop. */
interface TimeitResult {
  readonly loops: number
  readonly repeat: number
  readonly best: number
  readonly worst: number
  readonly average: number
  readonly stdev: number
  readonly timings: number[]
  readonly allRuns: number[]
  readonly precision: number
  toString(): string
}
interface TimeitSettings { number?: number; repeat?: number; precision?: number; quiet?: boolean }
declare const __magics: {
  start(id: number): number
  stop(id: number): void
  time<T>(id: number, value: T): T
  now(): number
  timeit<V>(settings: TimeitSettings, local: V, run: (loops: number, local: V) => number): void
  timeitResult<V>(settings: TimeitSettings, local: V, run: (loops: number, local: V) => number): TimeitResult
  timeitAsync<V>(settings: TimeitSettings, local: V, run: (loops: number, local: V) => Promise<number>): Promise<void>
  timeitResultAsync<V>(settings: TimeitSettings, local: V, run: (loops: number, local: V) => Promise<number>): Promise<TimeitResult>
  page(text: string): void
}
`
