import { existsSync } from 'node:fs'
import { builtFiles } from '../language/install.js'
import { type Finding, rebuild } from './finding.js'

/** What a kernel's language room starts from. */
export function languageFinding(): Finding {
  const { bundle, snapshot } = builtFiles()
  const name = 'start-up'
  if (existsSync(snapshot)) return { name, status: 'ok', text: `from the snapshot ${snapshot}` }
  const from = existsSync(bundle) ? 'a bundle' : 'single modules'
  return {
    name,
    status: 'warning',
    text: `no snapshot for Node ${process.version}: kernels start from ${from}, about a second slower`,
    advice: `${rebuild} -- snapshot`,
  }
}
