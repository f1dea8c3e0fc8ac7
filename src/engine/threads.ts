import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** The most that the addon takes (native/pool.h). */
const MOST = 256

/** How many threads work at once unless the user says: what the environment asks for, else the cores this process may use. */
export function defaultThreads(env: NodeJS.ProcessEnv = process.env): number {
  // OMP_NUM_THREADS may be a list, one number per level of nesting.
  const asked = Number.parseInt(env.TSGRAD_NUM_THREADS ?? env.OMP_NUM_THREADS ?? '', 10)
  if (asked >= 1) return Math.min(asked, MOST)
  return Math.max(1, Math.min(availableParallelism(), Math.ceil(cgroupCores()), MOST))
}

/** The cores that a container's quota pays for. Node asks for the affinity only (libuv before 1.49). */
function cgroupCores(): number {
  if (process.platform !== 'linux') return Number.POSITIVE_INFINITY
  // https://docs.kernel.org/admin-guide/cgroup-v2.html: `cpu.max` is `max 100000` or `QUOTA PERIOD`
  const path = read('/proc/self/cgroup').match(/^0::(.*)$/m)?.[1] ?? '/'
  let cores = Number.POSITIVE_INFINITY
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    const [quota, period] = read(`/sys/fs/cgroup${folder}/cpu.max`).split(' ').map(Number)
    if (quota > 0 && period > 0) cores = Math.min(cores, quota / period)
    if (folder.lastIndexOf('/') < 0) break
  }
  const [quota, period] = ['quota', 'period'].map((name) => Number(read(`/sys/fs/cgroup/cpu/cpu.cfs_${name}_us`)))
  return quota > 0 && period > 0 ? Math.min(cores, quota / period) : cores
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // another version of cgroups, or none
  }
}
