/** Telling whether a process written down earlier is still that process: numbers are used again, start times are not. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** @typedef {{ pid: number, started: string }} Identity */

/** @param {number} pid @returns {Identity | undefined} undefined: there is no such process */
export function identify(pid) {
  const started = startTime(pid)
  return started === undefined ? undefined : { pid, started }
}

/** @param {Identity} who */
export const isAlive = (who) => startTime(who.pid) === who.started

/** @param {number} pid */
function startTime(pid) {
  try {
    if (process.platform === 'linux') {
      // proc(5): the name in parentheses may hold anything; state is field 3, starttime field 22. A zombie is dead.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * End a process that leads a group, and its whole group.
 * @param {Identity} leader @param {NodeJS.Signals} signal
 */
export function endGroup(leader, signal) {
  if (!isAlive(leader)) return
  try {
    process.kill(-leader.pid, signal)
  } catch {
    // it ended in between
  }
}
