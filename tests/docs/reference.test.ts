import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { publicNames } from './public.js'

const folder = fileURLToPath(new URL('../../docs/api', import.meta.url))
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))

test('docs/api has every public name as it is declared now; else: npm run docs', () => {
  const all = pages.map(({ text }) => text).join('\n')
  const missing = publicNames().filter(({ tags }) => {
    const example = tags.find(({ name }) => name === 'example')?.text
    return example && !all.includes(example)
  })
  expect(missing.map(({ path }) => path)).toEqual([])
})

test('no page is too long for GitHub to show, and none names a machine', () => {
  expect(pages.filter(({ text }) => text.length > 500_000).map(({ name }) => name)).toEqual([])
  expect(pages.filter(({ text }) => /\/(home|work|Users|tmp)\//.test(text)).map(({ name }) => name)).toEqual([])
})
