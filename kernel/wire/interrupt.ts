import { sessionAddon } from '../session_addon.js'

/**
 * Stop the code that the main thread runs. Where the addon is missing by SIGINT: synchronous code of a cell runs under `vm`'s
 * `breakOnSigint`, elsewhere the signal reaches the main thread's own listeners.
 */
export function interruptMainThread(): void {
  const addon = sessionAddon()
  if (addon) addon.interrupt()
  else process.kill(process.pid, 'SIGINT')
}
