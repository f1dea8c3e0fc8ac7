import { copyFileSync, mkdirSync, readdirSync, renameSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mnist } from '../../src/data/index.js'
import { readLocal } from '../../src/data/local.js'
import { mnistFiles } from '../../src/data/mnist-files.js'
import { RuntimeError, ValueError } from '../../src/errors.js'
import { contents, idx, images, temporaryFolder, writeSet } from './files.js'

const trainImages = `${mnistFiles.trainImages.name}.gz`

function userFolder(): string {
  const folder = temporaryFolder()
  writeSet(folder)
  return folder
}

describe('a folder of IDX files', () => {
  test('the last sixth of the training file is for validation', async () => {
    const { train, valid, test: testing } = await readLocal(userFolder(), true)
    const pixels = contents.trainImages.subarray(16)
    expect(
      Buffer.from(train.images.buffer, train.images.byteOffset, train.images.length).equals(
        pixels.subarray(0, 50 * 784),
      ),
    ).toBe(true)
    expect(valid.images).toHaveLength(10 * 784)
    expect([...(valid.labels as Uint8Array)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(testing?.labels).toHaveLength(12)
  })

  test('may be decompressed', async () => {
    const folder = temporaryFolder()
    writeSet(folder, { gz: false })
    expect(await readLocal(folder, true)).toEqual(await readLocal(userFolder(), true))
  })

  test('may lie as other libraries leave them, or be spelt with dots', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'MNIST', 'raw'), { recursive: true })
    writeSet(join(folder, 'MNIST', 'raw'))
    expect((await readLocal(folder, false)).train.labels).toHaveLength(50)
    const dotted = userFolder()
    for (const name of readdirSync(dotted)) renameSync(join(dotted, name), join(dotted, name.replace('-idx', '.idx')))
    expect((await readLocal(dotted, true)).train.labels).toHaveLength(50)
  })

  test('needs no test files for the training data', async () => {
    const folder = userFolder()
    unlinkSync(join(folder, `${mnistFiles.testImages.name}.gz`))
    expect((await readLocal(folder, false)).test).toBeUndefined()
    await expect(readLocal(folder, true)).rejects.toThrow(/t10k-images-idx3-ubyte\.gz: no such file/)
  })
})

describe('tensors', () => {
  test('byte/256 in float32, labels in int64', async () => {
    const { xTrain, yTrain, xValid, xTest, source, path } = await mnist({ path: userFolder() })
    expect([xTrain, yTrain, xValid, xTest].map((x) => `${x.dtype} ${x.shape}`)).toEqual([
      'float32 torch.Size([50, 784])',
      'int64 torch.Size([50])',
      'float32 torch.Size([10, 784])',
      'float32 torch.Size([12, 784])',
    ])
    expect([...xTrain.data_.subarray(0, 3)]).toEqual([0, 7 / 256, 14 / 256])
    expect(source).toBe('path')
    expect(path).toMatch(/tsgrad-data/)
  })
})

describe('errors name the file', () => {
  const damaged = (name: string, damage: (path: string) => void): Promise<unknown> => {
    const folder = userFolder()
    damage(join(folder, name))
    return readLocal(folder, true)
  }
  const replaced = (bytes: Uint8Array) => damaged(trainImages, (path) => writeFileSync(path, bytes))

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['not there', () => readLocal('/no/such/folder', true), /^\/no\/such\/folder: no such file or folder$/],
    [
      'an empty folder',
      () => readLocal(temporaryFolder(), true),
      /holds neither mnist\.pkl\.gz nor train-images-idx3-ubyte\.gz$/,
    ],
    [
      'truncated',
      () => damaged(trainImages, (path) => truncateSync(path, 300)),
      /train-images-idx3-ubyte\.gz: damaged or truncated/,
    ],
    [
      'empty',
      () => damaged(trainImages, (path) => truncateSync(path, 0)),
      /train-images-idx3-ubyte\.gz: not an IDX file$/,
    ],
    [
      'not an IDX file',
      () => replaced(Buffer.from('<html>not found</html>')),
      /train-images-idx3-ubyte\.gz: not an IDX file$/,
    ],
    ['too short', () => replaced(images(60).subarray(0, 5000)), /announces 47040 bytes of data, the file holds 4984$/],
    [
      'too long',
      () => replaced(Buffer.concat([images(60), Buffer.of(0)])),
      /announces 47040 bytes of data, the file holds 47041$/,
    ],
    ['cut in the header', () => replaced(images(60).subarray(0, 9)), /truncated within the header$/],
    [
      'other elements',
      () => replaced(Buffer.of(0, 0, 0x0d, 1, 0, 0, 0, 0)),
      /expected unsigned bytes \(type 0x08\), found the type 0xd$/,
    ],
    [
      'another size of images',
      () => replaced(idx([60, 32, 32], new Uint8Array(60 * 1024))),
      /images of 28 × 28, found the shape \(60, 32, 32\)$/,
    ],
    [
      'labels in the place of images',
      () => damaged(trainImages, (path) => copyFileSync(join(path, '..', `${mnistFiles.trainLabels.name}.gz`), path)),
      /images of 28 × 28, found the shape \(60\)$/,
    ],
    [
      'images in the place of labels',
      () => damaged(`${mnistFiles.trainLabels.name}.gz`, (path) => writeFileSync(path, images(60))),
      /labels in one dimension, found the shape \(60, 28, 28\)$/,
    ],
    ['more images than labels', () => replaced(images(61)), /61 images, but 60 labels$/],
  ])('%s', async (_name, load, message) => {
    const loading = load()
    await expect(loading).rejects.toThrow(/no such file|holds neither/.test(message.source) ? RuntimeError : ValueError)
    await expect(loading).rejects.toThrow(message)
  })
})
