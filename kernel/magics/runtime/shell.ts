import { AsyncResource } from 'node:async_hooks'
import type { ChildProcess } from 'node:child_process'
import type { MagicCell } from './session.js'

/** After so many ms what still runs gets a harder signal; a shell's background jobs do not hear the first. */
const TERMINATE_MS = 150
const KILL_MS = 1500

/** A script ended with another status than 0. */
export class CalledProcessError extends Error {
  override readonly name = 'CalledProcessError'

  constructor(
    command: string,
    readonly exitCode: number,
  ) {
    super(`'${command}' ended with status ${exitCode}`)
  }
}

export interface CommandOptions {
  /** Each text as it comes, in the context of the cell. */
  onText(stream: 'stdout' | 'stderr', text: string): void
}

const alive = new Set<ChildProcess>()

/**
 * Runs a program to its end. It leads a process group of its own, so that an interrupt reaches whatever it started, and
 * none outlives the kernel.
 * @returns its exit status; 128 and the signal's number where one ended it, as shells have it
 * Errors: Error where the program cannot be started
 */
export async function runProgram(
  cell: MagicCell | undefined,
  program: string,
  args: readonly string[],
  { onText }: CommandOptions,
): Promise<number> {
  const { spawn } = process.getBuiltinModule('node:child_process')
  const { constants } = process.getBuiltinModule('node:os')
  const grouped = process.platform !== 'win32'
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: grouped, windowsHide: true })
  if (alive.size === 0) process.on('exit', endAll)
  alive.add(child)
  const group = {}
  cell?.left.set(group, () => {
    stop(child, 'SIGINT')
    setTimeout(() => stop(child, 'SIGTERM'), TERMINATE_MS)
    setTimeout(() => stop(child, 'SIGKILL'), KILL_MS).unref()
  })
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on(
      'data',
      AsyncResource.bind((text: string) => onText(stream, text)),
    )
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ENOENT' ? new Error(`${program}: there is no such program on PATH`) : error),
      )
      child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    })
  } finally {
    cell?.left.delete(group)
    alive.delete(child)
    if (alive.size === 0) process.off('exit', endAll)
  }
}

/** A line of the shell's. */
export function runCommand(cell: MagicCell | undefined, command: string, options: CommandOptions): Promise<number> {
  return process.platform === 'win32'
    ? runProgram(cell, process.env.ComSpec ?? 'cmd.exe', ['/d', '/s', '/c', command], options)
    : runProgram(cell, '/bin/sh', ['-c', command], options)
}

function endAll(): void {
  for (const child of alive) stop(child, 'SIGKILL')
}

/** The whole group, also where its leader has ended before what it started. */
function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // it ended meanwhile
  }
}
