import { inspect } from 'node:util'
import { type Displayable, jupyterDisplay, type MimeBundle } from '../display/bundle.js'
import { Comm, type CommMessage } from '../display/comm.js'
import { currentHost } from '../display/host.js'
import { type BufferPath, joinBuffers, splitBuffers } from './buffers.js'

/** What a widget is made of. */
export interface WidgetOptions<State extends object> {
  /**
   * The front end's half: an ES module as text, whose default export has `render({ model, el })`, as
   * https://anywidget.dev/en/afm describes it.
   */
  esm: string
  /** Style sheet of its elements. */
  css?: string
  /** Values that both sides know by name: JSON, and bytes. */
  state: State
  /** What stands for it where there is no front end. */
  name?: string
}

/** What the front end sends, and what it is sent (jupyter-widgets' protocol 2.1). */
interface WidgetMessage {
  method?: string
  state?: Record<string, unknown>
  buffer_paths?: BufferPath[]
  content?: unknown
}

type Change<State> = (value: State[keyof State], name: keyof State) => unknown

/** https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md */
const PROTOCOL = { version: '2.1.0' }
const TARGET = 'jupyter.widget'
const CONTROL = 'jupyter.widget.control'

/** Any version of anywidget's model and view: what is used of them is the same in all. */
const MODEL = {
  _model_module: 'anywidget',
  _model_name: 'AnyModel',
  _model_module_version: '*',
  _view_module: 'anywidget',
  _view_name: 'AnyView',
  _view_module_version: '*',
  _view_count: null,
}

/** Widgets that the front end knows, by the id of their comm: it may ask for all of them after a reload. */
const known = new Map<string, Widget<object>>()

/**
 * Something in the notebook that the user handles and the program hears of, and the other way round: a state that both
 * sides share. Shown by `display`, or as a cell's result, wherever anywidget's extension is installed.
 *
 * What a handler prints goes to no cell; show it by a `display` handle's `update`.
 *
 * @example
 * const slider = widgets.slider(0, 10)
 * slider.onChange((value) => console.log(value))
 */
export class Widget<State extends object> implements Displayable {
  readonly #state: State
  readonly #esm: string
  readonly #css: string | undefined
  readonly #name: string
  readonly #changes: { name: keyof State | undefined; handler: Change<State> }[] = []
  readonly #messages: ((content: unknown, buffers: Uint8Array[]) => unknown)[] = []
  #comm: Comm<WidgetMessage, WidgetMessage> | undefined

  constructor({ esm, css, state, name = 'widget' }: WidgetOptions<State>) {
    if (typeof esm !== 'string' || !/\bexport\b/.test(esm))
      throw new TypeError('Widget: esm is the text of an ES module whose default export has render({ model, el })')
    this.#esm = esm
    this.#css = css
    this.#state = { ...state }
    this.#name = name
  }

  /**
   * A value of the state.
   *
   * @example
   * widgets.slider(0, 10).get('value')
   */
  get<Name extends keyof State>(name: Name): State[Name] {
    return this.#state[name]
  }

  /**
   * Changes values, here and in the front end. Handlers hear of those that are not what they were.
   *
   * @example
   * widgets.slider(0, 10).set('value', 5)
   */
  set(changes: Partial<State>): this {
    const changed = this.#take(changes)
    if (changed.length > 0 && this.#comm) {
      const { state, paths, buffers } = splitBuffers(Object.fromEntries(changed.map((key) => [key, this.#state[key]])))
      this.#comm.send({ method: 'update', state, buffer_paths: paths }, { buffers })
    }
    // Handlers of a change that the program made itself run here: their errors are its own.
    for (const key of changed) for (const handler of this.#handlersOf(key)) void handler(this.#state[key], key)
    return this
  }

  /**
   * Calls `handler` with the new value whenever one of the state changes, or the one that is named. Returns how to stop.
   *
   * @example
   * widgets.slider(0, 10).onChange(console.log)
   */
  onChange<Name extends keyof State>(name: Name, handler: (value: State[Name]) => unknown): () => void
  onChange(handler: Change<State>): () => void
  onChange(first: keyof State | Change<State>, second?: Change<State> | ((value: never) => unknown)): () => void {
    const named = typeof first !== 'function'
    const entry = { name: named ? first : undefined, handler: (named ? second : first) as Change<State> }
    if (typeof entry.handler !== 'function') throw new TypeError('onChange: the handler is a function')
    this.#changes.push(entry)
    return () => void this.#changes.splice(this.#changes.indexOf(entry), 1)
  }

  /**
   * Calls `handler` with what the front end's half sends by `model.send`.
   *
   * @example
   * widgets.button('Go').onMessage(console.log)
   */
  onMessage(handler: (content: unknown, buffers: Uint8Array[]) => unknown): void {
    this.#messages.push(handler)
  }

  /**
   * Sends something to the front end's half, which gets it as `msg:custom`. Errors: Error before it was shown.
   *
   * @example
   * widgets.button('Go').send({ custom: 1 })
   */
  send(content: unknown, buffers: Uint8Array[] = []): void {
    if (!this.#comm) throw new Error(`${this.#name}: there is no front end before it is shown`)
    this.#comm.send({ method: 'custom', content }, { buffers })
  }

  /**
   * Takes it away from every place where it is shown.
   *
   * @example
   * widgets.button('Go').close()
   */
  close(): void {
    if (this.#comm) known.delete(this.#comm.commId)
    this.#comm?.close()
    this.#comm = undefined
  }

  [jupyterDisplay](): MimeBundle {
    const text = this.toString()
    if (!currentHost().comms) return { 'text/plain': text }
    const { commId } = this.#open()
    const view = { version_major: 2, version_minor: 1, model_id: commId }
    return { 'application/vnd.jupyter.widget-view+json': view, 'text/plain': text }
  }

  toString(): string {
    return `<${this.#name} ${inspect(this.#state, { depth: 1, breakLength: Infinity })}>`
  }

  [inspect.custom](): string {
    return this.toString()
  }

  /** @internal Everything that the front end's model holds. */
  modelState(): Record<string, unknown> {
    const own = { ...this.#state } as Record<string, unknown>
    return {
      ...MODEL,
      _anywidget_id: `tsgrad.${this.#name}`,
      _esm: this.#esm,
      ...(this.#css && { _css: this.#css }),
      ...own,
    }
  }

  #open(): Comm<WidgetMessage, WidgetMessage> {
    if (this.#comm) return this.#comm
    answerForAll()
    const { state, paths, buffers } = splitBuffers(this.modelState())
    const comm = new Comm<WidgetMessage, WidgetMessage>(TARGET, {
      data: { state, buffer_paths: paths },
      metadata: PROTOCOL,
      buffers,
    })
    comm.onMsg((message) => this.#receive(message))
    comm.onClose(() => {
      known.delete(comm.commId)
      if (this.#comm === comm) this.#comm = undefined
    })
    known.set(comm.commId, this as unknown as Widget<object>)
    this.#comm = comm
    return comm
  }

  async #receive({ data, buffers }: CommMessage<WidgetMessage>): Promise<void> {
    const { method, state = {}, buffer_paths: paths = [], content } = data
    if (method === 'request_state') {
      const whole = splitBuffers(this.modelState())
      this.#comm?.send({ method: 'update', state: whole.state, buffer_paths: whole.paths }, { buffers: whole.buffers })
    } else if (method === 'update') {
      const given = joinBuffers(state, paths, buffers)
      // The front end's model keeps names of its own, such as how many views there are.
      const ours = Object.entries(given).filter(([name]) => Object.hasOwn(this.#state, name))
      const changed = this.#take(Object.fromEntries(ours) as Partial<State>)
      for (const key of changed) for (const handler of this.#handlersOf(key)) await handler(this.#state[key], key)
    } else if (method === 'custom') for (const handler of this.#messages) await handler(content, buffers)
  }

  /** Takes values over; the names of those that are new. */
  #take(changes: Partial<State>): (keyof State & string)[] {
    const changed: (keyof State & string)[] = []
    for (const key of Object.keys(changes) as (keyof State & string)[]) {
      if (!Object.hasOwn(this.#state, key)) throw new TypeError(`${this.#name}: its state has no '${key}'`)
      if (Object.is(this.#state[key], changes[key])) continue
      this.#state[key] = changes[key] as State[typeof key]
      changed.push(key)
    }
    return changed
  }

  #handlersOf(key: keyof State): Change<State>[] {
    return this.#changes.filter(({ name }) => name === undefined || name === key).map(({ handler }) => handler)
  }
}

let answering = false

/** A front end that was reloaded asks for all widgets at once. */
function answerForAll(): void {
  if (answering) return
  answering = true
  Comm.registerTarget<unknown, { method?: string }>(CONTROL, (comm) => {
    comm.onMsg(({ data }) => {
      if (data.method !== 'request_states') return
      const states = Object.fromEntries(
        [...known].map(([id, widget]) => {
          const state = widget.modelState()
          const { _model_name: model_name, _model_module: model_module, _model_module_version } = state
          return [id, { model_name, model_module, model_module_version: _model_module_version, state }]
        }),
      )
      const { state, paths, buffers } = splitBuffers(states)
      comm.send({ method: 'update_states', states: state, buffer_paths: paths }, { buffers })
    })
  })
}
