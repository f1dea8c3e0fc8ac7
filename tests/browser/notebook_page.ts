/** A notebook open in JupyterLab, and what a user does there. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** What a browser test waits for comes within this time, also on a busy machine. */
export const PATIENCE_MS = 45_000

/** @returns what `check` gives as soon as it is truthy. @throws Error that says what was waited for. */
export async function until<T>(what: string, patience: number, check: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + patience
  for (;;) {
    const found = await check()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain: ${what}`)
    await new Promise((next) => setTimeout(next, 100))
  }
}

/** The part of JupyterLab's objects that tests use in the page (`--expose-app-in-browser`). */
interface LabWindow {
  jupyterapp: {
    commands: { execute(id: string, args: object): Promise<unknown> }
    shell: { widgets(area: string): Iterable<Panel>; activateById(id: string): void }
  }
}
interface Panel {
  id: string
  context?: { path?: string }
  content: { activeCellIndex: number; widgets: { model: { sharedModel: { setSource(text: string): void } } }[] }
  sessionContext: { session?: { kernel?: { status: string } } }
}

export class NotebookPage {
  readonly page: Page
  readonly #shots: string
  #shot = 0
  /** What the page complained of in its console. */
  readonly complaints: string[] = []

  constructor(page: Page, shots: string) {
    this.page = page
    this.#shots = shots
    page.setDefaultTimeout(PATIENCE_MS)
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
  }

  /** The notebook is drawn and its kernel idle. */
  async ready(): Promise<void> {
    await this.page
      .locator('.jp-NotebookPanel .jp-Cell')
      .first()
      .waitFor({ timeout: 2 * PATIENCE_MS })
    await this.idle()
  }

  /** The kernel has nothing to do. */
  async idle(): Promise<void> {
    await until('the kernel is idle', PATIENCE_MS, async () => (await this.status()) === 'idle')
  }

  /** As JupyterLab knows it: `idle`, `busy`, `restarting` … */
  async status(): Promise<string> {
    return this.page.evaluate(() => {
      const { shell } = (globalThis as unknown as LabWindow).jupyterapp
      const panel = [...shell.widgets('main')].find((widget) => widget.context?.path?.endsWith('.ipynb'))
      return panel?.sessionContext.session?.kernel?.status ?? 'none'
    })
  }

  /** A cell, from 0. */
  cell(index: number): Locator {
    return this.page.locator('.jp-NotebookPanel .jp-Cell').nth(index)
  }

  /** The outputs of a cell. */
  output(index: number): Locator {
    return this.cell(index).locator('.jp-OutputArea')
  }

  /** The text of a cell's outputs, once there is some that fits. */
  async text(index: number, wanted: RegExp): Promise<string> {
    let last = ''
    try {
      return await until(`cell ${index} shows ${wanted}`, PATIENCE_MS, async () => {
        last = (await this.output(index).allInnerTexts()).join('\n')
        return wanted.test(last) ? last : undefined
      })
    } catch (error) {
      throw new Error(`${(error as Error).message}; it shows: ${last}`)
    }
  }

  /** The editor of a cell has the focus. */
  async focus(index: number): Promise<void> {
    await this.cell(index).locator('.cm-content').click()
  }

  /** Types at the end of a cell. */
  async type(index: number, text: string): Promise<void> {
    await this.focus(index)
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.type(text)
  }

  /** Replaces a cell's source at once, which typing would do with brackets closed by the editor. */
  async setSource(index: number, source: string): Promise<void> {
    await this.#inNotebook(index, source)
  }

  /** Starts a cell; `text` or `ran` waits for it. */
  async run(index: number): Promise<void> {
    await this.#inNotebook(index)
    await this.command('notebook:run-cell', {}, false)
  }

  /** Runs a cell to its end. */
  async ran(index: number): Promise<void> {
    await this.#inNotebook(index)
    // Its end is the cell's. The number beside the cell tells nothing: after a restart it may be the same.
    await this.command('notebook:run-cell')
    await this.idle()
  }

  async runAll(): Promise<void> {
    await this.command('notebook:run-all-cells', {}, false)
    const waiting = this.page.locator('.jp-CodeCell .jp-InputPrompt', { hasText: /\[[ *]\]/ })
    await until('all cells ran', 4 * PATIENCE_MS, async () => (await waiting.count()) === 0)
    await this.idle()
  }

  /** A new code cell below the last. @returns its index */
  async addCell(source: string): Promise<number> {
    const count = await this.page.locator('.jp-NotebookPanel .jp-Cell').count()
    await this.#inNotebook(count - 1)
    await this.command('notebook:insert-cell-below')
    await this.#inNotebook(count, source)
    await this.cell(count).scrollIntoViewIfNeeded()
    return count
  }

  /** The stop button. */
  async interrupt(): Promise<void> {
    await this.page.locator('[data-command="notebook:interrupt-kernel"]').first().click()
  }

  /** Restart, with the question answered. */
  async restart(): Promise<void> {
    await this.command('notebook:restart-kernel', {}, false)
    await this.page.locator('.jp-Dialog .jp-mod-accept').first().click()
    await until('the kernel restarts', PATIENCE_MS, async () => (await this.status()) !== 'idle').catch(() => {})
    await this.idle()
  }

  /** One of JupyterLab's commands. @param wait for its end, which for some is the end of a cell */
  async command(id: string, args: object = {}, wait = true): Promise<void> {
    await this.page.evaluate(
      ([command, given, waits]) => {
        const done = (globalThis as unknown as LabWindow).jupyterapp.commands.execute(command, given)
        return waits ? done.then(() => undefined) : undefined
      },
      [id, args, wait] as const,
    )
  }

  /** A picture for people to look at, numbered in the order in which they were taken. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(this.#shots, { recursive: true })
    const path = join(this.#shots, `${String(++this.#shot).padStart(2, '0')}-${name}.png`)
    await this.page.screenshot({ path })
    return path
  }

  async close(): Promise<void> {
    await this.page.close()
  }

  /** Makes a cell the active one, and gives it a source. */
  async #inNotebook(index: number, source?: string): Promise<void> {
    await this.page.evaluate(
      ([at, text]) => {
        const { shell } = (globalThis as unknown as LabWindow).jupyterapp
        const panel = [...shell.widgets('main')].find((widget) => widget.context?.path?.endsWith('.ipynb'))
        if (panel === undefined) throw new Error('no notebook is open')
        shell.activateById(panel.id)
        panel.content.activeCellIndex = at
        if (text !== null) panel.content.widgets[at]?.model.sharedModel.setSource(text)
      },
      [index, source ?? null] as const,
    )
  }
}
