import { readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { getData, mnist } from '../../src/data/index.js'
import { mnistFiles } from '../../src/data/mnist-files.js'
import type { Tensor } from '../../src/tensor.js'
import { temporaryFolder, writeSet } from './files.js'
import { mirror, send } from './mirror.js'

const given = process.env.TSGRAD_DATA

/** These move hundreds of megabytes, on machines that may have more to do. */
const TIMEOUT = 60_000

beforeEach(() => {
  vi.stubEnv('TSGRAD_DATA', '')
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('offline, with nothing in the cache', { timeout: TIMEOUT }, () => {
  test('digits are drawn, of the same shapes and dtypes, and that is said once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const options = { cache: temporaryFolder(), mirrors: ['http://127.0.0.1:1/'] }
    const digits = await mnist(options)
    expect(digits.source).toBe('drawn')
    expect(digits.path).toBeUndefined()
    const { xTrain, yTrain, xValid, yValid, xTest, yTest } = digits
    expect([xTrain, yTrain, xValid, yValid, xTest, yTest].map(({ dtype, shape }) => `${dtype} ${shape}`)).toEqual([
      'float32 torch.Size([50000, 784])',
      'int64 torch.Size([50000])',
      'float32 torch.Size([10000, 784])',
      'int64 torch.Size([10000])',
      'float32 torch.Size([10000, 784])',
      'int64 torch.Size([10000])',
    ])
    const { mean, std } = statistics(xTrain)
    expect(mean).toBeCloseTo(0.13, 2)
    expect(std).toBeCloseTo(0.31, 2)

    const [again] = await getData(options)
    expect(same(again, xTrain)).toBe(true)
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0][0]).toMatch(
      /^MNIST is not in the cache, and train-images-idx3-ubyte\.gz could not be downloaded \(127\.0\.0\.1:1: .+\)\.\nThese are drawn digits instead.*Set TSGRAD_DATA/,
    )
  })
})

describe('TSGRAD_DATA', () => {
  test('comes before the cache and the web', async () => {
    const folder = temporaryFolder()
    writeSet(folder)
    vi.stubEnv('TSGRAD_DATA', folder)
    const { source, path, xTrain } = await mnist({ cache: '/no/such/folder', mirrors: ['http://127.0.0.1:1/'] })
    expect([source, path, xTrain.shape[0]]).toEqual(['env', folder, 50])
  })

  test('that names nothing is an error: no other digits take their place', async () => {
    vi.stubEnv('TSGRAD_DATA', '/no/such/folder')
    await expect(getData()).rejects.toThrow('/no/such/folder: no such file or folder')
  })
})

// Where MNIST is to be had, and only there.
if (given) {
  describe('MNIST itself', { timeout: TIMEOUT }, () => {
    test('has the figures of the seeds', async () => {
      const { xTrain, yTrain, xValid, yValid, xTest, yTest } = await mnist({ path: given })
      expect([xTrain, xValid, xTest].map(({ shape }) => [...shape])).toEqual([[50000, 784], [10000, 784], [10000, 784]]) // biome-ignore format: shapes
      const { mean, std } = statistics(xTrain)
      // In float64: 0.13044972207828445 and 0.3072898368151206, with an unbiased estimate.
      expect(mean).toBeCloseTo(0.13044972207828445, 12)
      expect(std).toBeCloseTo(0.3072898368151206, 12)
      expect([...yTrain.data_.subarray(0, 3), ...yTrain.data_.subarray(-3)]).toEqual([5n, 0n, 4n, 8n, 4n, 8n])
      const counts = Array.from({ length: 10 }, (_, digit) =>
        [yTrain, yValid].map((y) => y.data_.filter((label) => Number(label) === digit).length),
      )
      expect(counts.map(([train]) => train)).toEqual([4932, 5678, 4968, 5101, 4859, 4506, 4951, 5175, 4842, 4988])
      expect(counts.map(([, valid]) => valid)).toEqual([991, 1064, 990, 1030, 983, 915, 967, 1090, 1009, 961])
      expect(yTest.data_.length).toBe(10000)
      const first = [0, 0, 0, 0.19140625, 0.9296875, 0.98828125, 0.98828125, 0.98828125, 0.98828125, 0.98828125]
      expect([...(xTrain.data_ as Float32Array).subarray(200, 210)]).toEqual(first)
    })

    test('is downloaded, cached, and mended when it is damaged', async () => {
      const server = await mirror((file, request, response) => send(readFileSync(join(given, file)), request, response))
      const options = { cache: temporaryFolder(), mirrors: [server.url] }
      const [first] = await getData(options)
      expect(server.requests).toHaveLength(4)
      const cached = await mnist({ ...options, download: false })
      expect(cached.source).toBe('cache')
      expect(same(cached.xTrain, first)).toBe(true)

      truncateSync(join(options.cache, `${mnistFiles.trainImages.name}.gz`), 5_000_000)
      const mended = await mnist(options)
      expect(mended.source).toBe('download')
      expect(server.requests).toHaveLength(5)
      expect(same(mended.xTrain, first)).toBe(true)
    })
  })
}

function statistics(x: Tensor): { mean: number; std: number } {
  const data = x.data_ as Float32Array
  let [sum, squares] = [0, 0]
  for (let i = 0; i < data.length; i++) {
    sum += data[i]
    squares += data[i] * data[i]
  }
  const mean = sum / data.length
  return { mean, std: Math.sqrt((squares - data.length * mean ** 2) / (data.length - 1)) }
}

const memory = ({ data_: data }: Tensor): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength)
const same = (a: Tensor, b: Tensor): boolean => memory(a).equals(memory(b))
