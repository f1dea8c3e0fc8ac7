/** Writing and removing the kernelspec: kernel.json and the logos, in a folder that Jupyter searches. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { dataFolder, findKernelSpecs, kernelName, type Place } from './kernelspecs.js'
import { builtFiles } from './language/install.js'
import { launcherArguments } from './launcher/launcher.js'
import { packageInfo } from './package_info.js'

const logos = ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg']

/**
 * Make the kernel known to Jupyter. A kernelspec that is there is replaced as a whole: nobody reads half of it.
 * @returns its folder
 * @throws Error naming the folder that cannot be written
 */
export function install(place: Place, env: NodeJS.ProcessEnv = process.env): string {
  const data = dataFolder(place, env)
  const folder = join(data, 'kernels', kernelName)
  // Not among the kernels, where a server that looks just now would list it.
  const fresh = join(data, `.${kernelName}-${process.pid}`)
  const old = `${fresh}-old`
  try {
    mkdirSync(join(data, 'kernels'), { recursive: true })
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh)
    writeFileSync(join(fresh, 'kernel.json'), `${JSON.stringify(kernelSpec(env), null, 2)}\n`)
    for (const logo of logos) copyFileSync(asset(logo), join(fresh, logo))
    if (existsSync(folder)) renameSync(folder, old)
    renameSync(fresh, folder)
  } catch (error) {
    throw new Error(`The kernelspec cannot be written to ${folder}: ${(error as Error).message}`, { cause: error })
  } finally {
    for (const left of [fresh, old].filter((path) => existsSync(path))) rmSync(left, { recursive: true })
  }
  return folder
}

/**
 * Take the kernel away from a place, or, without one, from the user's folder and the active environment.
 * @returns the folders that were removed
 */
export function uninstall(place: Place | undefined, env: NodeJS.ProcessEnv = process.env): string[] {
  const folders = place
    ? [join(dataFolder(place, env), 'kernels', kernelName)].filter((folder) => existsSync(folder))
    : findKernelSpecs(env).map(({ folder }) => folder)
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true })
    } catch (error) {
      throw new Error(`${folder} cannot be removed: ${(error as Error).message}`, { cause: error })
    }
  }
  return folders
}

/** kernel.json for this package and this Node, started through the launcher if there is one. */
export function kernelSpec(env: NodeJS.ProcessEnv = process.env): Record<string, unknown> {
  const values: Record<string, string> = {
    '{node}': lastingNode(env),
    '{main}': mainFile(),
  }
  const template = JSON.parse(readFileSync(asset('kernel.json'), 'utf8')) as { argv: string[] }
  const argv = template.argv.map((argument) => values[argument] ?? argument)
  return { ...template, argv: [...launcherArguments(builtFiles().snapshot), ...argv] }
}

/** The bundle, which is there sooner; an installed package may have none. */
function mainFile(): string {
  const kernel = join(packageInfo().root, 'dist', 'kernel')
  return [join(kernel, 'main.bundle.cjs'), join(kernel, 'main.js')].find(existsSync) ?? join(kernel, 'main.js')
}

/**
 * This Node by a path that survives its upgrades: the first `node` on PATH that is this one (Homebrew and Debian keep
 * a link there, whose target carries the version), else its own.
 */
function lastingNode(env: NodeJS.ProcessEnv): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const folder of env.PATH?.split(delimiter) ?? []) {
    const path = join(folder, name)
    if (folder && existsSync(path) && realpathSync(path) === realpathSync(process.execPath)) return path
  }
  return process.execPath
}

const asset = (name: string): string => join(packageInfo().root, 'kernel', 'assets', name)
