import { expect, test } from 'vitest'
import { isDone } from '../../scripts/setup/run.mjs'
import { steps } from '../../scripts/setup/steps.mjs'

/** A step of this name never ran here, so that nothing of this checkout counts. */
const clients = { ...steps.find(({ name }) => name === 'clients')!, name: 'clients-of-nobody' }
const look = { env: {}, skipLab: false }

test('what only tests need is left out of a set-up for users', () => {
  expect(isDone(clients, look)).toBe(true)
  expect(isDone(clients, { ...look, forTests: true })).toBe(false)
})

test('once there, it is kept up to date by every set-up', () => {
  const stamp = { status: 'done' as const, inputs: '' }
  expect(clients.isWanted?.({ ...look, stamp })).toBe(true)
  expect(clients.isWanted?.(look)).toBe(false)
})
