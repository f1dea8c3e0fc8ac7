import { cpus, release, totalmem, type } from 'node:os'
import { packageInfo } from '../package_info.js'
import type { Finding } from './finding.js'

/** The package, Node and the machine: what a report of a problem should begin with. */
export function machine(): Finding[] {
  const { version, root } = packageInfo()
  const cores = cpus()
  return [
    { name: 'tsgrad', status: 'ok', text: `${version} in ${root}` },
    { name: 'Node', status: 'ok', text: `${process.version} ${process.platform}-${process.arch}, ${process.execPath}` },
    {
      name: 'machine',
      status: 'ok',
      text: `${cores[0]?.model.trim() ?? 'unknown CPU'}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    },
  ]
}
