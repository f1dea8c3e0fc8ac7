/** How often a kernel looks whether its parent still lives, ms. */
const INTERVAL_MS = 1000

/**
 * Calls `orphaned` once the process that started the kernel is gone: nobody else would ever end it. Watched only if
 * the parent asks for it by `JPY_PARENT_PID`, as Jupyter's managers do; a kernel started by hand may outlive its shell.
 * @returns a function that stops watching.
 */
export function watchParent(orphaned: () => void, environment = process.env): () => void {
  const manager = Number(environment.JPY_PARENT_PID)
  if (!Number.isInteger(manager) || manager <= 1) return () => {}
  // The manager may have started us through a shell or a wrapper: either one's end counts.
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(manager)) return
    clearInterval(timer)
    orphaned()
  }, INTERVAL_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
