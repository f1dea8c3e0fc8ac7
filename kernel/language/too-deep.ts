/**
 * The compiler walks the tree by recursion: a cell that is nested some thousand levels deep takes more stack than there is.
 * That is the cell's mistake, not the kernel's.
 */
export function unlessTooDeep<Answer>(walk: () => Answer, otherwise: () => Answer): Answer {
  try {
    return walk()
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) return otherwise()
    throw error
  }
}

export const TOO_DEEP = 'The cell is nested too deeply: the compiler has no more stack for it.'
