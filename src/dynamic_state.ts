/** Saves a state; what it returns puts the state back. */
export type SaveState = () => () => void

const KEY = Symbol.for('tsgrad.dynamicState')

/**
 * State that holds while a function runs, such as "gradients are off", is put back when the function ends, whatever
 * happens, but for one thing: a cell that is interrupted is cut off, and its `finally` does not run. State registered here
 * is saved when a cell starts and put back when it is interrupted.
 */
export function restoreOnInterrupt(save: SaveState): void {
  const holder = globalThis as { [KEY]?: Set<SaveState> }
  holder[KEY] ??= new Set()
  holder[KEY].add(save)
}

/** Saves all registered state; the result puts it back. */
export function saveDynamicState(): () => void {
  const savers = (globalThis as { [KEY]?: Set<SaveState> })[KEY] ?? []
  const restorers = [...savers].map((save) => save())
  return () => {
    for (const restore of restorers) restore()
  }
}
