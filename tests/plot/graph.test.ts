import { expect, test } from 'vitest'
import { bundleOf } from '../../src/display/bundle.js'
import { free } from '../../src/free.js'
import { graph } from '../../src/plot/index.js'

const leaf = (...sizes: number[]) => free.zeros(...sizes).requiresGrad_(true)

test('ops, leaves with their names and shapes, and the output', async () => {
  const [x, w, b] = [free.ones(5, 3), leaf(3, 2), leaf(2)]
  const loss = x.matmul(w).add(b).mean()
  const drawing = graph(loss, { names: { w, b, loss } })
  expect(String(drawing)).toBe('graph of 3 ops and 2 leaves')
  const svg = await drawing.toSVG()
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
  expect([...texts].sort()).toEqual(
    [
      'AddBackward0',
      'MeanBackward0',
      'MmBackward0',
      'b',
      'loss',
      'torch.Size([2])',
      'torch.Size([3, 2])',
      'torch.Size([])',
      'w',
    ].sort(),
  )
  expect(svg.match(/class="edge"/g)).toHaveLength(5)
  expect(await drawing.toSVG()).toBe(svg)
})

test('what is used twice is drawn once', async () => {
  const x = leaf(2)
  const svg = await graph(x.mul(x).sum(), { direction: 'right' }).toSVG()
  expect(svg.match(/class="node"/g)).toHaveLength(4)
  expect(svg.match(/class="edge"/g)).toHaveLength(4)
})

test('a notebook gets SVG and PNG', async () => {
  const { data } = await bundleOf(graph(leaf(2).exp()))
  expect(data['image/svg+xml']).toMatch(/^<svg width="\d+" height="\d+"/)
  expect(data['image/png']).toBeTypeOf('string')
})

test('a tensor without a graph is refused', () => {
  expect(() => graph(free.zeros(2))).toThrow('graph: nothing was recorded for this tensor: its gradFn is null')
})
