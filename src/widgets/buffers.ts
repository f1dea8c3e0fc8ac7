/**
 * Bytes in a widget's state travel beside the message: taken out of the JSON, with the path to each.
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */

/** Keys of objects and indices of arrays that lead to a place in a state. */
export type BufferPath = (string | number)[]

export interface SplitState {
  /** The state without its bytes: keys left out of objects, null in arrays. */
  state: Record<string, unknown>
  paths: BufferPath[]
  buffers: Uint8Array[]
}

export function splitBuffers(state: Record<string, unknown>): SplitState {
  const paths: BufferPath[] = []
  const buffers: Uint8Array[] = []
  const walk = (value: unknown, path: BufferPath): unknown => {
    const bytes = bytesOf(value)
    if (bytes) {
      paths.push(path)
      buffers.push(bytes)
      return undefined
    }
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]) ?? null)
    if (!isPlain(value)) return value
    const entries = Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])] as const)
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
  }
  return { state: walk(state, []) as Record<string, unknown>, paths, buffers }
}

/** Puts bytes back where they were. A path that leads nowhere is left out: the state is the front end's. */
export function joinBuffers(
  state: Record<string, unknown>,
  paths: readonly BufferPath[],
  buffers: readonly Uint8Array[],
): Record<string, unknown> {
  const whole = structuredClone(state)
  paths.forEach((path, i) => {
    const last = path.at(-1)
    let at: unknown = whole
    for (const key of path.slice(0, -1))
      at =
        typeof at === 'object' && at !== null && Object.hasOwn(at, key)
          ? (at as Record<string | number, unknown>)[key]
          : undefined
    if (typeof at !== 'object' || at === null || last === undefined || last === '__proto__') return
    ;(at as Record<string | number, unknown>)[last] = buffers[i]
  })
  return whole
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
