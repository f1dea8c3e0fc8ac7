import { hash } from 'node:crypto'
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RuntimeError } from '../errors.js'
import { type DownloadOptions, download, partName } from './download.js'
import { decompress } from './gzip.js'
import { type MnistFile, type MnistPart, mnistFiles, mnistMirrors } from './mnist-files.js'
import { type Progress, startProgress } from './progress.js'

export interface CacheOptions extends Pick<DownloadOptions, 'connectTimeout' | 'stallTimeout'> {
  /** The folder for downloaded files. Default: `tsgrad/mnist` in the user's cache. */
  cache?: string
  /** Addresses of folders that hold the files, tried in order. */
  mirrors?: readonly string[]
  /** May files be downloaded? Default true. */
  download?: boolean
  /** The files to expect. @internal */
  files?: Record<MnistPart, MnistFile>
}

/** Contents of files, decompressed and checked. */
export interface CachedFiles {
  contents: Record<MnistPart, Uint8Array>
  source: 'cache' | 'download'
  folder: string
}

/**
 * The contents of the files named by `parts`, from the cache, and whatever lacks or is damaged there from the web.
 * Several programs may ask at once: one downloads, the others wait for it.
 *
 * Errors: RuntimeError with all that was tried, if a file cannot be had.
 */
export async function cachedFiles(parts: readonly MnistPart[], options: CacheOptions = {}): Promise<CachedFiles> {
  const { files = mnistFiles, mirrors = mnistMirrors } = options
  const folder = options.cache ?? (await userCache())
  const contents = {} as Record<MnistPart, Uint8Array>
  const lacking = async (among: readonly MnistPart[]): Promise<MnistPart[]> => {
    const wanted = among.filter((part) => !contents[part])
    const found = await Promise.all(wanted.map((part) => readChecked(folder, files[part])))
    for (const [i, part] of wanted.entries()) if (found[i]) contents[part] = found[i]
    return wanted.filter((part) => !contents[part])
  }
  if ((await lacking(parts)).length === 0) return { contents, source: 'cache', folder }
  if (options.download === false) throw new RuntimeError(`${folder} lacks files, and downloading is switched off`)

  const source = await withFolder(folder, async (target) => {
    // All four: whoever has the training files shall have the test files too, also offline. Another program may have
    // brought them meanwhile.
    const missing = await lacking(Object.keys(files) as MnistPart[])
    const sizes = missing.map((part) => files[part].bytes)
    const progress =
      missing.length > 0
        ? await startProgress(
            'MNIST',
            sizes.reduce((a, b) => a + b, 0),
          )
        : undefined
    try {
      for (const [i, part] of missing.entries()) {
        const before = sizes.slice(0, i).reduce((a, b) => a + b, 0)
        contents[part] = await fetchFile(files[part], target, mirrors, options, progress, before)
      }
    } catch (error) {
      progress?.end('MNIST: the download failed')
      throw error
    }
    progress?.end(target === folder ? `MNIST: downloaded to ${folder}` : 'MNIST: downloaded, and not kept')
    return progress ? 'download' : 'cache'
  })
  return { contents, source, folder }
}

/** The user's own cache folder, by the rules of the platform. */
async function userCache(): Promise<string> {
  const { default: envPaths } = await import('env-paths')
  return join(envPaths('tsgrad', { suffix: '' }).cache, 'mnist')
}

const fileName = ({ name }: MnistFile): string => `${name}.gz`

/** The content of a cached file; `undefined` if it is not there or not what it should be. */
async function readChecked(folder: string, file: MnistFile): Promise<Uint8Array | undefined> {
  const path = join(folder, fileName(file))
  try {
    return await checked(await readFile(path), file, path)
  } catch {
    return undefined
  }
}

/** Errors: RuntimeError if the content is not the one that was published. */
async function checked(bytes: Uint8Array, file: MnistFile, path: string): Promise<Uint8Array> {
  const content = await decompress(bytes, path)
  if (hash('sha256', content) !== file.sha256) throw new RuntimeError(`${path}: the checksum does not match`)
  return content
}

/** From the first mirror that gives the right content. It is checked before it gets its name in the cache. */
async function fetchFile(
  file: MnistFile,
  folder: string,
  mirrors: readonly string[],
  options: CacheOptions,
  progress: Progress | undefined,
  before: number,
): Promise<Uint8Array> {
  const failures = new Map<string, string>()
  for (const mirror of mirrors) {
    const url = new URL(fileName(file), mirror).href
    const part = join(folder, partName(fileName(file), url))
    // A second time from the beginning, if what had been resumed turns out wrong.
    for (const clean of [false, true]) {
      try {
        const onBytes = (bytes: number) => progress?.at(before + Math.min(bytes, file.bytes))
        await download(url, part, { ...options, onBytes })
      } catch (error) {
        failures.set(new URL(url).host, (error as Error).message)
        break
      }
      try {
        const content = await checked(await readFile(part), file, 'what it sends')
        await rename(part, join(folder, fileName(file)))
        return content
      } catch (error) {
        await rm(part, { force: true })
        if (clean) failures.set(new URL(url).host, (error as Error).message)
      }
    }
  }
  const tried = Array.from(failures, ([host, why]) => `${host}: ${why}`).join('; ')
  throw new RuntimeError(`${fileName(file)} could not be downloaded (${tried || 'no mirror was named'})`)
}

/** A waiting program looks again after these times, ms, for some ten minutes in all: a slow line's download. */
const LOCK_RETRIES = { retries: 330, factor: 1.1, minTimeout: 200, maxTimeout: 2000 }

/**
 * Run `work` with the folder, as the only program; or with a folder of its own for this once, if nobody may write there.
 */
async function withFolder<T>(folder: string, work: (target: string) => Promise<T>): Promise<T> {
  if (!(await isWritable(folder))) {
    const temporary = await mkdtemp(join(tmpdir(), 'tsgrad-mnist-'))
    try {
      return await work(temporary)
    } finally {
      await rm(temporary, { recursive: true, force: true })
    }
  }
  const { default: lockfile } = await import('proper-lockfile')
  const release = await lockfile.lock(folder, {
    lockfilePath: join(folder, '.lock'),
    retries: LOCK_RETRIES,
    // A program that was held up for long may lose its lock. Both then download, and each checks what it got.
    onCompromised: () => {},
  })
  try {
    return await work(folder)
  } finally {
    await release().catch(() => {})
  }
}

const isWritable = (folder: string): Promise<boolean> =>
  mkdir(folder, { recursive: true })
    .then(() => access(folder, constants.W_OK))
    .then(
      () => true,
      () => false,
    )
