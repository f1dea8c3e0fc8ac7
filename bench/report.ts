/** One figure: ours beside a rival's, in the same run. */
export interface Figure {
  suite: string
  name: string
  /** Seconds per call (medians), or what `unit` says. */
  ours: number
  /** undefined: the rival did not come through; `note` says how. */
  rival: number | undefined
  rivalName: string
  /** ours / rival must not exceed it. */
  bar?: number
  /** `ours` itself must not exceed it, whatever the rival does. */
  limit?: number
  /** Seconds unless told otherwise. */
  unit?: 'MB'
  note?: string
}

/** Within its bar and its limit; undefined when it has neither, or only a bar and nobody to be measured by. */
export function isMet({ ours, rival, bar, limit }: Figure): boolean | undefined {
  if ((bar === undefined || rival === undefined) && limit === undefined) return undefined
  const ratio = rival === undefined ? 0 : ours / rival
  return ours <= (limit ?? Number.POSITIVE_INFINITY) && ratio <= (bar ?? Number.POSITIVE_INFINITY)
}

function amount(value: number, unit: Figure['unit']): string {
  return unit === undefined ? seconds(value) : `${Math.round(value)} ${unit}`
}

function verdict(figure: Figure): string {
  const met = isMet(figure)
  if (met === undefined) return ''
  const { bar, limit, unit } = figure
  const bounds = [bar === undefined ? '' : `≤ ${bar}×`, limit === undefined ? '' : `≤ ${amount(limit, unit)}`]
  return `${bounds.filter(Boolean).join(', ')} ${met ? 'met' : 'MISSED'}`
}

const UNITS: [number, string][] = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
]

/** Three significant digits in the unit that fits. */
export function seconds(t: number): string {
  if (t <= 0) return '0 s'
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
    return [
      f.suite,
      f.name,
      amount(f.ours, f.unit),
      f.rival === undefined ? '—' : amount(f.rival, f.unit),
      f.rivalName,
      f.rival === undefined ? '' : `${(f.ours / f.rival).toFixed(2)}×`,
      verdict(f),
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
