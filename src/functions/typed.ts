/**
 * The typed face of an op: its implementation takes and gives plain tensors, its type computes their shapes. The free
 * functions are written out, one export each with the method's documentation, because an editor shows only what stands at
 * the declaration; a test compares both.
 */
export const typed = <F>(op: (...args: never[]) => unknown): F => op as unknown as F
