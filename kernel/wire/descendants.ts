import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** All processes below `root`, those above others first. @param except one that is left out, with all below it */
export async function descendants(root: number, except?: number): Promise<number[]> {
  const children = new Map<number, number[]>()
  for (const [pid, parent] of await parents()) {
    const siblings = children.get(parent)
    if (siblings) siblings.push(pid)
    else children.set(parent, [pid])
  }
  const found: number[] = []
  const add = (parent: number): void => {
    for (const pid of children.get(parent) ?? []) {
      if (pid === except) continue
      found.push(pid)
      add(pid)
    }
  }
  add(root)
  return found
}

/** Pairs of a process and its parent. */
async function parents(): Promise<[number, number][]> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid='])
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  }
  // Not by `ps`, which small containers lack. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const pairs = await Promise.all(
    pids.map(async (pid): Promise<[number, number][]> => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // The command, in brackets, may hold anything.
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
      return parent === undefined ? [] : [[Number(pid), Number(parent)]]
    }),
  )
  return pairs.flat()
}
