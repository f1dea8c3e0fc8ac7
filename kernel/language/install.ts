import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PACKAGE, type RoomConfig } from './config.js'

const require = createRequire(import.meta.url)

/** The folder of the package, found from where this file lies in it. */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === PACKAGE)
      return folder
    if (dirname(folder) === folder) throw new Error(`${fileURLToPath(import.meta.url)} lies in no ${PACKAGE} package`)
  }
}

export function installedConfig(): RoomConfig {
  const root = packageRoot()
  return {
    root,
    libDir: dirname(require.resolve('typescript')),
    nodeTypes: dirname(require.resolve('@types/node/package.json')),
    runtime: join(root, 'dist/src/index.d.ts'),
  }
}

/**
 * How Node starts from the snapshot, and makes it. V8 gives each process another seed for hashing, and sorts all tables of a
 * snapshot anew for it: 25 ms, against keys that are chosen to collide, which only harm who types them here.
 */
export const fromSnapshot = (file: string): string[] => ['--no-rehash-snapshot', '--snapshot-blob', file]

/** What set-up makes: the compiled modules, one file with the whole room, and a snapshot of it for each Node. */
export function builtFiles(): { folder: string; compiled: string; modules: string; bundle: string; snapshot: string } {
  const root = packageRoot()
  const folder = join(root, 'dist/language')
  const { version, platform, arch } = process
  return {
    folder,
    // Written whenever a compilation changed something.
    compiled: join(root, 'dist/.tsbuildinfo'),
    modules: join(root, 'dist/kernel/language/serve.js'),
    bundle: join(folder, 'room.cjs'),
    snapshot: join(folder, `${version}-${platform}-${arch}.blob`),
  }
}
