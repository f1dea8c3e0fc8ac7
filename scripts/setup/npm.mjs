/** npm packages: exactly those of package-lock.json, without running their install scripts. */
import { readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for on this platform. Judged by npm's own record of what it
 * installed, not by a stamp: whoever ran `npm install` by hand is not made to wait for it again. npm writes that
 * record last, so an interrupted install has none.
 */
export function packagesInSync() {
  const wanted = lockedPackages('package-lock.json')
  const installed = lockedPackages('node_modules', '.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    if (found) return found.version === entry.version && found.integrity === entry.integrity
    return Boolean(entry.optional) && !isForHere(entry)
  })
}

/** @typedef {{ version: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry */

/** @param {string[]} parts @returns {Record<string, Entry> | undefined} */
function lockedPackages(...parts) {
  try {
    return JSON.parse(readFileSync(inRoot(...parts), 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * An optional package that npm installs on this platform for sure. Not judged: those bound to a C library, and those
 * that only another optional package asks for.
 * @param {Entry} entry
 */
const isForHere = ({ os, cpu, libc }) =>
  Boolean(os && cpu && !libc && fits(os, process.platform) && fits(cpu, process.arch))

/** npm's rule for `os` and `cpu`: a list of allowed names, or of refused ones with `!`. @param {string[] | undefined} list @param {string} name */
function fits(list, name) {
  if (!list) return true
  if (list.includes(`!${name}`)) return false
  const allowed = list.filter((one) => !one.startsWith('!'))
  return allowed.length === 0 || allowed.includes(name)
}

/**
 * How to call npm: the one that is running us, else the one on PATH.
 * @param {NodeJS.ProcessEnv} env @returns {[string, string[]]}
 */
export function npmCommand(env) {
  const cli = env.npm_execpath
  return cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []]
}

/**
 * Install scripts stay off: npm 11 blocks them unless each is allowed, npm 10 runs them, and both packages that have
 * one (zeromq, esbuild) carry their binaries. `--include=dev` because NODE_ENV=production would leave the checks out.
 */
export const ciArguments = [
  'ci',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=http',
]

/** Shows that the packages with binaries have one that runs here. Run by `node -e` after the install. */
export const binariesWork = `
const { execFileSync } = require('node:child_process')
const check = (name, load) => { try { load() } catch (e) { console.error(name + ' has no working binary here: ' + e.message); process.exitCode = 1 } }
check('zeromq', () => require('zeromq').version)
check('@resvg/resvg-js', () => require('@resvg/resvg-js'))
check('esbuild', () => require('esbuild').transformSync('1'))
`
