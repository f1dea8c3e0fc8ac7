const M = 0x5bd1e995

/**
 * MurmurHash2, 32 bits, over the UTF-8 bytes: JupyterLab names the file of a cell by it.
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash2.cpp
 */
export function murmur2(text: string, seed: number): number {
  const bytes = Buffer.from(text, 'utf8')
  let hash = (seed ^ bytes.length) >>> 0
  let at = 0
  for (; at + 4 <= bytes.length; at += 4) {
    let word = Math.imul(bytes.readUInt32LE(at), M)
    word = Math.imul(word ^ (word >>> 24), M)
    hash = Math.imul(hash, M) ^ word
  }
  const left = bytes.length - at
  if (left > 0) {
    hash ^= bytes.readUIntLE(at, left)
    hash = Math.imul(hash, M)
  }
  hash = Math.imul(hash ^ (hash >>> 13), M)
  return (hash ^ (hash >>> 15)) >>> 0
}
