import { median } from './report.js'

/** Seconds per call of `f`: repeated until `seconds` have passed, in a loop of its own. */
export function time(f: () => unknown, seconds: number): number {
  let n = 1
  for (;;) {
    const start = performance.now()
    for (let i = 0; i < n; i++) f()
    const spent = (performance.now() - start) / 1000
    if (spent >= seconds || n >= 1e8) return spent / n
    n = Math.max(n * 2, Math.floor((n * seconds) / Math.max(spent, 1e-9)))
  }
}

/**
 * Ours and the rival's in turn, A B A B …, so that a drift of the machine's speed hits both; medians of both. A rival
 * that gave NaN did not come through.
 */
export async function pair(
  rounds: number,
  ours: () => number,
  rival: () => Promise<number>,
): Promise<{ ours: number; rival: number | undefined }> {
  const [a, b]: [number[], number[]] = [[], []]
  for (let i = 0; i < rounds; i++) {
    a.push(ours())
    b.push(await rival())
  }
  return { ours: median(a), rival: b.some(Number.isNaN) ? undefined : median(b) }
}
