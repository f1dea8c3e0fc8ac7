import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CellSource, Lab } from './lab.js'
import { PATIENCE_MS, until } from './notebook_page.js'

/** Whole notebooks as a reader opens them: lesson 01, and the widgets of docs/. */

const root = join(import.meta.dirname, '..', '..')

let lab: Lab
beforeAll(async () => {
  lab = await Lab.start('notebooks')
}, 120_000)
afterAll(async () => lab?.close())

function cellsOf(...path: string[]): CellSource[] {
  const { cells } = JSON.parse(readFileSync(join(root, ...path), 'utf8')) as {
    cells: { cell_type: 'code' | 'markdown'; source: string | string[] }[]
  }
  return cells.map(({ cell_type, source }) => ({
    cell_type,
    source: typeof source === 'string' ? source : source.join(''),
  }))
}

test('lesson 01 runs from its first cell to its last', { timeout: 240_000 }, async () => {
  const page = await lab.open('01_matmul', cellsOf('lessons', '01_matmul.ipynb'))
  await page.runAll()
  const errors = page.page.locator('[data-mime-type="application/vnd.jupyter.error"]')
  expect(await errors.allInnerTexts()).toEqual([])
  // A chart is drawn by the front end itself, from its specification.
  const charts = page.page.locator('.jp-RenderedVegaCommon5 canvas, .jp-RenderedVegaCommon5 svg')
  await charts.first().waitFor()
  expect(await charts.first().evaluate((chart) => chart.getBoundingClientRect().width)).toBeGreaterThan(100)
  await charts.first().scrollIntoViewIfNeeded()
  await page.screenshot('chart')
  await page.close()
})

test('completion and the pager', { timeout: 240_000 }, async () => {
  const page = await lab.open('asking', [
    'const weights = tensor([[1, 2], [3, 4]])',
    'weig',
    'weights.matm',
    'weights.matmul?',
    'readFileS',
    'randn(',
  ])
  await page.ran(0)
  /** Presses Tab behind a cell's text and takes the first match. */
  const completed = async (index: number, name: string, whole = name): Promise<void> => {
    const text = page.cell(index).locator('.cm-content')
    const offered = page.page.locator('.jp-Completer-item', { hasText: name }).first()
    await page.focus(index)
    await page.page.keyboard.press('End')
    // One match alone may be put in at once. JupyterLab drops what comes after a second, as on a busy machine: asked again.
    const isOffered = async (): Promise<boolean> =>
      (await offered.isVisible()) || (await text.innerText()).includes(whole)
    await until(`${name} is offered`, PATIENCE_MS, async () => {
      await page.page.keyboard.press('Tab')
      for (let i = 0; i < 30; i++) {
        if (await isOffered()) return true
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return false
    })
    if (index === 2) await page.screenshot('completion')
    if (await offered.isVisible()) await page.page.keyboard.press('Enter')
    await until(`${whole} is completed`, PATIENCE_MS, async () => (await text.innerText()).includes(whole))
  }
  await completed(1, 'weights')
  await completed(2, 'matmul')
  // What is not in scope comes with its import, which the same key brings.
  await completed(4, 'readFileSync', "import { readFileSync } from 'node:fs'")
  await page.focus(5)
  await page.page.keyboard.press('End')
  await page.page.keyboard.press('Shift+Tab')
  const tooltip = page.page.locator('.jp-Tooltip')
  await tooltip.getByText('Normal with mean 0').waitFor()
  expect(await tooltip.locator('strong code').first().innerText()).toBe('...size: A')
  await page.screenshot('tooltip')
  await page.page.keyboard.press('Escape')
  await page.run(3)
  expect(await page.text(3, /matmul/)).toMatch(/Tensor/)
  await page.screenshot('pager')
  await page.close()
})

test('a slider and a button change a chart', { timeout: 240_000 }, async () => {
  const page = await lab.open('widgets', cellsOf('docs', 'widgets.ipynb'), { height: 1300 })
  await page.runAll()
  const slider = page.page.locator('.tsgrad-slider input')
  const chart = page.page.locator('.jp-RenderedVegaCommon5').first()
  await slider.waitFor()
  await until('the chart is drawn', PATIENCE_MS, async () => (await chart.innerHTML()).length > 0)
  const title = async (): Promise<string> =>
    page.page.evaluate(() => {
      const app = (globalThis as unknown as { jupyterapp: { shell: { currentWidget: NotebookPanel } } }).jupyterapp
      const { cells } = app.shell.currentWidget.context.model.toJSON()
      const bundles = cells.flatMap(({ outputs = [] }) =>
        outputs.map(({ data }) => data?.['application/vnd.vegalite.v5+json']),
      )
      return JSON.stringify(bundles.find((spec) => spec !== undefined) ?? {})
    })
  expect(await title()).toContain('2 waves')
  await slider.evaluate((input) => {
    ;(input as unknown as { value: string }).value = '7'
    input.dispatchEvent(new Event('input'))
  })
  await until('the chart follows the slider', PATIENCE_MS, async () => (await title()).includes('7 waves'))
  // By its keys too; however fast the values come, the last one stays.
  await slider.focus()
  for (let i = 0; i < 3; i++) await page.page.keyboard.press('ArrowRight')
  for (let i = 0; i < 3; i++) await page.page.keyboard.press('ArrowLeft')
  expect(await slider.inputValue()).toBe('7')
  await page.page.waitForTimeout(1500)
  expect(await title()).toContain('7 waves')
  await page.screenshot('slider')
  const before = await title()
  await page.page.locator('.tsgrad-button').click()
  await until('the chart follows the button', PATIENCE_MS, async () => (await title()) !== before)
  await page.page.getByText('clicked 0 times').click()
  await page.page.getByText('clicked 1 times').waitFor()
  await page.screenshot('button')
  // The program's side knows it as well, and moves it.
  const last = await page.addCell('frequency.value')
  await page.ran(last)
  expect(await page.text(last, /\d/)).toContain('7')
  await page.setSource(last, 'frequency.value = 4')
  await page.ran(last)
  await until('the slider follows the program', PATIENCE_MS, async () => (await slider.inputValue()) === '4')
  await until('the chart follows the program', PATIENCE_MS, async () => (await title()).includes('4 waves'))
  await page.close()
})

/** The part of JupyterLab's objects that this file uses in the page. */
interface NotebookPanel {
  context: { model: { toJSON(): { cells: { outputs?: { data?: Record<string, unknown> }[] }[] } } }
}

test('what a cell displays is drawn', { timeout: 240_000 }, async () => {
  const page = await lab.open('display', [
    'display(html`<b class="mine">bold</b>`); display(md`*slanted* $x^2$`); display(latex`\\frac{1}{2}`);;',
    'display(svg`<svg width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>`); display(json({ a: [1, 2] }))',
    'console.table([{ epoch: 1, loss: 0.5 }, { epoch: 2, loss: 0.25 }]); display(tensor([[1, 2]]), { caption: true });;',
    'for (const epoch of progress(2, { label: "epochs" })) for (const batch of progress(20, { label: "batches" })) await new Promise((next) => setTimeout(next, 20))',
    'const place = display("before"); place.update("after"); console.log("gone"); clearOutput(true); console.log("there");;',
    '%prun for (let i = 0; i < 40; i++) randn([200, 200]).matmul(randn([200, 200]))',
  ])
  await page.runAll()
  await page.output(0).locator('b.mine').waitFor()
  await page.output(0).locator('em', { hasText: 'slanted' }).waitFor()
  expect(await page.output(0).locator('mjx-container').count()).toBe(2)
  await page.output(1).locator('svg rect, img').first().waitFor()
  await page.output(1).locator('.jp-RenderedJSON').waitFor()
  expect(await page.output(2).locator('table td').allInnerTexts()).toEqual(['1', '0.5', '2', '0.25'])
  expect(await page.output(2).locator('figcaption').innerText()).toBe('shape [1, 2], float32, 8 bytes')
  // Done: the outer bar stays, the inner ones have left.
  expect(await page.text(3, /2\/2, 100 %/)).not.toContain('batches')
  expect(await page.text(4, /there/)).not.toMatch(/gone|before/)
  await page.output(5).locator('.jp-RenderedVegaCommon5').waitFor()
  // A product is its native function: the method itself takes next to no time.
  expect(await page.text(5, /self ms/)).toMatch(/gemm/)
  await page.screenshot('display')
  await page.output(5).scrollIntoViewIfNeeded()
  await page.screenshot('profile')
  await page.close()
})
