/**
 * Opens a lesson in JupyterLab in a real Chromium, runs all its cells and takes a picture: what the README shows, and
 * what a reader would see. The lesson's file is not touched.
 *
 *   node scripts/screenshot.mjs [LESSON] [--out FILE] [--at TEXT] [--theme light|dark] [--size 1150x1180]
 *
 * TEXT: scroll to the first cell that holds it, if one does. TSGRAD_CHROMIUM names the browser.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { setUpOrExit } from './setup/entry.mjs'
import { inRoot } from './setup/paths.mjs'

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: inRoot('docs', 'lesson-01.png') },
    at: { type: 'string', default: 'All five side by side' },
    theme: { type: 'string', default: 'light' },
    size: { type: 'string', default: '1150x1180' },
  },
  allowPositionals: true,
})
const lesson = positionals[0] ?? '01_matmul.ipynb'
const [width, height] = values.size.split('x').map(Number)
if (!existsSync(inRoot('lessons', lesson))) {
  console.error(`${inRoot('lessons', lesson)} is not there`)
  process.exit(1)
}

await setUpOrExit()
const { chromium } = await import('playwright-core')
const { chromiumArguments, findChromium, noChromium } = await import('./test/chromium.mjs')
const executablePath = findChromium()
if (!executablePath) {
  console.error(noChromium)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'tsgrad-screenshot-'))
cpSync(inRoot('lessons'), join(folder, 'lessons'), { recursive: true })
const port = await freePort()
const token = 'screenshot'
const lab = spawn(
  process.execPath,
  [
    inRoot('scripts', 'start.mjs'),
    '--no-browser',
    `--port=${port}`,
    `--IdentityProvider.token=${token}`,
    `--ServerApp.root_dir=${join(folder, 'lessons')}`,
    '--LabApp.expose_app_in_browser=True',
  ],
  { stdio: ['ignore', 'ignore', 'pipe'] },
)
let log = ''
lab.stderr.setEncoding('utf8').on('data', (text) => {
  log += text
})

try {
  await until('JupyterLab serves', 60_000, () => log.includes(`127.0.0.1:${port}/lab`))
  const errors = await picture()
  console.log(`${resolve(values.out)}: ${lesson}, ${errors} cells with an error`)
} catch (error) {
  console.error(error, log)
  process.exitCode = 1
} finally {
  lab.kill('SIGTERM')
  await new Promise((end) => lab.once('exit', end))
  rmSync(folder, { recursive: true, force: true })
}

/** @returns how many cells show an error */
async function picture() {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments })
  try {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1.5 })
    const idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    // A prompt without a number: not run yet, or running.
    const waiting = page.locator('.jp-InputPrompt', { hasText: /\[[ *]\]/ })
    await page.goto(`http://127.0.0.1:${port}/lab/workspaces/auto-0/tree/${lesson}?token=${token}&reset`)
    await page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 60_000 })
    await idle.waitFor({ timeout: 60_000 })
    if (values.theme === 'dark') await command(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' })
    // Only the notebook: no list of files beside it.
    await command(page, 'application:toggle-left-area')
    await command(page, 'notebook:restart-clear-output', {}, false)
    await page
      .locator('.jp-Dialog-button.jp-mod-accept')
      .click({ timeout: 5_000 })
      .catch(() => {})
    await idle.waitFor({ timeout: 60_000 })
    await command(page, 'notebook:run-all-cells')
    await until('all cells ran', 300_000, async () => (await waiting.count()) === 0)
    await idle.waitFor({ timeout: 300_000 })
    const cells = page.locator('.jp-Notebook .jp-Cell')
    const named = cells.filter({ hasText: values.at })
    const target = (await named.count()) > 0 ? named.first() : cells.first()
    await target.evaluate((cell) => cell.scrollIntoView({ block: 'start' }))
    await page.waitForTimeout(2000) // charts draw themselves when they come into view
    await page.screenshot({ path: resolve(values.out) })
    return await page
      .locator(
        '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.error"]',
      )
      .count()
  } finally {
    await browser.close()
  }
}

/**
 * Run one of JupyterLab's commands.
 * @param {import('playwright-core').Page} page @param {string} name @param {object} [args] @param {boolean} [wait] for its end
 */
function command(page, name, args = {}, wait = true) {
  return page.evaluate(
    ([id, given, waits]) => {
      // @ts-expect-error what --LabApp.expose_app_in_browser puts there
      const done = window.jupyterapp.commands.execute(id, given)
      return waits ? Promise.resolve(done).then(() => undefined) : undefined
    },
    /** @type {const} */ ([name, args, wait]),
  )
}

/** @param {string} what @param {number} patience @param {() => boolean | Promise<boolean>} check */
async function until(what, patience, check) {
  const end = Date.now() + patience
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain: ${what}`)
    await new Promise((next) => setTimeout(next, 300))
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer()
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
