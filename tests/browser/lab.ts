/** JupyterLab in a real Chromium, for tests: one server and one browser per file, a page per notebook. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { jupyterEnv } from '../../scripts/setup/jupyter.mjs'
import { state, venvBin } from '../../scripts/setup/paths.mjs'
import { chromiumArguments, findChromium, noChromium } from '../../scripts/test/chromium.mjs'
import { NotebookPage, until } from './notebook_page.js'

const TOKEN = 'browser-tests'
/** A server beside other suites may take this long to answer. */
const START_MS = 90_000

/** Where screenshots go: one folder per test file. */
const shots = join(state, 'browser')

/** Settings that would disturb a test: questions, saving while it runs, cells that are drawn only when in view. */
const settings: Record<string, object> = {
  '@jupyterlab/apputils-extension/notification': { fetchNews: 'false', checkForUpdates: false },
  '@jupyterlab/docmanager-extension/plugin': { autosave: false },
  '@jupyterlab/notebook-extension/tracker': { windowingMode: 'none' },
}

/** What a code cell is made from: its source, or the cell as nbformat has it. */
export type CellSource = string | { cell_type: 'code' | 'markdown'; source: string; metadata?: object }

export class Lab {
  /** Notebooks and whatever cells read and write: the server's root. */
  readonly folder: string
  readonly port: number
  readonly browser: Browser
  readonly #home: string
  readonly #server: ChildProcess
  readonly #shots: string
  #log = ''

  private constructor(home: string, port: number, server: ChildProcess, browser: Browser, name: string) {
    this.#home = home
    this.folder = join(home, 'notebooks')
    this.port = port
    this.browser = browser
    this.#server = server
    this.#shots = join(shots, name)
  }

  /** @param name of the test file: its screenshots' folder. @throws Error when there is no Chromium or no server. */
  static async start(name: string): Promise<Lab> {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error(noChromium)
    const home = mkdtempSync(join(tmpdir(), 'tsgrad-lab-'))
    mkdirSync(join(home, 'notebooks'))
    for (const [plugin, values] of Object.entries(settings)) {
      const file = join(home, 'settings', `${plugin}.jupyterlab-settings`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify(values))
    }
    const port = await freePort()
    const server = serve(home, port)
    let log = ''
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log += text
      })
    }
    const address = `http://127.0.0.1:${port}/api?token=${TOKEN}`
    try {
      await until('JupyterLab serves', START_MS, async () => {
        if (server.exitCode !== null) throw new Error(`JupyterLab ended:\n${log}`)
        return (await fetch(address).catch(() => undefined))?.ok
      })
      const browser = await chromium.launch({ executablePath, args: chromiumArguments })
      const lab = new Lab(home, port, server, browser, name)
      server.stderr?.on('data', (text: string) => {
        lab.#log += text
      })
      return lab
    } catch (error) {
      await end(server)
      rmSync(home, { recursive: true, force: true })
      throw error
    }
  }

  /** What the server and its kernels wrote since the start. */
  get log(): string {
    return this.#log
  }

  /** Writes a notebook of these cells and opens it in a page of its own, its kernel started and idle. */
  async open(name: string, cells: CellSource[], { width = 1300, height = 950 } = {}): Promise<NotebookPage> {
    writeFileSync(join(this.folder, `${name}.ipynb`), JSON.stringify(notebook(cells)))
    const page = await this.browser.newPage({ viewport: { width, height } })
    await page.goto(
      `http://127.0.0.1:${this.port}/lab/workspaces/${name}/tree/${name}.ipynb?token=${TOKEN}&reset`,
      // A busy machine loads JupyterLab's bundles for a while.
      { timeout: START_MS },
    )
    const opened = new NotebookPage(page, join(this.#shots, name))
    await opened.ready()
    return opened
  }

  /** A file below the server's root, as text. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  async close(): Promise<void> {
    await this.browser.close()
    await end(this.#server)
    rmSync(this.#home, { recursive: true, force: true })
  }
}

function serve(home: string, port: number): ChildProcess {
  const options = [
    '--no-browser',
    '--expose-app-in-browser',
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    `--ServerApp.ip=127.0.0.1`,
    `--ServerApp.port=${port}`,
    '--ServerApp.port_retries=0',
    `--IdentityProvider.token=${TOKEN}`,
    `--ServerApp.root_dir=${join(home, 'notebooks')}`,
    `--LabApp.user_settings_dir=${join(home, 'settings')}`,
    `--LabApp.workspaces_dir=${join(home, 'workspaces')}`,
    '--LabApp.extension_manager=readonly',
    '--LanguageServerManager.autodetect=False',
  ]
  const folders = { JUPYTER_CONFIG_DIR: 'config', JUPYTER_DATA_DIR: 'data', JUPYTER_RUNTIME_DIR: 'runtime' }
  const apart = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, join(home, folder)]))
  return spawn(venvBin('jupyter-lab'), options, {
    cwd: home,
    env: { ...jupyterEnv(process.env), ...apart, IPYTHONDIR: join(home, 'ipython') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The server ends its kernels; one that does not is ended itself. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const late = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(late)
}

function notebook(cells: CellSource[]): object {
  const kernelspec = { name: 'tsgrad', display_name: 'TypeScript (tsgrad)', language: 'typescript' }
  return {
    cells: cells.map((cell, i) => {
      const {
        cell_type,
        source,
        metadata = {},
      } = typeof cell === 'string' ? { cell_type: 'code' as const, source: cell } : cell
      const code = cell_type === 'code' ? { execution_count: null, outputs: [] } : {}
      return { cell_type, id: `cell-${i}`, metadata, source, ...code }
    }),
    metadata: { kernelspec },
    nbformat: 4,
    nbformat_minor: 5,
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
