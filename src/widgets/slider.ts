import { ValueError } from '../errors.js'
import { Widget } from './widget.js'

export interface SliderOptions {
  label?: string
  /** 0 if left out. */
  min?: number
  /** 100 if left out. */
  max?: number
  /** 1 if left out. */
  step?: number
  /** Where it stands; `min` if left out. */
  value?: number
}

interface SliderState {
  label: string
  min: number
  max: number
  step: number
  value: number
}

const ESM = `
function render({ model, el }) {
  const label = document.createElement('label')
  const name = document.createElement('span')
  const input = document.createElement('input')
  const output = document.createElement('output')
  label.className = 'tsgrad-slider'
  input.type = 'range'
  // Else JupyterLab takes the arrow keys for itself.
  input.dataset.lmSuppressShortcuts = 'true'
  label.append(name, input, output)
  el.append(label)
  const show = () => {
    name.textContent = model.get('label')
    for (const key of ['min', 'max', 'step']) input[key] = String(model.get(key))
    input.value = String(model.get('value'))
    output.textContent = String(model.get('value'))
  }
  input.addEventListener('input', () => {
    model.set('value', Number(input.value))
    model.save_changes()
  })
  for (const key of ['label', 'min', 'max', 'step', 'value']) model.on('change:' + key, show)
  show()
}
export default { render }
`

const CSS = `
.tsgrad-slider { display: inline-flex; align-items: center; gap: 0.8em; font-family: var(--jp-ui-font-family, sans-serif); font-size: var(--jp-ui-font-size1, 13px); color: var(--jp-ui-font-color1, inherit); padding: 4px 0; }
.tsgrad-slider input { width: 18em; }
.tsgrad-slider output { font-variant-numeric: tabular-nums; min-width: 3em; }
`

/**
 * A number that the user moves between two ends.
 *
 * @example
 * widgets.slider(0, 10).onValue(console.log)
 */
export class Slider extends Widget<SliderState> {
  constructor({ label = '', min = 0, max = 100, step = 1, value = min }: SliderOptions = {}) {
    for (const [name, number] of Object.entries({ min, max, step, value }))
      if (!Number.isFinite(number)) throw new ValueError(`slider: ${name} is a finite number, not ${number}`)
    if (min > max) throw new ValueError(`slider: min (${min}) is above max (${max})`)
    if (step <= 0) throw new ValueError(`slider: step is above 0, not ${step}`)
    if (value < min || value > max) throw new ValueError(`slider: value ${value} is not between ${min} and ${max}`)
    super({ esm: ESM, css: CSS, state: { label, min, max, step, value }, name: 'slider' })
  }

  /** Where it stands. */
  get value(): number {
    return this.get('value')
  }

  set value(value: number) {
    const [min, max] = [this.get('min'), this.get('max')]
    if (!(value >= min && value <= max)) throw new ValueError(`slider: value ${value} is not between ${min} and ${max}`)
    this.set({ value })
  }

  /**
   * Calls `handler` with the new value when the user moves it or the program sets it.
   *
   * @example
   * widgets.slider(0, 10).onValue(console.log)
   */
  onValue(handler: (value: number) => unknown): () => void {
    return this.onChange('value', handler)
  }
}

/**
 * A slider: `const n = widgets.slider({ label: 'n', max: 10 })`, shown by `display(n)`. Errors: ValueError for ends that do not fit.
 *
 * @example
 * widgets.slider(0, 10).onValue(console.log)
 */
export function slider(options?: SliderOptions): Slider {
  return new Slider(options)
}
