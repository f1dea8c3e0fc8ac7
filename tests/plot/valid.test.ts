import { expect, test } from 'vitest'
import { bar, hist, imshow, line } from '../../src/plot/index.js'
import { complaints } from './oracle.js'

const image = [
  [0, 0.25],
  [0.5, 1],
]
const losses = { train: [2.3, 0.9, 0.4], valid: [2.4, 1.1, 0.8] }
const times = { loops: 0.626, einsum: 0.00006 }
const normal = Array.from({ length: 200 }, (_, i) => Math.cos(i) * Math.sqrt(-2 * Math.log((i + 0.5) / 200)))

// The first one compiles the schema, which takes seconds.
const TIMEOUT = 60_000

test.each(
  Object.entries({
    imshow: imshow(image),
    'imshow, grid': imshow([image, image], { titles: ['a', 'b'], title: 'Both', colorbar: true, cmap: 'viridis' }),
    'imshow, grey bar': imshow(image, { colorbar: true, interpolation: 'bilinear' }),
    line: line([1, 2, 3]),
    'line, all options': line([1, 2, 3], losses, {
      title: 'Loss',
      xlabel: 'epoch',
      ylabel: 'loss',
      points: true,
      width: 200,
    }),
    'line, logarithmic': line([1, 10], [0.1, 5], { xscale: 'log', yscale: 'log' }),
    'line, gaps': line([1, Number.NaN, 3]),
    bar: bar(times),
    'bar, all options': bar(times, { scale: 'log', horizontal: true, values: true, title: 'Times', xlabel: 'seconds' }),
    'bar, groups': bar(['a', 'b'], { here: [1, 2], PyTorch: [2, -1] }, { values: (x) => `${x} s`, ylabel: 's' }),
    'bar, groups on their side': bar(['a', 'b'], { here: [1, 2], PyTorch: [2, 1] }, { horizontal: true, scale: 'log' }),
    hist: hist(normal),
    'hist, several': hist({ a: normal, b: normal.map((x) => x + 1) }, { density: true, bins: 20, range: [-3, 3] }),
    'hist, charts of their own': hist({ a: normal, b: normal, c: normal }, { columns: 2, title: 'Layers' }),
    'hist, logarithmic': hist(normal, { yscale: 'log' }),
    'hist, logarithmic density': hist([normal, normal], { yscale: 'log', density: true }),
  }),
)('%s: Vega-Lite, also the one in JupyterLab, has nothing to complain of', { timeout: TIMEOUT }, (_name, figure) => {
  expect(complaints(figure)).toEqual([])
})
