import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness, type Ran } from './harness.js'

let session: Harness
beforeAll(() => {
  session = new Harness()
})
afterAll(() => session.close())

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

describe('streams', () => {
  it('keep the order of the calls, with displays between', async () => {
    const ran = await session.run(
      'console.log("a"); console.error("b"); display("c"); process.stdout.write("d"); process.stderr.write("e");;',
    )
    const told = ran.all.map((e) => (e.kind === 'text' ? `${e.stream} ${e.text.trim()}` : e.kind))
    expect(told).toEqual(['stdout a', 'stderr b', 'display', 'stdout d', 'stderr e', 'done'])
  })

  it.each([
    ['console.log("%s is %d", "x", 5, { a: [1] })', 'x is 5 { a: [ 1 ] }\n'],
    ['console.group("g"); console.log("in"); console.groupEnd()', 'g\n  in\n'],
    ['console.table(5)', '5\n'],
    ['process.stdout.write(Buffer.from("é").subarray(0, 1)); process.stdout.write(Buffer.from("é").subarray(1))', 'é'],
    ['process.stdout.write("6869", "hex")', 'hi'],
    ['await new Promise((r) => process.stdout.write("called back", r))', 'called back'],
  ])('%s', async (code, text) => {
    expect((await session.run(code)).stdout).toBe(text)
  })

  it('console.table is a display: HTML, and Node’s own text', async () => {
    const [shown] = (await session.run('console.table([{ a: 1 }])')).of('display')
    expect(shown?.data['text/plain']).toBe(
      '┌─────────┬───┐\n│ (index) │ a │\n├─────────┼───┤\n│ 0       │ 1 │\n└─────────┴───┘',
    )
    expect(shown?.data['text/html']).toContain('<td>1</td>')
    const [rows] = (await session.run('console.table({ tolist: () => [[1, 2], [3, 4]] })')).of('display')
    expect(rows?.data['text/plain']).toContain('│ 1       │ 3 │ 4 │')
  })

  it('can be piped into', async () => {
    const ran = await session.run(
      'import { Readable } from "node:stream"\nimport { pipeline } from "node:stream/promises"\nawait pipeline(Readable.from(["p", "q"]), process.stdout)',
    )
    expect(ran.stdout).toBe('pq')
    expect((await session.run('console.log("open still")')).stdout).toBe('open still\n')
  })

  it('have warnings of Node', async () => {
    const ran = await session.run(
      'process.emitWarning("take care", "DeprecationWarning")\nawait new Promise((r) => setTimeout(r, 5))',
    )
    expect(ran.text('stderr')).toBe('DeprecationWarning: take care\n')
  })
})

describe('displays', () => {
  /** A value whose bundle takes a while, as that of a chart. */
  const LATE = `const late = (text: string, ms: number) =>
    ({ [Symbol.for('Jupyter.display')]: () => new Promise((r) => setTimeout(() => r({ 'text/plain': text }), ms)) })`
  const shown = (ran: Ran): unknown[] =>
    ran.all.flatMap((e) => (e.kind === 'display' ? [e.data['text/plain']] : e.kind === 'clear_output' ? ['clear'] : []))

  it('keep the order of the calls, however long each takes to make', async () => {
    const ran = await session.run(`${LATE}
      display(late('slow', 40)); display(late('fast', 1)); display('plain'); clearOutput(); display(late('last', 1));;`)
    expect(shown(ran)).toEqual(['slow', 'fast', "'plain'", 'clear', 'last'])
  })

  it('leave the newest in a place that is updated, also by callbacks', async () => {
    const ran = await session.run(`${LATE}
      const place = display(late('first', 30))
      for (const ms of [20, 1]) place.update(late(\`after \${ms}\`, ms))
      setTimeout(() => { place.update(late('then', 20)); place.update('now') }, 5)
      await new Promise((r) => setTimeout(r, 80))`)
    expect(shown(ran)).toEqual(['first', 'after 20', 'after 1', 'then', "'now'"])
  })

  it('that fail, or never come, hold up no other cell', async () => {
    const failing = "{ [Symbol.for('Jupyter.display')]: () => Promise.reject(new Error('no picture')) }"
    const ran = await session.run(`display(${failing}); display('next');;`)
    expect(shown(ran)).toEqual(["'next'"])
    expect(ran.text('stderr')).toContain('no picture')
    expect(shown(await session.run("display('other');;"))).toEqual(["'other'"])
  })
})

describe('whose output', () => {
  it('is that of the cell that started it, however late, while another runs', async () => {
    const first = await session.run(`
      import { exec } from "node:child_process"
      import { readFile } from "node:fs"
      setTimeout(() => console.log("timer"), 5)
      setImmediate(() => console.log("immediate"))
      Promise.resolve().then(() => sleep1(5)).then(() => console.log("promise"))
      readFile("/dev/null", () => console.log("file"))
      exec("echo child", (_, out) => console.log(out.trim()))
      const sleep1 = (ms: number) => new Promise((r) => setTimeout(r, ms))
      const tick = setInterval(() => { console.log("interval"); clearInterval(tick) }, 5)
    `)
    const second = await session.run(
      'for (let i = 0; i < 5; i++) { await new Promise((r) => setTimeout(r, 20)); console.log("second") }',
    )
    await sleep(50)
    expect(first.stdout.trim().split('\n').sort()).toEqual([
      'child',
      'file',
      'immediate',
      'interval',
      'promise',
      'timer',
    ])
    expect(second.stdout).toBe('second\n'.repeat(5))
  })

  it('holds for displays', async () => {
    const first = await session.run('setTimeout(() => display("late"), 10)')
    const second = await session.run('await new Promise((r) => setTimeout(r, 30))')
    expect(first.of('display').map((e) => e.data)).toEqual([{ 'text/plain': "'late'" }])
    expect(second.of('display')).toEqual([])
  })
})

describe('display', () => {
  it('gives a handle that updates and shows nothing', async () => {
    const ran = await session.run('const d = display(html(`<b>2</b>`), { displayId: "mine" })\nd.update(5)\nd')
    expect(ran.all.map((e) => e.kind)).toEqual(['display', 'display', 'done'])
    expect(ran.of('display')).toMatchObject([
      { displayId: 'mine', update: false, data: { 'text/html': '<b>2</b>', 'text/plain': '<b>2</b>' } },
      { displayId: 'mine', update: true, data: { 'text/plain': '5' } },
    ])
  })

  it('takes a bundle as it is, and metadata', async () => {
    const ran = await session.run(
      'display({ "text/plain": "p", "image/png": new Uint8Array([1, 2]) }, { raw: true, metadata: { "image/png": { width: 5 } } })',
    )
    expect(ran.of('display')[0]).toMatchObject({
      data: { 'text/plain': 'p', 'image/png': 'AQI=' },
      metadata: { 'image/png': { width: 5 } },
    })
  })

  it('waits for a bundle in the making before the cell ends', async () => {
    const ran = await session.run(
      'display({ async [Symbol.for("Jupyter.display")]() { await new Promise((r) => setTimeout(r, 20)); return { "text/plain": "slow" } } })',
    )
    expect(ran.all.map((e) => e.kind)).toEqual(['display', 'done'])
  })

  it('honours Jupyter.display in a result, also as a promise', async () => {
    const now = await session.run('({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<i>x</i>" }) })')
    expect(now.of('result')[0]?.data).toMatchObject({ 'text/html': '<i>x</i>' })
    expect(now.of('result')[0]?.data['text/plain']).toBeTypeOf('string')
    const later = await session.run('({ async [Symbol.for("Jupyter.display")]() { return { "text/plain": "soon" } } })')
    expect(later.result).toBe('soon')
  })

  it('of a value that fails to show itself is no failed cell', async () => {
    const ran = await session.run('({ [Symbol.for("Jupyter.display")]() { throw new Error("shy") } })')
    expect(ran.done.status).toBe('ok')
    expect(ran.text('stderr')).toContain('shy')
  })

  it('draws a Vega-Lite specification, for those that draw and those that do not', async () => {
    const spec =
      '({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar", data: { values: [{ a: 1 }] }, encoding: { x: { field: "a" } } })'
    const { data, metadata } = (await session.run(spec)).of('result')[0]!
    expect(Object.keys(data).sort()).toEqual(['application/vnd.vegalite.v5+json', 'image/png', 'text/plain'])
    expect(data['text/plain']).toBe('<Vega-Lite bar chart>')
    expect(String(data['image/png'])).toMatch(/^iVBORw0KGgo/)
    expect(metadata['image/png']).toMatchObject({ width: expect.any(Number), height: expect.any(Number) })
  })

  it('of what cannot be sent is no failed cell, whatever it holds', async () => {
    for (const bundle of [
      '{ "text/plain": "t", "application/json": 10n }',
      '{ "a/b": Symbol() }',
      '5',
      'Promise.reject(new Error("no"))',
    ]) {
      const ran = await session.run(`({ [Symbol.for("Jupyter.display")]: () => (${bundle}) })`)
      expect(ran.done.status).toBe('ok')
    }
    expect(
      (await session.run('display({ "text/plain": "t" }, { raw: true, metadata: { a: () => 1 } as never });;')).of(
        'display',
      )[0]?.metadata,
    ).toEqual({})
  })

  it('clears', async () => {
    const ran = await session.run('clearOutput(); clearOutput(true)')
    expect(ran.of('clear_output').map((e) => e.wait)).toEqual([false, true])
  })
})

describe('input', () => {
  it('prompt blocks, after what was printed, and takes a preset', async () => {
    session.answers = ['Ada', '']
    const ran = await session.run(
      'console.log("before")\nconst who = prompt("Name? ")\nconst other = prompt("Again? ", "preset");\n[who, other]',
    )
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'stdin', 'stdin', 'result', 'done'])
    expect(ran.of('stdin')[0]).toMatchObject({ prompt: 'Name? ', password: false })
    expect(ran.result).toBe("[ 'Ada', 'preset' ]")
  })

  it('input is a promise, and hides a password', async () => {
    session.answers = ['secret']
    const ran = await session.run('await input("Word: ", { password: true })')
    expect(ran.of('stdin')[0]).toMatchObject({ prompt: 'Word: ', password: true })
    expect(ran.result).toBe("'secret'")
  })

  it('says so where the client cannot ask', async () => {
    session.allowStdin = false
    for (const code of ['prompt("x")', 'await input("x")']) {
      const { ename, evalue } = (await session.run(code)).error
      expect(ename).toBe('StdinNotImplementedError')
      expect(evalue).toContain('stdin')
    }
    session.allowStdin = true
  })

  it('is interrupted with the cell, and the interrupt can be caught', async () => {
    const stop = () => ({ id: 0, ok: false, ename: 'KeyboardInterrupt', evalue: '' }) as const
    session.answers = [stop, stop]
    expect((await session.run('prompt("x")')).error.ename).toBe('KeyboardInterrupt')
    expect((await session.run('try { prompt("x") } catch (e) { console.log((e as Error).name) }\n1')).result).toBe('1')
  })
})

describe('comms', () => {
  it('are opened, fed and closed by a cell', async () => {
    const ran = await session.run(
      'const comm = new Comm("target", { data: { a: 1 }, metadata: { m: 2 }, buffers: [new Uint8Array([1])] })\ncomm.send({ b: 2 })\ncomm.close()\ncomm.commId',
    )
    const [open, message, close] = ran.of('comm')
    const id = open?.content.comm_id
    expect(open).toMatchObject({
      message: 'comm_open',
      content: { target_name: 'target', data: { a: 1 } },
      metadata: { m: 2 },
    })
    expect(open?.buffers?.[0]).toEqual(new Uint8Array([1]))
    expect(message).toMatchObject({ message: 'comm_msg', content: { comm_id: id, data: { b: 2 } } })
    expect(close).toMatchObject({ message: 'comm_close', content: { comm_id: id } })
  })

  it('hear the front end; what a handler prints belongs to the message', async () => {
    const cell = await session.run(
      'const heard = new Comm("t", { commId: "c1" })\nheard.onMsg((m) => console.log("got", m.data, m.buffers.length))\nheard.onClose(() => console.log("closed"))',
    )
    const message = await session.comm('msg', { comm_id: 'c1', data: { v: 3 } }, [new Uint8Array(2)])
    expect(message.stdout).toBe('got { v: 3 } 1\n')
    expect((await session.comm('close', { comm_id: 'c1', data: {} })).stdout).toBe('closed\n')
    expect(cell.stdout).toBe('')
  })

  it('end a message when what its handlers show is out, and say so after it', async () => {
    await session.run(`const drawn = new Comm("t", { commId: "c5" })
      drawn.onMsg(() => void display({ [Symbol.for("Jupyter.display")]: () =>
        new Promise((r) => setTimeout(() => r({ "text/plain": "late" }), 20)) }))`)
    const ran = await session.comm('msg', { comm_id: 'c5', data: {} })
    expect(ran.all.map((e) => e.kind)).toEqual(['display', 'done'])
  })

  it('that the front end opens reach their target, or are closed', async () => {
    await session.run('Comm.registerTarget("mine", (comm, open) => { comm.send({ echo: open.data }) })')
    const known = await session.comm('open', { comm_id: 'c2', target_name: 'mine', data: { hi: 1 } })
    expect(known.of('comm')).toMatchObject([
      { message: 'comm_msg', content: { comm_id: 'c2', data: { echo: { hi: 1 } } } },
    ])
    const unknown = await session.comm('open', { comm_id: 'c3', target_name: 'nobody', data: {} })
    expect(unknown.of('comm')).toMatchObject([{ message: 'comm_close', content: { comm_id: 'c3' } }])
  })

  it('survive a handler that throws', async () => {
    await session.run('const angry = new Comm("t", { commId: "c4" })\nangry.onMsg(() => fail("handler"))')
    const ran = await session.comm('msg', { comm_id: 'c4', data: {} })
    expect(ran.error.evalue).toBe('handler')
    expect((await session.run('1')).result).toBe('1')
  })
})
