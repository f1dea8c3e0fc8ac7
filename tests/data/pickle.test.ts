import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { getData, mnist } from '../../src/data/index.js'
import { ValueError } from '../../src/errors.js'
import { temporaryFolder } from './files.js'

// Written by tests/oracle/mnist_pickles.py.
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/mnist/${name}.pkl.gz`, import.meta.url))

describe.each(['python2', 'python3-protocol2', 'python3-protocol3', 'python3-protocol4', 'python3-protocol5'])(
  '%s',
  (name) => {
    test('has the three sets, bit by bit', async () => {
      const { xTrain, yTrain, xValid, yValid, xTest, yTest } = await mnist({ path: fixture(name) })
      for (const [x, y, count, first] of [
        [xTrain, yTrain, 3, 5],
        [xValid, yValid, 2, 99],
        [xTest, yTest, 1, 200],
      ] as const) {
        expect(Array.from(x.shape)).toEqual([count, 784])
        expect(y.data_).toEqual(BigInt64Array.from({ length: count }, (_, i) => BigInt((first + i) % 10)))
        const expected = new Float32Array(count * 784)
        for (let i = 0; i < count; i++)
          for (let j = 0; j < 28; j++) expected[784 * i + 28 * j + ((j + i) % 28)] = ((first + 9 * i + j) % 256) / 256
        expect(x.data_).toEqual(expected)
      }
    })
  },
)

test('is found in a folder, compressed or not', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'mnist.pkl'), gunzipSync(readFileSync(fixture('python2'))))
  const [xTrain] = await getData({ path: folder })
  expect(Array.from(xTrain.shape)).toEqual([3, 784])
})

test('training data need no test set', async () => {
  expect(await getData({ path: fixture('two-sets') })).toHaveLength(4)
  await expect(mnist({ path: fixture('two-sets') })).rejects.toThrow(/two-sets\.pkl\.gz: holds no test set$/)
})

describe('errors name the file', () => {
  const written = (bytes: Uint8Array): string => {
    const path = join(temporaryFolder(), 'x.pkl')
    writeFileSync(path, bytes)
    return path
  }
  const old = gunzipSync(readFileSync(fixture('python2')))

  test.each<[string, () => string, RegExp]>([
    ['bytes for floats', () => fixture('bytes'), /bytes\.pkl\.gz: expected f4 \(n, 784\), found u1 \(2, 784\)$/],
    ['big-endian', () => fixture('big-endian'), /an array in big-endian byte order is not supported/],
    ['column-major', () => fixture('columns-first'), /an array in column-major order is not supported/],
    ['no arrays', () => fixture('no-arrays'), /no-arrays\.pkl\.gz: expected numpy arrays$/],
    [
      'another class: it is not loaded',
      () => fixture('other-class'),
      /does not need 'gzip\.GzipFile': it is not loaded$/,
    ],
    ['truncated', () => written(old.subarray(0, 2000)), /x\.pkl: no pickle, or a damaged one/],
    ['truncated, compressed', () => written(gzipSync(old).subarray(0, 200)), /x\.pkl: damaged or truncated/],
    // Bytes of length −8: without a check the same ten bytes would be read for ever.
    [
      'a negative length',
      () => written(Buffer.from([0x80, 2, 0x4e, 0x94, 0x42, 0xf8, 255, 255, 255])),
      /x\.pkl: no pickle, .*\(a length is negative\)$/,
    ],
    ['text', () => written(Buffer.from('not a pickle')), /x\.pkl: no pickle, or a damaged one/],
    ['empty', () => written(Buffer.alloc(0)), /x\.pkl: no pickle, or a damaged one/],
  ])('%s', async (_name, path, message) => {
    const loading = getData({ path: path() })
    await expect(loading).rejects.toThrow(ValueError)
    await expect(loading).rejects.toThrow(message)
  })
})
