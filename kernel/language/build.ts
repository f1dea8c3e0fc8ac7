/**
 * Builds the language room: one file by esbuild, and a start-up snapshot of it for the Node that runs this. Set-up calls
 * it; with nothing to do it returns at once.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtFiles, fromSnapshot, installedConfig, packageRoot } from './install.js'
import { FORK } from './tslab.js'

export interface LanguageBuild {
  status: 'fresh' | 'built' | 'bundle-only'
  /** Why there is no snapshot, for people. */
  reason?: string
  bundle: string
  snapshot: string
  milliseconds: number
}

/** Everything that goes into bundle and snapshot. */
function inputsKey(root: string): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([process.version, process.platform, process.arch, root, installedConfig()]))
  hash.update(readFileSync(join(root, 'package.json')))
  for (const folder of ['dist/kernel/language', 'dist/kernel/magics', 'dist/src']) {
    for (const name of filesBelow(join(root, folder))) {
      if (/\.(js|d\.ts)$/.test(name)) hash.update(name).update(readFileSync(name))
    }
  }
  return hash.digest('hex')
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
  } catch {
    return [] // not compiled yet
  }
}

/** @throws Error if the bundle cannot be made; a snapshot that cannot be made is only reported. */
export async function buildLanguage({ force = false }: { force?: boolean } = {}): Promise<LanguageBuild> {
  const begun = performance.now()
  const root = packageRoot()
  const { folder, modules, bundle, snapshot } = builtFiles()
  const key = inputsKey(root)
  const done = (status: LanguageBuild['status'], reason?: string): LanguageBuild => ({
    status,
    ...(reason !== undefined && { reason }),
    bundle,
    snapshot,
    milliseconds: Math.round(performance.now() - begun),
  })
  if (!force && keyOf(snapshot) === key) {
    const now = new Date()
    utimesSync(snapshot, now, now) // younger than the last compilation, which changed nothing that is in it
    return done('fresh')
  }
  mkdirSync(folder, { recursive: true })
  const workshop = mkdtempSync(join(folder, '.build-'))
  try {
    const made = join(workshop, basename(bundle))
    await bundleRoom(modules, made)
    const failure = await makeSnapshot(made, join(workshop, basename(snapshot)))
    // A blob that was not written whole makes Node crash: only a whole one gets its name.
    rmSync(`${snapshot}.key`, { force: true })
    renameSync(made, bundle)
    if (failure !== undefined) {
      rmSync(snapshot, { force: true })
      return done('bundle-only', failure)
    }
    renameSync(join(workshop, basename(snapshot)), snapshot)
    writeFileSync(join(workshop, 'key'), key)
    renameSync(join(workshop, 'key'), `${snapshot}.key`)
    return done('built')
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** What the snapshot was made from; undefined if there is none, or none that was finished. */
function keyOf(snapshot: string): string | undefined {
  try {
    if (statSync(snapshot).size === 0) return undefined
    return readFileSync(`${snapshot}.key`, 'utf8')
  } catch {
    return undefined
  }
}

async function bundleRoom(entry: string, outfile: string): Promise<void> {
  const { build } = await import('esbuild')
  const folder = dirname(entry)
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Names of classes and functions are what a stack trace shows.
    keepNames: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'tslab-over-the-shim',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /\/tslab\.js$/ }, () => ({ path: 'converter', namespace: 'shim' }))
          onResolve({ filter: new RegExp(`^${FORK}$`) }, () => ({ path: 'compiler', namespace: 'shim' }))
          onLoad({ filter: /.*/, namespace: 'shim' }, ({ path }) => ({
            contents:
              path === 'compiler'
                ? "module.exports = require('./shim.js').tslabTypeScript"
                : "exports.loadConverter = () => require('tslab/dist/converter.js')",
            resolveDir: folder,
          }))
        },
      },
    ],
  })
}

/** @returns what went wrong, if something did. */
function makeSnapshot(bundle: string, blob: string): Promise<string | undefined> {
  const { NODE_OPTIONS: _, ...env } = process.env
  const options = [...fromSnapshot(blob), '--build-snapshot', bundle, JSON.stringify(installedConfig())]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, options, { stdio: ['ignore', 'ignore', 'pipe'], env })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000)
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) =>
      resolve(code === 0 ? undefined : `${signal ?? `exit code ${code}`}: ${said.trim()}`),
    )
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { status, reason, milliseconds, snapshot } = await buildLanguage({ force: process.argv.includes('--force') })
  const words = { fresh: 'is up to date', built: 'built', 'bundle-only': 'built without a snapshot' }
  console.log(`language room ${words[status]} (${milliseconds} ms)${reason ? `: ${reason}` : `: ${snapshot}`}`)
}
