import { afterAll, beforeAll, expect, test } from 'vitest'
import { Lab } from './lab.js'
import { type NotebookPage, PATIENCE_MS, until } from './notebook_page.js'

/** JupyterLab's own debugger: its switch, its gutter, its panels. */

let lab: Lab
beforeAll(async () => {
  lab = await Lab.start('debugger')
}, 120_000)
afterAll(async () => lab?.close())

const TRAIN = `interface Options { rate: number }
function train(x: Tensor, options: Options): Tensor {
  const doubled = x.mul(2)
  const scaled = doubled.mul(options.rate)
  return scaled.sum()
}
const loss = train(weights, { rate: 0.5 })
loss.item()`

/** The part of JupyterLab's objects that this file uses in the page. */
interface DebuggedLab {
  jupyterapp: { shell: { currentWidget: { sessionContext: { session: { kernel: DebuggedKernel } } } } }
}
interface DebuggedKernel {
  requestDebug(request: object): {
    done: Promise<{ content: { body: { breakpoints: { breakpoints: { line: number }[] }[] } } }>
  }
}

/** The panels of the debugger beside a notebook. */
class DebuggerPanel {
  readonly #notebook: NotebookPage

  constructor(notebook: NotebookPage) {
    this.#notebook = notebook
  }

  async switchOn(): Promise<void> {
    await this.#notebook.page.locator('.jp-NotebookPanel .jp-DebuggerBugButton').first().click()
    await this.#notebook.page.locator('.jp-DebuggerVariables').first().waitFor()
  }

  /** A click beside a line, from 1. */
  async breakAt(cell: number, line: number): Promise<void> {
    const node = this.#notebook.cell(cell)
    const place = await node
      .locator('.cm-line')
      .nth(line - 1)
      .boundingBox()
    const gutter = await node.locator('.cm-gutter').first().boundingBox()
    if (!place || !gutter) throw new Error(`cell ${cell} has no line ${line}`)
    const before = await this.breakpoints()
    // While JupyterLab talks to a kernel that has just been restarted, a click goes nowhere.
    let clicked = Number.NEGATIVE_INFINITY
    await until('a breakpoint more', PATIENCE_MS, async () => {
      if ((await this.breakpoints()) > before) return true
      if (performance.now() - clicked < 5000) return false
      clicked = performance.now()
      await this.#notebook.page.mouse.click(gutter.x + gutter.width / 2, place.y + place.height / 2)
      return false
    })
    // JupyterLab draws it before the kernel has it.
    await until(`the kernel knows of line ${line}`, PATIENCE_MS, async () => (await this.known()).includes(line))
  }

  /** The lines of the breakpoints that the kernel knows of. */
  async known(): Promise<number[]> {
    return this.#notebook.page.evaluate(async () => {
      const { shell } = (globalThis as unknown as DebuggedLab).jupyterapp
      const request = { type: 'request', seq: 0, command: 'debugInfo' }
      const { content } = await shell.currentWidget.sessionContext.session.kernel.requestDebug(request).done
      return content.body.breakpoints.flatMap(({ breakpoints }) => breakpoints.map(({ line }) => line))
    })
  }

  async breakpoints(): Promise<number> {
    return this.#notebook.page.locator('.jp-DebuggerBreakpoint').count()
  }

  async frames(): Promise<string[]> {
    const texts = await this.#notebook.page.locator('.jp-DebuggerCallstackFrame').allInnerTexts()
    return texts.map((text) => text.replace(/\s+/g, ' '))
  }

  /** The frames, once the top one fits. */
  async stoppedAt(top: RegExp): Promise<string[]> {
    let last: string[] = []
    try {
      return await until(`stopped at ${top}`, PATIENCE_MS, async () => {
        last = await this.frames()
        return top.test(last[0] ?? '') ? last : undefined
      })
    } catch (error) {
      throw new Error(`${(error as Error).message}; the frames are ${JSON.stringify(last)}`)
    }
  }

  async runsOn(): Promise<void> {
    await until('nothing stands', PATIENCE_MS, async () => (await this.frames()).length === 0)
  }

  /** What the panel of variables shows, once it fits. */
  async variables(wanted: RegExp): Promise<string> {
    return until(`variables ${wanted}`, PATIENCE_MS, async () => {
      const text = (await this.#notebook.page.locator('.jp-DebuggerVariables-body').first().innerText()).replace(
        /\s+/g,
        ' ',
      )
      return wanted.test(text) ? text : undefined
    })
  }

  /** Goes on from every stop until the cell shows it. */
  async continueUntil(cell: number, shown: RegExp): Promise<void> {
    await until(`cell ${cell} shows ${shown}`, PATIENCE_MS, async () => {
      if ((await this.frames()).length > 0) await this.command('continue')
      await this.#notebook.page.waitForTimeout(500)
      return shown.test((await this.#notebook.output(cell).allInnerTexts()).join(''))
    })
    await this.runsOn()
  }

  async command(name: 'continue' | 'next' | 'stepIn' | 'stepOut'): Promise<void> {
    await this.#notebook.command(`debugger:${name}`, {}, false)
  }
}

test('breakpoint, variables, steps, continue, exceptions, restart', { timeout: 300_000 }, async () => {
  const notebook = await lab.open('train', [
    'const weights = tensor([[1, 2], [3, 4]])',
    TRAIN,
    'train(weights, { rate: 2 })',
  ])
  const panel = new DebuggerPanel(notebook)
  await notebook.ran(0)
  await panel.switchOn()
  expect(await panel.variables(/weights/)).toContain('Tensor<[2, 2]> [[1., 2.], [3., 4.]]')

  await panel.breakAt(1, 4)
  await notebook.run(1)
  expect(await panel.stoppedAt(/train/)).toHaveLength(2)
  expect(await panel.variables(/doubled/)).toContain('Tensor<[2, 2]> [[2., 4.], [6., 8.]]')
  await notebook.screenshot('stopped')

  await panel.command('next')
  await panel.variables(/scaled.*\[\[1\., 2\.\], \[3\., 4\.\]\]/)
  await notebook.screenshot('stepped')
  await panel.command('continue')
  await panel.runsOn()
  await notebook.text(1, /10/)

  // A breakpoint in another cell, from which the function is stepped into.
  await panel.breakAt(2, 1)
  await notebook.run(2)
  await panel.stoppedAt(/<cell>/)
  await panel.command('stepIn')
  await panel.stoppedAt(/train/)
  await panel.command('stepOut')
  await panel.stoppedAt(/train|<cell>/)
  await panel.command('continue')
  await panel.continueUntil(2, /tensor\(40/)

  const failing = await notebook.addCell('weights.view(2, 2).matmul(tensor([1, 2, 3]) as any)')
  await notebook.command('debugger:pause-on-exceptions', { filter: 'all' }, false)
  await notebook.run(failing)
  await panel.stoppedAt(/<cell>/)
  await notebook.screenshot('exception')
  // What passes on from function to function may stop in each.
  await panel.continueUntil(failing, /RuntimeError/)
  await notebook.command('debugger:pause-on-exceptions', { filter: 'all' }, false)

  // The switch and the breakpoints outlive a restart; JupyterLab hands a cell's to the new kernel when one of them changes.
  const before = await panel.breakpoints()
  await notebook.restart()
  await notebook.ran(0)
  expect(await panel.breakpoints()).toBe(before)
  await panel.breakAt(1, 5)
  await notebook.run(1)
  await panel.stoppedAt(/train/)
  await notebook.screenshot('restarted')
  await panel.continueUntil(1, /10/)
  await notebook.close()
})
