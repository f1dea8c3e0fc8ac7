/**
 * The Chromium that browser tests and screenshots drive. As a program, `node scripts/test/chromium.mjs install` gets one
 * where there is none.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { inRoot } from '../setup/paths.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe']
const elsewhere = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The program: what TSGRAD_CHROMIUM or CHROMIUM names, else the one that playwright installed, else the system's.
 * @param {NodeJS.ProcessEnv} [env] @returns {string | undefined}
 */
export function findChromium(env = process.env) {
  const named = env.TSGRAD_CHROMIUM || env.CHROMIUM
  if (named) return runs(named) ? named : undefined
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [chromium.executablePath(), ...onPath, ...elsewhere].find((path) => runs(path))
}

/** What to say where there is none. */
export const noChromium =
  'no Chromium was found. TSGRAD_CHROMIUM can name one; node scripts/test/chromium.mjs install gets one'

/** Arguments under which it starts in a container as well and keeps off the network. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...['--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The system's package where one may install it, else playwright's own download. */
function install() {
  const root = process.getuid?.() === 0
  const apt = root && spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
  if (apt && apt.status === 0 && findChromium()) return
  const playwright = inRoot('node_modules', 'playwright-core', 'cli.js')
  spawnSync(process.execPath, [playwright, 'install', ...(root ? ['--with-deps'] : []), 'chromium'], quiet)
}

/** @type {import('node:child_process').SpawnSyncOptions} */
const quiet = { stdio: ['ignore', 'ignore', 'inherit'] }

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'install' && !findChromium()) install()
  const found = findChromium()
  console.log(found ?? noChromium)
  process.exitCode = found ? 0 : 1
}
