/** Draws the kernel's PNG logos from logo-svg.svg. Run after changing the drawing: node scripts/logos.mjs */
import { readFileSync, writeFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import { inRoot } from './setup/paths.mjs'

const drawing = readFileSync(inRoot('kernel', 'assets', 'logo-svg.svg'), 'utf8')
for (const size of [32, 64]) {
  const png = new Resvg(drawing, { fitTo: { mode: 'width', value: size } }).render().asPng()
  writeFileSync(inRoot('kernel', 'assets', `logo-${size}x${size}.png`), png)
}
