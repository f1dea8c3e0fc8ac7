import type { Tensor } from '../tensor.js'
import type { CacheOptions } from './cache.js'
import { type DigitSets, splitValid, toTensors } from './digits.js'
import { idxImages, idxLabels, pair } from './idx.js'
import type { DigitBytes, MnistPart } from './mnist-files.js'

export interface MnistOptions extends Omit<CacheOptions, 'files'> {
  /**
   * A folder with the four IDX files or with `mnist.pkl.gz`, or such a pickle. Default: what the environment variable
   * `TSGRAD_DATA` names, if it is set.
   */
  path?: string
}

/** Where digits came from. `'drawn'`: MNIST could not be had, and digits were drawn instead. */
export type MnistSource = 'path' | 'env' | 'cache' | 'download' | 'drawn'

/** Handwritten digits: images as `[n, 784]` float32 from 0 up to, but not including, 1, and labels as `[n]` int64. */
export interface Mnist {
  xTrain: Tensor<[50000, 784]>
  yTrain: Tensor<[50000]>
  xValid: Tensor<[10000, 784]>
  yValid: Tensor<[10000]>
  xTest: Tensor<[10000, 784]>
  yTest: Tensor<[10000]>
  source: MnistSource
  /** The file or folder they were read from. */
  path?: string
}

/**
 * The MNIST digits: 50,000 for training, 10,000 for validation (the last of the training file), 10,000 for testing.
 * Pixels are byte/256, so that the training set has mean 0.1304 and standard deviation 0.3073.
 *
 * They come from `path` or `TSGRAD_DATA`, else from the user's cache, else from the web. Offline, with nothing in the
 * cache, a notice is given and digits are drawn instead, of the same shapes and the same every time.
 *
 * Errors: if the user named a file, RuntimeError where it is missing, ValueError where it is damaged or of another format.
 *
 * @example
 * const digits = await data.mnist()
 * display(digits.source)
 */
export async function mnist(options: MnistOptions = {}): Promise<Mnist> {
  const { sets, source, path } = await load(options, true)
  const [xTest, yTest] = toTensors(sets.test!)
  const [xTrain, yTrain, xValid, yValid] = tensors(sets)
  return { xTrain, yTrain, xValid, yValid, xTest, yTest, source, path }
}

/** What `getData` gives: images and labels for training and for validation. */
export type TrainingData = [
  xTrain: Tensor<[50000, 784]>,
  yTrain: Tensor<[50000]>,
  xValid: Tensor<[10000, 784]>,
  yValid: Tensor<[10000]>,
]

/**
 * The training and validation sets of MNIST: `const [xTrain, yTrain, xValid, yValid] = await getData()`.
 * `mnist` says where they come from, and gives the test set too.
 *
 * @example
 * const { trainX, trainY } = await data.getData()
 */
export async function getData(options: MnistOptions = {}): Promise<TrainingData> {
  const { sets } = await load(options, false)
  return tensors(sets)
}

const tensors = ({ train, valid }: DigitSets): TrainingData =>
  [...toTensors(train), ...toTensors(valid)] as TrainingData

interface Loaded {
  sets: DigitSets
  source: MnistSource
  path?: string
}

async function load(options: MnistOptions, withTest: boolean): Promise<Loaded> {
  const named = options.path ?? process.env.TSGRAD_DATA
  if (named) {
    const { readLocal } = await import('./local.js')
    return { sets: await readLocal(named, withTest), source: options.path ? 'path' : 'env', path: named }
  }
  try {
    return await loadCached(options, withTest)
  } catch (error) {
    notice(error as Error)
    return { sets: await drawnSets(withTest), source: 'drawn' }
  }
}

const TRAIN = ['trainImages', 'trainLabels'] as const
const TEST = ['testImages', 'testLabels'] as const

async function loadCached(options: CacheOptions, withTest: boolean): Promise<Loaded> {
  const { cachedFiles } = await import('./cache.js')
  const { contents, source, folder } = await cachedFiles(withTest ? [...TRAIN, ...TEST] : TRAIN, options)
  const digits = (images: MnistPart, labels: MnistPart): DigitBytes =>
    pair(idxImages(contents[images], images), idxLabels(contents[labels], labels), folder)
  return {
    sets: { ...splitValid(digits(...TRAIN)), test: withTest ? digits(...TEST) : undefined },
    source,
    path: folder,
  }
}

async function drawnSets(withTest: boolean): Promise<DigitSets> {
  const { drawnDigits } = await import('./drawn.js')
  return {
    train: drawnDigits(50000, 1),
    valid: drawnDigits(10000, 2),
    test: withTest ? drawnDigits(10000, 3) : undefined,
  }
}

let noticed = false

/** Once is enough: lessons ask for the data again and again. */
function notice(error: Error): void {
  if (noticed) return
  noticed = true
  console.warn(
    `MNIST is not in the cache, and ${error.message}.\n` +
      'These are drawn digits instead: everything runs, figures differ. ' +
      'Set TSGRAD_DATA to a folder with the four files, or try again online.',
  )
}
