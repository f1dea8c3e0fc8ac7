import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MagicSession } from './session.js'
import { runProgram } from './shell.js'

interface Manifest {
  name?: string
  version?: string
  types?: string
  typings?: string
  exports?: unknown
}

/** `npm install` into the working directory, whatever lies above it; then types for packages that have none. */
export async function installPackages(specs: readonly string[], session: MagicSession): Promise<void> {
  const folder = process.cwd()
  const before = dependencies(folder)
  await npmInstall(specs, folder, session)
  const installed = [...dependencies(folder)].filter(
    ([name, range]) => before.get(name) !== range || isNamed(name, specs),
  )
  for (const [name] of installed) {
    const manifest = readManifest(join(folder, 'node_modules', name))
    const types = hasTypes(manifest, join(folder, 'node_modules', name)) ? '' : await typesFor(name, folder, session)
    session.print(`${name} ${manifest.version ?? ''} is installed${types}\n`)
  }
}

const isNamed = (name: string, specs: readonly string[]): boolean =>
  specs.some((spec) => spec === name || spec.startsWith(`${name}@`))

function dependencies(folder: string): Map<string, string> {
  const manifest = readManifest(folder) as { dependencies?: Record<string, string> }
  return new Map(Object.entries(manifest.dependencies ?? {}))
}

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  } catch {
    return {}
  }
}

function hasTypes({ types, typings, exports }: Manifest, folder: string): boolean {
  return (
    Boolean(types ?? typings) ||
    JSON.stringify(exports ?? '').includes('"types"') ||
    existsSync(join(folder, 'index.d.ts'))
  )
}

/** DefinitelyTyped calls the types of `@scope/name` `@types/scope__name`. */
async function typesFor(name: string, folder: string, session: MagicSession): Promise<string> {
  const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`
  try {
    await npmInstall([types], folder, session, { quiet: true })
    return `, with ${types}`
  } catch {
    return '; it has no types'
  }
}

/** How often the line of progress changes, ms. */
const INTERVAL = 200

/** Errors: Error with what npm said. */
async function npmInstall(
  specs: readonly string[],
  folder: string,
  session: MagicSession,
  { quiet = false } = {},
): Promise<void> {
  // Its log of requests on stderr is the only progress that npm gives to a program.
  const args = [
    'install',
    '--prefix',
    folder,
    '--loglevel',
    'http',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    ...specs,
  ]
  const [program, first] = process.platform === 'win32' ? ['cmd.exe', ['/d', '/s', '/c', 'npm']] : ['npm', []]
  let fetched = 0
  let told = 0
  let rest = ''
  const errors: string[] = []
  const progress = (): void => {
    if (quiet || performance.now() - told < INTERVAL) return
    told = performance.now()
    session.print(`\rnpm install ${specs.join(' ')}: ${fetched} answers of the registry`)
  }
  const status = await runProgram(session.cell(), program, [...first, ...args], {
    onText(stream, text) {
      if (stream === 'stdout') return
      const lines = (rest + text).split('\n')
      rest = lines.pop() as string
      for (const line of lines) {
        if (/^npm http fetch/.test(line)) fetched++
        else if (/^npm (?:error|ERR!)/.test(line)) errors.push(line.replace(/^npm (?:error|ERR!) ?/, ''))
      }
      progress()
    },
  })
  // The line of progress makes room for what is printed next.
  if (!quiet && told > 0) session.print(`\r${' '.repeat(specs.join(' ').length + 48)}\r`)
  if (status !== 0) throw new Error(`npm install ${specs.join(' ')} failed\n${withoutStacks(errors.join('\n')).trim()}`)
}

/** What npm says is wrong, without where in npm it was noticed: frames, and the object that the last of them opens. */
export function withoutStacks(errors: string): string {
  return errors
    .replace(/^ +at .* \{\n(?: .*\n)*\}$/gm, '')
    .replace(/^(?: +at .*|.*A complete log.*)\n?/gm, '')
    .replace(/\n{3,}/g, '\n\n')
}
