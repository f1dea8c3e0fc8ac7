import { Widget } from './widget.js'

const ESM = `
function render({ model, el }) {
  const button = document.createElement('button')
  button.className = 'tsgrad-button jp-mod-styled jp-mod-accept'
  const show = () => {
    button.textContent = model.get('label')
    button.disabled = model.get('disabled')
  }
  button.addEventListener('click', () => model.send({ event: 'click' }))
  model.on('change:label', show)
  model.on('change:disabled', show)
  show()
  el.append(button)
}
export default { render }
`

/**
 * Something that the user clicks.
 *
 * @example
 * widgets.button('Go').onClick(() => console.log('went'))
 */
export class Button extends Widget<{ label: string; disabled: boolean }> {
  constructor(label = 'OK') {
    super({ esm: ESM, state: { label: String(label), disabled: false }, name: 'button' })
  }

  /**
   * Calls `handler` at each click.
   *
   * @example
   * widgets.button('Go').onClick(() => console.log('went'))
   */
  onClick(handler: () => unknown): void {
    this.onMessage((content) => ((content as { event?: unknown } | null)?.event === 'click' ? handler() : undefined))
  }

  /** A button that is disabled is shown, and cannot be clicked. */
  get disabled(): boolean {
    return this.get('disabled')
  }

  set disabled(disabled: boolean) {
    this.set({ disabled })
  }
}

/**
 * A button: `const go = widgets.button('Again')`, shown by `display(go)`.
 *
 * @example
 * widgets.button('Go').onClick(() => console.log('went'))
 */
export function button(label?: string): Button {
  return new Button(label)
}
