/**
 * Which cell of which lesson reproduces which cell of the documents that the lessons go back to: `lessons/SEEDS.md`, made
 * from the tags of the lessons' cells (`seed-002-14`, `q-3`) and the list of all cells in `seeds.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { filesIn } from '../setup/hash.mjs'
import { inRoot } from '../setup/paths.mjs'

/** @typedef {{ document: string, title: string, cells: string, tag: string, ids: (number | string)[] }} Seed */
/** @typedef {{ lesson: string, place: string, line: string }} Counterpart */
/** @typedef {{ cell_type: string, execution_count?: number | null, source: string | string[], metadata: { tags?: string[] } }} Cell */

const list = inRoot('lessons', 'SEEDS.md')
const isLesson = (/** @type {string} */ path) => /^lessons\/\d\d_[^/]+\.ipynb$/.test(path)

/** `[52, '54-56']` → `[52, 54, 55, 56]` @param {Seed['ids']} ids @returns {number[]} */
const numbers = (ids) =>
  ids.flatMap((id) => {
    const [first = 0, last = first] = String(id).split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })

/** What a reader finds the cell by: `In [12]`, and its first line that says something. @param {Cell} cell @param {number | undefined} before */
function where(cell, before) {
  const lines = [cell.source].flat().join('').split('\n')
  const telling = lines.find((line) => line.trim() && !/^(\/\/|%%|\/\*\*)/.test(line.trim())) ?? lines[0] ?? ''
  const place = cell.cell_type === 'code' ? `In [${cell.execution_count}]` : `text after In [${before ?? 0}]`
  return { place, line: telling.length > 72 ? `${telling.slice(0, 71)}…` : telling }
}

/** By tag: the cells of all lessons that carry it. @returns {Map<string, Counterpart[]>} */
function counterparts() {
  /** @type {Map<string, Counterpart[]>} */
  const found = new Map()
  for (const path of filesIn('lessons', isLesson)) {
    /** @type {{ cells: Cell[] }} */
    const { cells } = JSON.parse(readFileSync(inRoot(path), 'utf8'))
    /** @type {number | undefined} */
    let before
    for (const cell of cells) {
      for (const tag of cell.metadata.tags ?? [])
        found.set(tag, [...(found.get(tag) ?? []), { lesson: basename(path, '.ipynb'), ...where(cell, before) }])
      before = cell.execution_count ?? before
    }
  }
  return found
}

/** @param {string} text */
const code = (text) => `\`${text.replaceAll('`', 'ˋ').replaceAll('|', '\\|')}\``

/** The list as Markdown, the seeds' cells that no lesson reproduces, and the tags that name no cell. */
export function seedList() {
  /** @type {Seed[]} */
  const seeds = JSON.parse(readFileSync(new URL('seeds.json', import.meta.url), 'utf8'))
  const found = counterparts()
  const known = new Set(seeds.flatMap(({ tag, ids }) => numbers(ids).map((id) => `${tag}${id}`)))
  const missing = [...known].filter((tag) => !found.has(tag))
  const unknown = [...found.keys()].filter((tag) => /^(seed|q)-/.test(tag) && !known.has(tag))
  const sections = seeds.map(({ document, title, cells, tag, ids }) =>
    [
      `## ${document}: ${title}`,
      '',
      `${numbers(ids).length} cells, ${cells}.`,
      '',
      '| cell | lesson | cell there | |',
      '| ---: | --- | --- | --- |',
      ...numbers(ids).flatMap((id) =>
        (found.get(`${tag}${id}`) ?? []).map(
          ({ lesson, place, line }, i) =>
            `| ${i === 0 ? id : ''} | [${lesson}](${lesson}.ipynb) | ${place} | ${code(line)} |`,
        ),
      ),
    ].join('\n'),
  )
  const head = [
    '# What the lessons go back to',
    '',
    'Every cell of the documents that the lessons reproduce, and where its counterpart is. Made by `npm run lessons` from the',
    'tags of the cells; a cell without a counterpart fails `npm test`.',
  ].join('\n')
  return { text: `${[head, ...sections].join('\n\n')}\n`, missing, unknown }
}

/** Writes the list. @returns {string[]} what is wrong with it */
export function writeSeedList() {
  const { text, missing, unknown } = seedList()
  writeFileSync(list, text)
  return [
    ...missing.map((tag) => `no lesson reproduces ${tag}`),
    ...unknown.map((tag) => `${tag} is no cell of the seeds`),
  ]
}

/** The list as it is stored. */
export const storedSeedList = () => readFileSync(list, 'utf8')
