/** PyTorch's error classes, as far as JavaScript lacks them. `TypeError` is JavaScript's own. */

/** What PyTorch raises when tensors do not fit together. */
export class RuntimeError extends Error {
  override readonly name: string = 'RuntimeError'
}

/** An index or a dimension that is out of range. */
export class IndexError extends Error {
  override readonly name: string = 'IndexError'
}

/** A value of the right type that makes no sense. */
export class ValueError extends Error {
  override readonly name: string = 'ValueError'
}
