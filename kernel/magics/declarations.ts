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
/** What \`%%capture name\` stores: what the cell would have shown. */
interface CapturedOutput {
  readonly stdout: string
  readonly stderr: string
  /** MIME bundles of displays, and of the result as the last one. */
  readonly outputs: { data: Record<string, unknown>; metadata: Record<string, unknown> }[]
  /** Shows it now. */
  show(): void
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
  print(text: string): void
  cd(folder: string, quiet: boolean): void
  pwd(): string
  allEnv(): Record<string, string>
  env(name: string): string
  setEnv(name: string, value: string): void
  writefile(path: string, text: string, append: boolean): void
  load(from: string): Promise<void> | undefined
  run(file: string, words: string[]): Promise<void> | undefined
  system(command: string): Promise<void>
  lines(command: string): Promise<string[]>
  bash(script: string): Promise<void>
  ls(words: string): Promise<void>
  install(specs: string[]): Promise<void>
  history(query: { ranges: number[][]; numbers: boolean; outputs: boolean; last?: number; pattern?: string }): Promise<void>
  who(types: string[]): void
  whos(types: string[]): void
  reset(sure: boolean): void
  capture(): CapturedOutput
  profile(id: number, settings: { rows: number; order: string }): number
  profiled<T>(id: number, value: T): T
}
`
