import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { type MnistFile, type MnistPart, mnistFiles } from '../../src/data/mnist-files.js'

/** An IDX file of bytes. */
export function idx(shape: number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.writeUInt8(0x08, 2)
  header.writeUInt8(shape.length, 3)
  for (const [i, n] of shape.entries()) header.writeUInt32BE(n, 4 + 4 * i)
  return Buffer.concat([header, data])
}

/** Digits of 28 × 28 that count up. */
export const images = (n: number, first = 0): Buffer =>
  idx(
    [n, 28, 28],
    Uint8Array.from({ length: n * 784 }, (_, i) => (first + i * 7) % 256),
  )
export const labels = (n: number): Buffer =>
  idx(
    [n],
    Uint8Array.from({ length: n }, (_, i) => i % 10),
  )

/** A small set in the place of MNIST: 60 digits for training and validation, 12 for testing. */
export const contents: Record<MnistPart, Buffer> = {
  trainImages: images(60),
  trainLabels: labels(60),
  testImages: images(12, 99),
  testLabels: labels(12),
}

export const compressed = Object.fromEntries(
  Object.entries(contents).map(([part, bytes]) => [part, gzipSync(bytes)]),
) as Record<MnistPart, Buffer>

/** The table of files that describes the small set. */
export const files = Object.fromEntries(
  Object.entries(mnistFiles).map(([part, file]) => {
    const content = contents[part as MnistPart]
    const sha256 = createHash('sha256').update(content).digest('hex')
    return [part, { ...file, sha256, bytes: compressed[part as MnistPart].length }]
  }),
) as Record<MnistPart, MnistFile>

/** A folder that goes away after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tsgrad-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The small set, as a user's folder would hold it. */
export function writeSet(folder: string, { gz = true } = {}): void {
  for (const part of Object.keys(mnistFiles) as MnistPart[])
    writeFileSync(join(folder, mnistFiles[part].name + (gz ? '.gz' : '')), gz ? compressed[part] : contents[part])
}
