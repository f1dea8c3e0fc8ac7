type Listener = (...args: unknown[]) => void

/**
 * These listeners of `process` stay, whatever a cell takes away: without them the next uncaught error would end the kernel.
 * Test runners and tidy programs do remove all that they find.
 */
export function keepListeners(own: ReadonlyMap<string | symbol, Listener>): { release(): void } {
  const { removeAllListeners, removeListener } = process
  // Node's own, which make signals work, and the kernel's for a SIGINT and the end: they go only with all others.
  const present = process.eventNames().flatMap((event) =>
    (process.rawListeners(event as string) as Listener[])
      .filter((listener) => !('listener' in listener)) // one of `once`
      .map((listener): [string | symbol, Listener] => [event, listener]),
  )
  process.removeAllListeners = ((...events: [(string | symbol)?]): NodeJS.Process => {
    removeAllListeners.apply(process, events as [string])
    for (const [event, listener] of events.length > 0 ? own : [...present, ...own])
      if (!process.listeners(event as 'exit').includes(listener)) process.on(event as string, listener)
    return process
  }) as typeof process.removeAllListeners
  const remove = (event: string | symbol, listener: Listener): NodeJS.Process => {
    if (own.get(event) !== listener) removeListener.call(process, event, listener)
    return process
  }
  process.removeListener = remove as typeof process.removeListener
  process.off = remove as typeof process.off
  return {
    release() {
      // What is inherited shows again.
      for (const name of ['removeAllListeners', 'removeListener', 'off']) Reflect.deleteProperty(process, name)
    },
  }
}
