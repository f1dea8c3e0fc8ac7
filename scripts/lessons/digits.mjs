/** Which lessons use MNIST, and whether it is to be had here. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inRoot, root } from '../setup/paths.mjs'

/** @param {string} lesson */
export const needsMnist = (lesson) => /\b(getData|mnist)\(/.test(readFileSync(inRoot(lesson), 'utf8'))

/** @type {boolean | undefined} */
let drawn

/** Without MNIST lessons run on drawn digits, and show other numbers. */
export function digitsAreDrawn() {
  // The runtime itself is asked, which fetches and caches them if it can: the lessons would do the same.
  const ask = "import('tsgrad').then(async ({ data }) => console.log((await data.mnist()).source))"
  drawn ??= execFileSync(process.execPath, ['-e', ask], { cwd: root, encoding: 'utf8' }).trim().endsWith('drawn')
  return drawn
}
