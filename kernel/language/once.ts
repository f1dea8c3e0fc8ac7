/** A function that does its work at the first call, and keeps the result instead of what made it. */
export function once<T>(work: () => T): () => T {
  let undone: (() => T) | undefined = work
  let result: T
  return () => {
    if (undone) {
      result = undone()
      undone = undefined
    }
    return result
  }
}
