import type { Cells } from './cells.js'
import { SystemExit } from './traceback.js'

/**
 * `process.exit` of a cell ends the cell, as Python's `sys.exit` does; the kernel's own still ends the process.
 * And a cell that loads an ES module by `require` gets no warning that Node can do so.
 */
export function shieldProcess(cells: Cells): { release(): void } {
  const { exit, emitWarning } = process
  process.exit = (code?: number | string | null): never => {
    const cell = cells.current
    if (!cell) return exit.call(process, code)
    const ended = new SystemExit(Number(code ?? process.exitCode ?? 0))
    process.exitCode = undefined
    cell.exitCode = ended.exitCode
    cell.stop(ended) // a cell that waits ends now, and one that catches what is thrown here ends as well
    throw ended
  }
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message
    if (OWN_MEANS.test(text) && rest.some(isExperimental)) return
    ;(emitWarning as (...args: unknown[]) => void).call(process, warning, ...rest)
  }) as typeof process.emitWarning
  // Node's own listener writes to the descriptor, where nobody looks.
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  const warn = ({ name, message }: Error): void => {
    // A promise that a later cell awaits is nothing to warn of.
    if (name !== 'PromiseRejectionHandledWarning') process.stderr.write(`${name}: ${message}\n`)
  }
  process.on('warning', warn)
  return {
    release() {
      process.off('warning', warn)
      for (const listener of listeners) process.on('warning', listener)
      process.exit = exit
      process.emitWarning = emitWarning
    },
  }
}

/** How the session itself loads modules; nothing that the user could change. */
const OWN_MEANS = /\brequire\(\)|require\(esm\)|ES Module|USE_MAIN_CONTEXT_DEFAULT_LOADER/

function isExperimental(argument: unknown): boolean {
  return argument === 'ExperimentalWarning' || (argument as { type?: unknown } | null)?.type === 'ExperimentalWarning'
}
