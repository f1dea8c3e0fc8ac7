import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawnDigits } from '../../src/data/drawn.js'
import type { DigitBytes } from '../../src/data/mnist-files.js'

const COUNT = 3000
let training: DigitBytes
let testing: DigitBytes
beforeAll(() => {
  training = drawnDigits(COUNT, 1)
  testing = drawnDigits(1000, 2)
})

test('the same seed gives the same bytes, on every machine', () => {
  expect(createHash('sha256').update(drawnDigits(100, 1).images).digest('hex')).toMatchInlineSnapshot(
    `"736d65b2efda32c337ae35866560687168d78f9e6c4ef7188f44afa5f514120a"`,
  )
  expect(Buffer.compare(drawnDigits(100, 1).images, training.images.subarray(0, 78400))).toBe(0)
  expect(Buffer.compare(drawnDigits(100, 2).images, drawnDigits(100, 1).images)).not.toBe(0)
})

test('as much ink as MNIST has: mean 0.13, standard deviation 0.31', () => {
  let [sum, squares] = [0, 0]
  for (const byte of training.images) {
    sum += byte / 256
    squares += (byte / 256) ** 2
  }
  const mean = sum / training.images.length
  expect(mean).toBeCloseTo(0.13, 1)
  expect(Math.sqrt(squares / training.images.length - mean ** 2)).toBeCloseTo(0.31, 1)
})

test('all ten digits, about as often, none of them alike', () => {
  for (let digit = 0; digit < 10; digit++)
    expect(training.labels.filter((label) => label === digit).length).toBeGreaterThan(COUNT / 15)
  const pictures = Array.from({ length: COUNT }, (_, i) =>
    Buffer.from(training.images.subarray(784 * i, 784 * (i + 1))).toString('latin1'),
  )
  expect(new Set(pictures).size).toBe(COUNT)
})

test('ink does not run over the edge', () => {
  const edge = [...Array(28).keys()].flatMap((i) => [i, 27 * 28 + i, 28 * i, 28 * i + 27])
  let inked = 0
  for (let i = 0; i < COUNT; i++) if (edge.some((at) => training.images[784 * i + at] > 128)) inked++
  expect(inked / COUNT).toBeLessThan(0.05)
})

describe('worth learning', () => {
  test('the nearest mean picture is right for most, but not for all', () => {
    const means = Array.from({ length: 10 }, (_, digit) => mean(training, digit))
    let right = 0
    for (let i = 0; i < testing.labels.length; i++) {
      const picture = testing.images.subarray(784 * i, 784 * (i + 1))
      const distances = means.map((m) => m.reduce((sum, value, p) => sum + (value - picture[p]) ** 2, 0))
      if (distances.indexOf(Math.min(...distances)) === testing.labels[i]) right++
    }
    // MNIST itself: 0.82.
    expect(right / testing.labels.length).toBeGreaterThan(0.7)
    expect(right / testing.labels.length).toBeLessThan(0.9)
  })
})

function mean({ images, labels }: DigitBytes, digit: number): Float64Array {
  const sum = new Float64Array(784)
  let count = 0
  for (const [i, label] of labels.entries()) {
    if (label !== digit) continue
    count++
    for (let p = 0; p < 784; p++) sum[p] += images[784 * i + p]
  }
  return sum.map((value) => value / count)
}
