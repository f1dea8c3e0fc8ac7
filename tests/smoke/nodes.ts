/** Other Nodes than the one that runs the tests: npm packages hold whole binaries, each in a folder of its own. */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npmCommand } from '../../scripts/setup/npm.mjs'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** The newest of each major version when they were pinned. */
export const versions = { 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' } as const
export type Major = keyof typeof versions

/** The `node` of that major version, installed if it is not there yet. */
export function nodeOf(major: Major): string {
  const folder = join(repository, '.rivals', `node-${major}`)
  const name = `node-${process.platform}-${process.arch}`
  const node = join(folder, 'node_modules', name, 'bin', 'node')
  if (existsSync(node) && versionOf(node) === versions[major]) return node
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const [npm, first] = npmCommand(process.env)
  const install = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  execFileSync(npm, [...first, ...install, `${name}@${versions[major]}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return node
}

function versionOf(node: string): string | undefined {
  try {
    return execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined // an install that was interrupted
  }
}

/** Run a command in the checkout. @throws with what it printed */
export const run = (command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { cwd: repository, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`))
      else resolve(stdout)
    })
  })
