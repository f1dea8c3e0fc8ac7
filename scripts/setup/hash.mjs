/** Content hashes: a step is done when what it was made from has not changed, whatever the clocks say. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './paths.mjs'

/**
 * The files below `dir`, sorted, relative to the checkout. None when the folder is missing.
 * @param {string} dir relative to the checkout
 * @param {(path: string) => boolean} [keep]
 * @returns {string[]}
 */
export function filesIn(dir, keep = () => true) {
  /** @type {string[]} */
  const found = []
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (keep(relative(root, path))) found.push(relative(root, path))
    }
  }
  walk(join(root, dir))
  return found.sort()
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return []
    throw error
  }
}

/**
 * One hash of files (names and contents; a missing one counts as such).
 * @param {string[]} paths relative to the checkout
 */
export function hashFiles(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    hash.update(`${path}\0`)
    try {
      hash.update(readFileSync(join(root, path)))
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
      hash.update('\0missing')
    }
  }
  return hash.digest('hex')
}

/** @param {unknown} value anything JSON can say */
export const hashValue = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
