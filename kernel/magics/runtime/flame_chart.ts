import { html } from '../../../src/display/rich.js'
import { table } from '../../../src/display/table.js'
import { Figure } from '../../../src/plot/figure.js'
import { config, palette } from '../../../src/plot/theme.js'
import { type Flame, flames, type ProfileSettings, profileRows, type Sample } from './profile.js'
import type { FrameKind } from './session.js'

const WIDTH = 640
const ROW = 20
/** Deeper calls are left out of the picture. */
const MOST_ROWS = 30
const CHARACTER = 6
/** Narrower boxes, in pixels, cannot be seen. */
const LEAST_WIDTH = 0.4

const KINDS: [FrameKind, string, string][] = [
  ['cell', 'cells', palette[0]],
  ['module', 'modules and packages', palette[5]],
  ['tsgrad', 'tsgrad', palette[2]],
  ['node', 'Node', palette[4]],
  ['engine', 'V8', palette[6]],
]

/** The flame chart of a profile: time from left to right, callers above what they call. */
export function flameChart(samples: readonly Sample[]): Figure {
  const total = samples.at(-1)?.end ?? 0
  const scale = WIDTH / Math.max(total, Number.MIN_VALUE)
  const boxes = flames(samples).filter(
    ({ start, end, depth }) => (end - start) * scale >= LEAST_WIDTH && depth < MOST_ROWS,
  )
  const depth = Math.max(1, ...boxes.map((box) => box.depth + 1))
  const kinds = KINDS.filter(([kind]) => boxes.some((box) => box.kind === kind))
  const x = {
    field: 'start',
    type: 'quantitative',
    title: 'ms',
    scale: { domain: [0, total], nice: false },
    axis: { grid: false },
  } as const
  const y = {
    field: 'depth',
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, depth], reverse: true, nice: false },
  } as const
  return new Figure(
    {
      $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
      config,
      width: WIDTH,
      height: depth * ROW,
      data: { values: boxes.map((box) => datum(box, scale)) },
      layer: [
        {
          mark: { type: 'rect', stroke: '#ffffff', strokeWidth: 0.5 },
          encoding: {
            x,
            x2: { field: 'end' },
            y,
            y2: { field: 'below' },
            color: {
              field: 'kind',
              type: 'nominal',
              title: null,
              legend: { orient: 'bottom', direction: 'horizontal' },
              scale: { domain: kinds.map(([, title]) => title), range: kinds.map(([, , color]) => color) },
            },
            tooltip: [
              { field: 'name', title: 'function' },
              { field: 'place', title: 'where' },
              { field: 'ms', title: 'ms', format: '.2f' },
            ],
          },
        },
        {
          transform: [{ filter: "datum.label !== ''" }],
          mark: { type: 'text', align: 'left', dx: 3, fontSize: 10, color: '#ffffff' },
          encoding: { x, y: { ...y, field: 'middle' }, text: { field: 'label' } },
        },
      ],
    },
    `<flame chart of ${total.toFixed(1)} ms>`,
  )
}

function datum({ name, place, kind, depth, start, end }: Flame, scale: number): Record<string, unknown> {
  const room = Math.floor(((end - start) * scale - 6) / CHARACTER)
  const label = room >= name.length ? name : room >= 4 ? `${name.slice(0, room - 1)}…` : ''
  const title = KINDS.find(([known]) => known === kind)?.[1]
  return { name, place, kind: title, depth, below: depth + 1, middle: depth + 0.5, start, end, ms: end - start, label }
}

/** The table of a profile, as it is shown under the chart. */
export function profileTable(samples: readonly Sample[], { rows, order }: ProfileSettings) {
  const total = samples.reduce((sum, { start, end }) => sum + end - start, 0)
  const all = profileRows(samples, order)
  if (all.length === 0) return html`<i>No samples: it ran for less than a fifth of a millisecond.</i>`
  const percent = (ms: number): string => `${((100 * ms) / Math.max(total, Number.MIN_VALUE)).toFixed(1)} %`
  return table(
    all.slice(0, rows).map(({ name, place, self, total: whole }) => ({
      'self ms': self.toFixed(2),
      'self %': percent(self),
      'total ms': whole.toFixed(2),
      'total %': percent(whole),
      function: name,
      where: place,
    })),
  )
}
