/**
 * Stop the code that the main thread runs. Synchronous code of a cell runs under `vm`'s `breakOnSigint`, which a
 * SIGINT ends within milliseconds, its state kept; elsewhere the signal reaches the main thread's own listeners.
 * One function, so that a stronger mechanism can take its place.
 */
export function interruptMainThread(): void {
  process.kill(process.pid, 'SIGINT')
}
