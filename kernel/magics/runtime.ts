/**
 * The runtime half of the magics: what rewritten cells call as `__magics` (`declarations.ts`). It runs in the session and
 * loads no compiler.
 */
import { CELL_TIMING, readTiming, startTiming, type Timing } from './time.js'
import { type TimeitResult, type TimeitSettings, timeitText, timeLoop, timeLoopAsync } from './timeit.js'

/** What a magic knows of the cell that it stands in. */
export interface MagicCell {
  timings: Timing[]
  payload: Record<string, unknown>[]
}

type Loop<V> = (loops: number, local: V) => number
type AsyncLoop<V> = (loops: number, local: V) => Promise<number>

/** @param cell the cell that the present code belongs to */
export function magicsRuntime(cell: () => MagicCell | undefined, print: (text: string) => void) {
  const report = (settings: TimeitSettings, result: TimeitResult): TimeitResult => {
    if (!settings.quiet) print(timeitText(result))
    return result
  }
  const runtime = {
    start(id: number): number {
      cell()?.timings.push(startTiming(id))
      return id
    },
    stop(id: number): void {
      const timings = cell()?.timings ?? []
      const at = timings.findLastIndex((timing) => timing.id === id)
      const [timing] = at < 0 ? [] : timings.splice(at, 1)
      if (timing) print(readTiming(timing))
    },
    time<T>(id: number, value: T): T {
      runtime.stop(id)
      return value
    },
    now: (): number => performance.now(),
    timeitResult<V>(settings: TimeitSettings, local: V, run: Loop<V>): TimeitResult {
      return report(
        settings,
        timeLoop(settings, (loops) => run(loops, { ...local })),
      )
    },
    timeit<V>(settings: TimeitSettings, local: V, run: Loop<V>): void {
      runtime.timeitResult(settings, local, run)
    },
    async timeitResultAsync<V>(settings: TimeitSettings, local: V, run: AsyncLoop<V>): Promise<TimeitResult> {
      return report(settings, await timeLoopAsync(settings, (loops) => run(loops, { ...local })))
    },
    async timeitAsync<V>(settings: TimeitSettings, local: V, run: AsyncLoop<V>): Promise<void> {
      await runtime.timeitResultAsync(settings, local, run)
    },
    page(text: string): void {
      cell()?.payload.push({ source: 'page', data: { 'text/plain': text }, start: 0 })
    },
  }
  return runtime
}

/** The cell ended: `%%time` says how long it took; after a failure, so do the clocks that it interrupted. */
export function stopTimings(cell: MagicCell, failed: boolean, print: (text: string) => void): void {
  for (const timing of cell.timings.splice(0).reverse()) {
    if (failed || timing.id === CELL_TIMING) print(readTiming(timing))
  }
}
