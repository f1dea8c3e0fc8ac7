/** One figure: ours beside a rival's, in the same run. */
export interface Figure {
  suite: string
  name: string
  /** Seconds per call (medians), or another unit where `unit` says so. */
  ours: number
  rival: number
  rivalName: string
  /** ours / rival must not exceed it. */
  bar?: number
  note?: string
}

const UNITS: [number, string][] = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
]

/** Three significant digits in the unit that fits. */
export function seconds(t: number): string {
  const [scale, unit] = UNITS.find(([s]) => t >= s) ?? UNITS[UNITS.length - 1]
  return `${Number((t / scale).toPrecision(3))} ${unit}`
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((f) => {
    const ratio = f.ours / f.rival
    const verdict = f.bar === undefined ? '' : ratio <= f.bar ? `≤ ${f.bar}× met` : `≤ ${f.bar}× MISSED`
    return [
      f.suite,
      f.name,
      seconds(f.ours),
      seconds(f.rival),
      f.rivalName,
      `${ratio.toFixed(2)}×`,
      verdict,
      f.note ?? '',
    ]
  })
  const head = ['suite', 'figure', 'tsgrad', 'rival', '', 'ratio', 'bar', '']
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i].length)))
  const line = (cells: string[]): string =>
    cells
      .map((c, i) => c.padEnd(widths[i]))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map((w) => '-'.repeat(w))), ...rows.map(line)].join('\n')
}
