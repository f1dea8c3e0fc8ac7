import { Tensor } from '../tensor.js'
import { type DigitBytes, PIXELS } from './mnist-files.js'

/** Images and labels as they were read: bytes of an IDX file, or the numbers of a pickle. */
export type Digits = DigitBytes | { images: Float32Array; labels: BigInt64Array }

/** The parts of the data, as far as they were asked for. */
export interface DigitSets {
  train: Digits
  valid: Digits
  test?: Digits
}

/** Images as the seeds have them, byte/256 in float32, and labels in int64. */
export function toTensors({ images, labels }: Digits): [x: Tensor, y: Tensor] {
  return [
    Tensor.own(images instanceof Float32Array ? images : toFloats(images), 'float32', [labels.length, PIXELS]),
    Tensor.own(labels instanceof BigInt64Array ? labels : toInt64(labels), 'int64', [labels.length]),
  ]
}

/** Part the training file as the seeds do: of 60,000 the last 10,000 are for validation, of others the last sixth. */
export function splitValid({ images, labels }: DigitBytes): { train: DigitBytes; valid: DigitBytes } {
  const count = labels.length - Math.round(labels.length / 6)
  return {
    train: { images: images.subarray(0, count * PIXELS), labels: labels.subarray(0, count) },
    valid: { images: images.subarray(count * PIXELS), labels: labels.subarray(count) },
  }
}

function toFloats(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.length)
  for (let i = 0; i < floats.length; i++) floats[i] = bytes[i] * (1 / 256)
  return floats
}

function toInt64(bytes: Uint8Array): BigInt64Array {
  const integers = new BigInt64Array(bytes.length)
  for (let i = 0; i < integers.length; i++) integers[i] = BigInt(bytes[i])
  return integers
}
