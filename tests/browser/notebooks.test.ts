import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CellSource, Lab } from './lab.js'
import { until } from './notebook_page.js'

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
  ])
  await page.ran(0)
  await page.focus(1)
  await page.page.keyboard.press('End')
  await page.page.keyboard.press('Tab')
  // One match is put in at once, several are offered.
  await until(
    'weights is completed',
    45_000,
    async () =>
      (await page.cell(1).locator('.cm-content').innerText()).includes('weights') ||
      (await page.page.locator('.jp-Completer-item', { hasText: 'weights' }).count()) > 0,
  )
  await page.focus(2)
  await page.page.keyboard.press('End')
  await page.page.keyboard.press('Tab')
  await until(
    'matmul is completed',
    45_000,
    async () =>
      (await page.cell(2).locator('.cm-content').innerText()).includes('matmul') ||
      (await page.page.locator('.jp-Completer-item', { hasText: 'matmul' }).count()) > 0,
  )
  await page.screenshot('completion')
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
  await until('the chart is drawn', 45_000, async () => (await chart.innerHTML()).length > 0)
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
  await until('the chart follows the slider', 45_000, async () => (await title()).includes('7 waves'))
  await page.screenshot('slider')
  const before = await title()
  await page.page.locator('.tsgrad-button').click()
  await until('the chart follows the button', 45_000, async () => (await title()) !== before)
  await page.page.getByText('clicked 0 times').click()
  await page.page.getByText('clicked 1 times').waitFor()
  await page.screenshot('button')
  // The program's side knows it as well, and moves it.
  const last = await page.addCell('frequency.value')
  await page.ran(last)
  expect(await page.text(last, /\d/)).toContain('7')
  await page.setSource(last, 'frequency.value = 4')
  await page.ran(last)
  await until('the slider follows the program', 45_000, async () => (await slider.inputValue()) === '4')
  await until('the chart follows the program', 45_000, async () => (await title()).includes('4 waves'))
  await page.close()
})

/** The part of JupyterLab's objects that this file uses in the page. */
interface NotebookPanel {
  context: { model: { toJSON(): { cells: { outputs?: { data?: Record<string, unknown> }[] }[] } } }
}
