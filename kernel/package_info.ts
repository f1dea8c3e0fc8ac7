import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What the package says of itself. */
export interface PackageInfo {
  /** The folder of its package.json. */
  root: string
  version: string
  typescriptVersion: string
}

interface PackageJson {
  name: string
  version: string
  dependencies: Record<string, string>
}

/** Found by walking up from this file, which lies at another depth as source and as built. */
export function packageInfo(): PackageInfo {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const found = JSON.parse(readFileSync(file, 'utf8')) as PackageJson
      if (found.name === 'tsgrad') {
        return { root: folder, version: found.version, typescriptVersion: found.dependencies.typescript ?? '' }
      }
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of tsgrad above ${import.meta.dirname}`)
  }
}
