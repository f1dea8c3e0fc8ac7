import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bundleOf } from '../../src/display/bundle.js'
import { Comm } from '../../src/display/index.js'
import { joinBuffers, splitBuffers } from '../../src/widgets/buffers.js'
import { button, slider, Widget } from '../../src/widgets/index.js'
import { recordingHost, type Said } from '../display/host.js'

let host: ReturnType<typeof recordingHost>
beforeEach(() => {
  host = recordingHost()
})
afterEach(() => host.restore())

const ESM = 'export default { render() {} }'
const receive = (id: string, data: unknown, buffers: Uint8Array[] = []) =>
  Comm.receive(id, { data, metadata: {}, buffers })
const last = (): Extract<Said, { data: unknown }> => host.said.at(-1) as Extract<Said, { data: unknown }>

async function shown(widget: Widget<never>): Promise<string> {
  const { data } = await bundleOf(widget)
  return (data['application/vnd.jupyter.widget-view+json'] as { model_id: string }).model_id
}

describe('a widget', () => {
  it('is opened when it is first shown, as an anywidget model', async () => {
    const widget = new Widget({ esm: ESM, css: '.x {}', state: { n: 1, bytes: new Uint8Array([7]) }, name: 'mine' })
    expect(host.said).toEqual([])
    const id = await shown(widget as never)
    expect(host.said.length).toBe(1)
    expect(last()).toMatchObject({
      kind: 'open',
      id,
      metadata: { version: '2.1.0' },
      data: {
        state: { _model_module: 'anywidget', _view_name: 'AnyView', _esm: ESM, _css: '.x {}', n: 1 },
        buffer_paths: [['bytes']],
      },
      buffers: [new Uint8Array([7])],
    })
    expect(await shown(widget as never)).toBe(id)
    expect(host.said.length).toBe(1)
    expect(String(widget)).toContain('<mine { n: 1')
  })

  it('shares its state both ways', async () => {
    const widget = new Widget({ esm: ESM, state: { n: 1, s: 'a' } })
    const heard: unknown[] = []
    const stop = widget.onChange('n', (n) => heard.push(n))
    widget.onChange((value, name) => heard.push(`${name}=${value}`))
    const id = await shown(widget as never)
    await receive(id, { method: 'update', state: { n: 5, _view_count: 1 } })
    expect(widget.get('n')).toBe(5)
    expect(host.said.length).toBe(1) // what came from there is not sent back
    widget.set({ n: 6, s: 'a' })
    expect(last()).toMatchObject({ kind: 'send', data: { method: 'update', state: { n: 6 }, buffer_paths: [] } })
    stop()
    widget.set({ s: 'b' })
    expect(heard).toEqual([5, 'n=5', 6, 'n=6', 's=b'])
    await receive(id, { method: 'request_state' })
    expect(last().data).toMatchObject({ method: 'update', state: { n: 6, s: 'b', _esm: ESM } })
    expect(() => widget.set({ x: 1 } as never)).toThrow("no 'x'")
  })

  it('sends and hears messages of its own', async () => {
    const widget = new Widget({ esm: ESM, state: {}, name: 'talker' })
    expect(() => widget.send('early')).toThrow('talker: there is no front end')
    const heard = vi.fn()
    widget.onMessage(heard)
    const id = await shown(widget as never)
    await receive(id, { method: 'custom', content: { a: 1 } }, [new Uint8Array([1])])
    expect(heard).toHaveBeenCalledWith({ a: 1 }, [new Uint8Array([1])])
    widget.send({ b: 2 }, [new Uint8Array([2])])
    expect(last()).toMatchObject({ data: { method: 'custom', content: { b: 2 } }, buffers: [new Uint8Array([2])] })
    widget.close()
    expect(last()).toMatchObject({ kind: 'close', id })
  })

  it('is told of with all others after a reload', async () => {
    const id = await shown(new Widget({ esm: ESM, state: { n: 3 } }) as never)
    await Comm.accept('control-1', 'jupyter.widget.control', { data: {}, metadata: {}, buffers: [] })
    await receive('control-1', { method: 'request_states' })
    expect(last()).toMatchObject({ id: 'control-1', data: { method: 'update_states' } })
    const { states } = last().data as { states: Record<string, unknown> }
    expect(states[id]).toMatchObject({ model_name: 'AnyModel', model_module: 'anywidget', state: { n: 3 } })
  })

  it('refuses a module that is none', () => {
    expect(() => new Widget({ esm: 'function render() {}', state: {} })).toThrow('ES module')
  })
})

describe('slider and button', () => {
  it('say what the user does', async () => {
    const n = slider({ label: 'n', min: 1, max: 9, value: 3 })
    const go = button('Go')
    const heard: unknown[] = []
    n.onValue((value) => heard.push(value))
    go.onClick(() => heard.push('click'))
    await receive(await shown(n as never), { method: 'update', state: { value: 8 } })
    await receive(await shown(go as never), { method: 'custom', content: { event: 'click' } })
    expect(heard).toEqual([8, 'click'])
    expect(n.value).toBe(8)
    n.value = 2
    expect(last().data).toMatchObject({ method: 'update', state: { value: 2 } })
    go.disabled = true
    expect(last().data).toMatchObject({ state: { disabled: true } })
  })

  it.each([
    [{ min: 5, max: 1 }, 'min (5) is above max (1)'],
    [{ step: 0 }, 'step is above 0'],
    [{ max: Number.NaN }, 'max is a finite number'],
    [{ max: 5, value: 6 }, 'value 6 is not between 0 and 5'],
  ])('%j is refused', (options, message) => {
    expect(() => slider(options)).toThrow(message)
  })
})

describe('buffers', () => {
  it('are taken out of a state and put back', () => {
    const state = { a: new Uint8Array([1, 2]), list: [{ b: new Float32Array([1]) }, 'x'], c: { d: null } }
    const split = splitBuffers(state)
    expect(split.paths).toEqual([['a'], ['list', 0, 'b']])
    expect(split.state).toEqual({ list: [{}, 'x'], c: { d: null } })
    const joined = joinBuffers(split.state, split.paths, split.buffers)
    expect(joined).toEqual({ ...state, list: [{ b: new Uint8Array(new Float32Array([1]).buffer) }, 'x'] })
    expect(joinBuffers({}, [['x', 'y'], ['__proto__']], [new Uint8Array(1)])).toEqual({})
  })
})
