import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RuntimeError, ValueError } from '../errors.js'
import { type DigitSets, type Digits, splitValid } from './digits.js'
import { decompress } from './gzip.js'
import { idxImages, idxLabels, pair } from './idx.js'
import { type DigitBytes, type MnistPart, mnistFiles, PIXELS } from './mnist-files.js'

/**
 * Digits from a place that the user names: a folder with the four IDX files, compressed or not, or with `mnist.pkl.gz`;
 * or such a pickle itself. They need not be MNIST's own: any digits of 28 × 28 will do.
 *
 * Errors: RuntimeError if the file is not there, ValueError if it is damaged or of another format; both name it.
 */
export async function readLocal(path: string, withTest: boolean): Promise<DigitSets> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new RuntimeError(`${path}: no such file or folder`)
  if (!found.isDirectory()) return readPickle(path, withTest)
  const pickle = ['mnist.pkl.gz', 'mnist.pkl'].map((name) => join(path, name)).find(existsSync)
  if (pickle !== undefined) return readPickle(pickle, withTest)
  const folder = PLACES.map((place) => join(path, place)).find((place) => locate(place, 'trainImages'))
  if (folder === undefined)
    throw new RuntimeError(`${path}: holds neither mnist.pkl.gz nor ${mnistFiles.trainImages.name}.gz`)
  const [train, test] = await Promise.all([
    readPair(folder, 'trainImages', 'trainLabels'),
    withTest ? readPair(folder, 'testImages', 'testLabels') : undefined,
  ])
  return { ...splitValid(train), test }
}

/** The folder itself, and where other libraries keep the files within it. */
const PLACES = ['.', 'raw', 'MNIST/raw']

async function readPair(folder: string, images: MnistPart, labels: MnistPart): Promise<DigitBytes> {
  const [imagesPath, labelsPath] = [images, labels].map((part) => {
    const found = locate(folder, part)
    if (found === undefined) throw new RuntimeError(`${join(folder, `${mnistFiles[part].name}.gz`)}: no such file`)
    return found
  })
  const [x, y] = await Promise.all([imagesPath, labelsPath].map(async (path) => decompress(await readFile(path), path)))
  return pair(idxImages(x, imagesPath), idxLabels(y, labelsPath), imagesPath)
}

function locate(folder: string, part: MnistPart): string | undefined {
  const { name } = mnistFiles[part]
  // Some archives spell it with a dot.
  const names = [name, name.replace('-idx', '.idx')].flatMap((n) => [`${n}.gz`, n])
  return names.map((n) => join(folder, n)).find(existsSync)
}

async function readPickle(path: string, withTest: boolean): Promise<DigitSets> {
  // Loaded on demand: few have a pickle.
  const { NdArray, unpickleArrays } = await import('./pickle.js')
  const sets = unpickleArrays(await decompress(await readFile(path), path), path)
  if (!Array.isArray(sets) || sets.length < 2 || !sets.every((set) => Array.isArray(set) && set.length === 2))
    throw new ValueError(`${path}: expected ((images, labels), (images, labels), …)`)

  const numbers = <T>(array: unknown, dtype: string, shape: string, make: (bytes: ArrayBuffer) => T): T => {
    if (!(array instanceof NdArray)) throw new ValueError(`${path}: expected numpy arrays`)
    const fits = array.dtype === dtype && (shape === '(n)' ? array.shape.length === 1 : array.shape[1] === PIXELS)
    if (!fits)
      throw new ValueError(`${path}: expected ${dtype} ${shape}, found ${array.dtype} (${array.shape.join(', ')})`)
    // A copy of its own: elements lie anywhere in a pickle, typed arrays need them aligned.
    return make(Uint8Array.prototype.slice.call(array.bytes).buffer as ArrayBuffer)
  }
  const digits = ([images, labels]: unknown[]): Digits => {
    const x = numbers(images, 'f4', `(n, ${PIXELS})`, (bytes) => new Float32Array(bytes))
    const y = numbers(labels, 'i8', '(n)', (bytes) => new BigInt64Array(bytes))
    if (x.length !== y.length * PIXELS)
      throw new ValueError(`${path}: ${x.length / PIXELS} images, but ${y.length} labels`)
    return { images: x, labels: y }
  }
  if (withTest && sets.length < 3) throw new ValueError(`${path}: holds no test set`)
  return { train: digits(sets[0]), valid: digits(sets[1]), test: withTest ? digits(sets[2]) : undefined }
}
