import { expect, test } from 'vitest'
import { seedList, storedSeedList } from '../../scripts/lessons/seeds.mjs'

const { text, missing, unknown } = seedList()

test('every cell of the seeds has its counterpart in a lesson', () => {
  expect(missing).toEqual([])
})

test('no cell is tagged with a seed that does not exist', () => {
  expect(unknown).toEqual([])
})

test('lessons/SEEDS.md is the list of now', () => {
  expect(storedSeedList()).toBe(text)
})
