import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { cachedFiles } from '../../src/data/cache.js'
import { type MnistPart, mnistFiles, mnistMirrors } from '../../src/data/mnist-files.js'
import { RuntimeError } from '../../src/errors.js'
import { compressed, contents, files, images, temporaryFolder, writeSet } from './files.js'
import { type Behaviour, cut, cutLine, mirror, send } from './mirror.js'

const parts = Object.keys(mnistFiles) as MnistPart[]
const bytesOf = (file: string): Buffer => compressed[parts.find((part) => `${mnistFiles[part].name}.gz` === file)!]
const good: Behaviour = (file, request, response) => send(bytesOf(file), request, response)
const broken: Behaviour = (_file, _request, response) => response.writeHead(503, 'Service Unavailable').end()

// What a log would show of the downloads does not belong into the test's.
beforeEach(() => void vi.spyOn(process.stderr, 'write').mockImplementation(() => true))

const names = Object.values(mnistFiles).map(({ name }) => `${name}.gz`)
const stored = (folder: string): string[] => readdirSync(folder).sort()

test('every mirror is reached by https, and the checksums are SHA-256', () => {
  expect(mnistMirrors.length).toBeGreaterThan(1)
  for (const url of mnistMirrors) expect(url).toMatch(/^https:\/\/.*\/$/)
  for (const { sha256 } of Object.values(mnistFiles)) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
})

describe('an empty cache', () => {
  test('is filled from the first mirror, and used from then on', async () => {
    const cache = join(temporaryFolder(), 'deep', 'mnist')
    const server = await mirror(good)
    const first = await cachedFiles(parts, { cache, files, mirrors: [server.url] })
    expect(first.source).toBe('download')
    expect(first.contents).toEqual(contents)
    expect(stored(cache)).toEqual([...names].sort())

    const second = await cachedFiles(parts, { cache, files, mirrors: [server.url] })
    expect(second).toEqual({ contents, source: 'cache', folder: cache })
    expect(server.requests).toHaveLength(4)
  })

  test('gets the test files too when only the training files are asked for', async () => {
    const cache = temporaryFolder()
    const server = await mirror(good)
    await cachedFiles(['trainImages', 'trainLabels'], { cache, files, mirrors: [server.url] })
    expect(stored(cache)).toEqual([...names].sort())
  })

  test('is filled from the second mirror if the first one fails', async () => {
    const [first, second] = [await mirror(broken), await mirror(good)]
    const { contents: found } = await cachedFiles(parts, {
      cache: temporaryFolder(),
      files,
      mirrors: [first.url, second.url],
    })
    expect(found).toEqual(contents)
  })

  test('does not take a mirror for good that sends something else', async () => {
    const impostor = await mirror((_file, request, response) => send(gzipSync(images(60, 1)), request, response))
    const [cache, server] = [temporaryFolder(), await mirror(good)]
    const { contents: found } = await cachedFiles(parts, { cache, files, mirrors: [impostor.url, server.url] })
    expect(found).toEqual(contents)
    expect(stored(cache)).toEqual([...names].sort())
  })

  test('takes files that a server unpacks on their way', async () => {
    const unpacking = await mirror((file, _request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytesOf(file))
    })
    const cache = temporaryFolder()
    expect((await cachedFiles(parts, { cache, files, mirrors: [unpacking.url] })).contents).toEqual(contents)
    expect((await cachedFiles(parts, { cache, files, mirrors: [] })).source).toBe('cache')
  })

  test('stays empty if nothing can be had, and all that was tried is told', async () => {
    const [cache, server] = [temporaryFolder(), await mirror(broken)]
    const loading = cachedFiles(parts, { cache, files, mirrors: [server.url, 'http://127.0.0.1:1/'] })
    await expect(loading).rejects.toThrow(RuntimeError)
    await expect(loading).rejects.toThrow(
      /train-images-idx3-ubyte\.gz could not be downloaded \(127\.0\.0\.1:\d+: the server answers 503 Service Unavailable; 127\.0\.0\.1:1: .+\)$/,
    )
    expect(stored(cache)).toEqual([])
  })

  test('is not filled if downloading is switched off', async () => {
    const loading = cachedFiles(parts, {
      cache: temporaryFolder(),
      files,
      mirrors: ['http://127.0.0.1:1/'],
      download: false,
    })
    await expect(loading).rejects.toThrow('downloading is switched off')
  })
})

describe('a transfer that breaks off', () => {
  test('goes on where it stopped', async () => {
    let cuts = 2
    const server = await mirror((file, request, response) =>
      (file === names[0] && cuts-- > 0 ? cut : send)(bytesOf(file), request, response),
    )
    const cache = temporaryFolder()
    expect((await cachedFiles(parts, { cache, files, mirrors: [server.url] })).contents).toEqual(contents)
    const half = Math.ceil(compressed.trainImages.length / 2)
    const quarter = half + Math.ceil((compressed.trainImages.length - half) / 2)
    expect(server.requests.slice(0, 3)).toEqual([
      `GET ${names[0]}`,
      `GET ${names[0]} bytes=${half}-`,
      `GET ${names[0]} bytes=${quarter}-`,
    ])
    expect(stored(cache)).toEqual([...names].sort())
  })

  test('goes on in a later run, too', async () => {
    let working = false
    const server = await mirror((file, request, response) => {
      if (working) return send(bytesOf(file), request, response)
      // Too little to be worth a second attempt: the connection is cut at once.
      if (server.requests.length > 1) return void response.socket?.destroy()
      return cut(bytesOf(file), request, response)
    })
    const cache = temporaryFolder()
    await expect(cachedFiles(parts, { cache, files, mirrors: [server.url] })).rejects.toThrow(RuntimeError)
    working = true
    const before = server.requests.length
    expect((await cachedFiles(parts, { cache, files, mirrors: [server.url] })).contents).toEqual(contents)
    expect(server.requests[before]).toMatch(/bytes=\d+-$/)
    expect(stored(cache)).toEqual([...names].sort())
  })

  test('begins anew at a server that cannot go on', async () => {
    let cuts = 1
    const server = await mirror((file, request, response) => {
      if (file === names[0] && cuts-- > 0) return cut(bytesOf(file), request, response)
      response.writeHead(200).end(bytesOf(file))
    })
    expect((await cachedFiles(parts, { cache: temporaryFolder(), files, mirrors: [server.url] })).contents).toEqual(
      contents,
    )
  })

  test('begins anew if what was resumed turns out wrong', async () => {
    const cache = temporaryFolder()
    let wrong = 1
    const server = await mirror((file, request, response) => {
      const bytes = bytesOf(file)
      if (file !== names[0] || wrong-- <= 0) return send(bytes, request, response)
      return cut(Buffer.alloc(bytes.length, 7), request, response)
    })
    expect((await cachedFiles(parts, { cache, files, mirrors: [server.url] })).contents).toEqual(contents)
  })

  test('that had all the bytes is not asked for more', async () => {
    const cache = temporaryFolder()
    const server = await mirror((file, request, response) => {
      // The line is cut before the length announced, but after all of the file.
      if (file === names[0] && server.requests.length === 1) {
        response.writeHead(200, { 'content-length': bytesOf(file).length + 1 })
        return void response.write(bytesOf(file), () => cutLine(response))
      }
      return send(bytesOf(file), request, response)
    })
    expect((await cachedFiles(parts, { cache, files, mirrors: [server.url] })).contents).toEqual(contents)
  })

  test('a server that stops answering is given up', async () => {
    const silent = await mirror(() => {})
    const stalling = await mirror((file, _request, response) => {
      response.writeHead(200, { 'content-length': bytesOf(file).length }).write(bytesOf(file).subarray(0, 3))
    })
    const loading = cachedFiles(parts, {
      cache: temporaryFolder(),
      files,
      mirrors: [silent.url, stalling.url],
      connectTimeout: 60,
      stallTimeout: 60,
    })
    await expect(loading).rejects.toThrow(/no answer for 0\.06 s; .*the transfer stopped for 0\.06 s/)
  })
})

describe('a damaged cache', () => {
  const path = (cache: string) => join(cache, names[0])
  test.each<[string, (cache: string) => void]>([
    ['truncated', (cache) => truncateSync(path(cache), compressed.trainImages.length - 9)],
    ['empty', (cache) => truncateSync(path(cache), 0)],
    [
      'one bit wrong',
      (cache) => {
        const bytes = readFileSync(path(cache))
        bytes[bytes.length >> 1] ^= 1
        writeFileSync(path(cache), bytes)
      },
    ],
    ['another file of the same form', (cache) => writeFileSync(path(cache), gzipSync(images(60, 3)))],
    [
      'announcing 4 GB',
      (cache) => {
        const bytes = readFileSync(path(cache))
        bytes.fill(0xff, bytes.length - 4)
        writeFileSync(path(cache), bytes)
      },
    ],
  ])('%s: that file is fetched again, the others are not', async (_name, damage) => {
    const cache = temporaryFolder()
    writeSet(cache)
    damage(cache)
    const server = await mirror(good)
    const loaded = await cachedFiles(parts, { cache, files, mirrors: [server.url] })
    expect(loaded).toEqual({ contents, source: 'download', folder: cache })
    expect(server.requests).toEqual([`GET ${names[0]}`])
    expect(readFileSync(path(cache)).equals(compressed.trainImages)).toBe(true)
  })

  test('is an error offline, and what is left is kept', async () => {
    const cache = temporaryFolder()
    writeSet(cache)
    truncateSync(path(cache), 100)
    await expect(cachedFiles(parts, { cache, files, mirrors: [] })).rejects.toThrow('could not be downloaded')
    expect(stored(cache)).toEqual([...names].sort())
  })
})

test('of several that ask at once, one downloads and the others wait', async () => {
  const cache = temporaryFolder()
  const server = await mirror(good)
  const loads = await Promise.all([1, 2, 3].map(() => cachedFiles(parts, { cache, files, mirrors: [server.url] })))
  for (const { contents: found } of loads) expect(found).toEqual(contents)
  expect(loads.map(({ source }) => source).sort()).toEqual(['cache', 'cache', 'download'])
  expect(server.requests).toHaveLength(4)
  expect(existsSync(join(cache, '.lock'))).toBe(false)
})

test('a lock that a dead program left is taken over', async () => {
  const cache = temporaryFolder()
  mkdirSync(join(cache, '.lock'))
  utimesSync(join(cache, '.lock'), new Date(0), new Date(0))
  const server = await mirror(good)
  expect((await cachedFiles(parts, { cache, files, mirrors: [server.url] })).source).toBe('download')
})

test('a cache that cannot be written is done without', async () => {
  const folder = temporaryFolder()
  // A file where the folder should be: not even root can write there.
  const cache = join(folder, 'file', 'mnist')
  writeFileSync(join(folder, 'file'), '')
  chmodSync(folder, 0o700)
  const server = await mirror(good)
  expect((await cachedFiles(parts, { cache, files, mirrors: [server.url] })).contents).toEqual(contents)
})
