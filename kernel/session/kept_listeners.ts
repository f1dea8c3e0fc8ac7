type Listener = (...args: unknown[]) => void

/**
 * What listens to `process` now stays, whatever a cell takes away: without the kernel's own listeners the next uncaught
 * error would end the process. Test runners and tidy programs do remove all of them.
 *
 * `removeAllListeners('SIGINT')` is let through: Node does so itself around a script that SIGINT may break.
 */
export function keepListeners(): { release(): void } {
  const { removeAllListeners, removeListener } = process
  const kept = new Map(
    process.eventNames().map((event) => [event, process.rawListeners(event as string) as Listener[]]),
  )
  const restore = (event: string | symbol): void => {
    const there = process.rawListeners(event as string)
    for (const listener of kept.get(event) ?? []) if (!there.includes(listener)) process.on(event as string, listener)
  }
  process.removeAllListeners = ((event?: string | symbol): NodeJS.Process => {
    if (event === undefined) {
      removeAllListeners.call(process)
      for (const each of kept.keys()) restore(each)
    } else {
      removeAllListeners.call(process, event)
      if (event !== 'SIGINT') restore(event)
    }
    return process
  }) as typeof process.removeAllListeners
  const remove = (event: string | symbol, listener: Listener): NodeJS.Process => {
    if (kept.get(event)?.includes(listener) !== true) removeListener.call(process, event, listener)
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
