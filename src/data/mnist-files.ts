/**
 * The four files of MNIST (Y. LeCun, C. Cortes, C. Burges). Mirrors compress them differently, so a checksum is of the
 * decompressed file.
 */
export interface MnistFile {
  name: string
  /** How many images or labels it holds. */
  count: number
  kind: 'images' | 'labels'
  /** Of the decompressed file. */
  sha256: string
  /** Of the compressed file as it was first published; for the progress bar alone. */
  bytes: number
}

export const mnistFiles = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    count: 60000,
    kind: 'images',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    bytes: 9912422,
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    count: 60000,
    kind: 'labels',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    bytes: 28881,
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    count: 10000,
    kind: 'images',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    bytes: 1648877,
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    count: 10000,
    kind: 'labels',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    bytes: 4542,
  },
} as const satisfies Record<string, MnistFile>

export type MnistPart = keyof typeof mnistFiles

/** Folders on the web that hold the four files, each with `.gz` at its end. */
export const mnistMirrors: readonly string[] = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://raw.githubusercontent.com/fgnt/mnist/master/',
]

/** Pixels of an image. */
export const SIDE = 28
export const PIXELS = SIDE * SIDE

/** Images and labels as bytes. */
export interface DigitBytes {
  /** `n × 784` pixels, 0…255. */
  images: Uint8Array
  /** `n` labels. */
  labels: Uint8Array
}
