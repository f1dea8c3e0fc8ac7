import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { imshow, line } from '../../src/plot/index.js'

const { cache } = createRequire(import.meta.url)
const loaded = (): string[] =>
  ['vega', 'vega-lite', '@resvg/resvg-js', 'opentype.js', 'fast-png'].filter((name) =>
    Object.keys(cache).some((path) => path.includes(`/node_modules/${name}/`)),
  )

test('what draws is loaded when it is needed, not before', async () => {
  expect(loaded()).toEqual([])
  const figure = line([1, 2])
  expect(loaded()).toEqual([])
  imshow([[1, 2]])
  expect(loaded()).toEqual(['fast-png'])
  await figure.toPNG()
  expect(loaded()).toEqual(expect.arrayContaining(['vega', 'vega-lite', 'opentype.js']))
})
