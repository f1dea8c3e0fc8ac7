import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { converted, createRig, done, type Rig } from './rig.js'

let rig: Rig
afterEach(() => rig.close())

describe('interrupt_request', () => {
  test('while converting: KeyboardInterrupt at once, the late result runs nothing, the next cell does', async () => {
    let finish = () => {}
    rig = await createRig(undefined, {
      convert: async ({ code }) => {
        if (code === 'slow') await new Promise<void>((resolve) => (finish = resolve))
        return { status: 'ok', js: '', async: false, declares: [], modules: [] }
      },
    })
    const { client, asked } = rig
    const cell = client.execute('slow', { stop_on_error: false })
    await cell.busy()
    await cell.output('execute_input')
    const interrupt = client.send('interrupt_request', {}, { channel: 'control' })
    expect(await interrupt.answered()).toEqual({ status: 'ok' })
    expect(await cell.output('error')).toMatchObject({ ename: 'KeyboardInterrupt', evalue: '' })
    expect(await cell.reply()).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' })
    await cell.idle()
    finish()
    expect((await client.run('1')).reply.status).toBe('ok')
    expect(asked).toHaveLength(1)
  })

  test('while running: the cell is marked, then the main thread is stopped', async () => {
    rig = await createRig(() => false)
    const { client, writer, interrupts } = rig
    const cell = client.execute('loop')
    await cell.busy()
    await cell.output('execute_input')
    expect(writer.interrupted(1)).toBe(false)
    await client.send('interrupt_request', {}, { channel: 'control' }).answered()
    expect(interrupts.count).toBe(1)
    expect(writer.interrupted(1)).toBe(true)
    const error = { ename: 'KeyboardInterrupt', evalue: '', traceback: [] }
    writer.event(done(1, { status: 'error', error, defined: [] }))
    expect(await cell.output('error')).toEqual(error)
    await cell.reply()
    await cell.idle()
  })

  test('that is not answered in time: what is going on, and more at the second and the third', async () => {
    rig = await createRig(() => false)
    const { client, writer } = rig
    const cell = client.execute('native()')
    await cell.busy()
    await cell.output('execute_input')
    for (const says of [
      /^Interrupt received, but a native call is running/,
      /^Interrupted a second time/,
      /^Interrupted a third time/,
    ]) {
      await client.send('interrupt_request', {}, { channel: 'control' }).answered()
      const { name, text } = await cell.output('stream')
      expect(name).toBe('stderr')
      expect(text).toMatch(says)
      expect(text).toContain('restart the kernel')
    }
    writer.event(done(1))
    await cell.reply()
    await cell.idle()
  })

  test('at idle the session is to end what earlier cells left running', async () => {
    rig = await createRig()
    await rig.client.send('interrupt_request').answered()
    expect(rig.interrupts.count).toBe(1)
    await vi.waitFor(() => expect(rig.asked).toEqual([{ op: 'interrupt' }]))
  })
})

describe('a SIGINT that the main thread reports', () => {
  test('ends a conversion; our own does nothing', async () => {
    rig = await createRig(() => false, {
      convert: ({ code }) => (code === 'slow' ? new Promise(() => {}) : Promise.resolve(converted(code))),
    })
    const { client, wire, writer } = rig
    const slow = client.execute('slow')
    await slow.busy()
    await slow.output('execute_input')
    wire.signalled()
    expect((await slow.output('error')).ename).toBe('KeyboardInterrupt')
    await slow.reply()
    await slow.idle()

    const running = client.execute('loop')
    await running.busy()
    await running.output('execute_input')
    await vi.waitFor(() => expect(rig.asked).toHaveLength(1))
    await client.send('interrupt_request').answered()
    writer.event(done(2))
    const next = client.execute('slow')
    await running.reply()
    await running.idle()
    await next.busy()
    await next.output('execute_input')
    wire.signalled() // of the interrupt before
    await setTimeout(250)
    expect(next.left).toEqual([])
    wire.signalled()
    await next.output('error')
    await next.reply()
    await next.idle()
  })
})

test('the report of a SIGINT that has stopped a cell does not stop the next one', async () => {
  rig = await createRig(() => false, {
    convert: ({ code }) => (code === 'slow' ? new Promise(() => {}) : Promise.resolve(converted(code))),
  })
  const { client, wire, writer } = rig
  const running = client.execute('loop')
  await running.busy()
  await running.output('execute_input')
  await vi.waitFor(() => expect(rig.asked).toHaveLength(1))
  const error = { ename: 'KeyboardInterrupt', evalue: '', traceback: [] }
  writer.event(done(1, { status: 'error', error }))
  await running.reply()
  await running.output('error')
  await running.idle()
  const next = client.execute('slow')
  await next.busy()
  await next.output('execute_input')
  wire.signalled()
  await setTimeout(250)
  expect(next.left).toEqual([])
  wire.signalled()
  await next.output('error')
  await next.reply()
  await next.idle()
})

describe('stdin', () => {
  test('a question follows what was printed, and its answer reaches the session', async () => {
    rig = await createRig(async ({ cell }, { writer, answers }) => {
      writer.text('stdout', cell, 'before')
      writer.event({ cell, kind: 'stdin', id: 1, prompt: 'name? ', password: true })
      const answer = await answers.next(1)
      writer.text('stdout', cell, `after ${JSON.stringify(answer)}`)
    })
    const cell = rig.client.execute('prompt()')
    await cell.busy()
    await cell.output('execute_input')
    expect(await cell.output('stream')).toEqual({ name: 'stdout', text: 'before' })
    expect(await cell.question()).toEqual({ prompt: 'name? ', password: true })
    rig.client.answer('Ada')
    expect((await cell.output('stream')).text).toBe('after {"id":1,"ok":true,"value":"Ada"}')
    await cell.reply()
    await cell.idle()
  })

  test('a client without stdin gets no question', async () => {
    let ename = ''
    rig = await createRig(async ({ cell }, { writer, answers }) => {
      writer.event({ cell, kind: 'stdin', id: 1, prompt: '', password: false })
      const answer = await answers.next(1)
      if (!answer.ok) ename = answer.ename
    })
    await rig.client.run('prompt()', { allow_stdin: false })
    expect(ename).toBe('StdinNotImplementedError')
  })

  test('answers name their question; one to a withdrawn question is skipped', async () => {
    rig = await createRig(async ({ cell, code }, { writer, answers }) => {
      const ids = code === 'two' ? [1, 2] : [3]
      for (const id of ids) writer.event({ cell, kind: 'stdin', id, prompt: `${id}`, password: false })
      for (const id of ids) writer.text('stdout', cell, JSON.stringify(await answers.next(id)))
    })
    const { client, logged } = rig
    const two = client.execute('two')
    await two.busy()
    await two.output('execute_input')
    await two.questionMessage()
    client.answer('second', await two.questionMessage())
    client.answer('first')
    expect((await two.output('stream')).text).toBe(
      '{"id":1,"ok":true,"value":"first"}{"id":2,"ok":true,"value":"second"}',
    )
    await two.reply()
    await two.idle()

    const withdrawn = client.execute('one')
    await withdrawn.busy()
    await withdrawn.output('execute_input')
    const stale = await withdrawn.questionMessage()
    await client.send('interrupt_request', {}, { channel: 'control' }).answered()
    expect((await withdrawn.output('stream')).text).toContain('KeyboardInterrupt')
    await withdrawn.reply()
    await withdrawn.idle()
    const next = client.execute('one')
    await next.busy()
    await next.output('execute_input')
    const fresh = await next.questionMessage()
    client.answer('too late', stale)
    client.answer('in time', fresh)
    expect((await next.output('stream')).text).toContain('in time')
    await next.reply()
    await next.idle()
    expect(logged.filter((line) => !line.startsWith('debug'))).toEqual([
      'warn: stdin: input_reply was skipped: nobody waits for it',
    ])
  })

  test('an interrupt answers open questions and needs no signal', async () => {
    let ename = ''
    rig = await createRig(async ({ cell }, { writer, answers }) => {
      writer.event({ cell, kind: 'stdin', id: 1, prompt: '', password: false })
      const answer = await answers.next(1)
      if (!answer.ok) ename = answer.ename
    })
    const cell = rig.client.execute('prompt()')
    await cell.busy()
    await cell.output('execute_input')
    await cell.question()
    await rig.client.send('interrupt_request', {}, { channel: 'control' }).answered()
    await cell.reply()
    await cell.idle()
    expect(ename).toBe('KeyboardInterrupt')
    expect(rig.interrupts.count).toBe(0)
  })
})

describe('shutdown_request', () => {
  test.each([true, false])('restart %s: reply, a notice to all, then the end', async (restart) => {
    rig = await createRig()
    const { client, asked, exited } = rig
    const request = client.send('shutdown_request', { restart }, { channel: 'control' })
    await request.busy()
    expect(await request.output('shutdown_reply')).toEqual({ status: 'ok', restart })
    expect(await request.reply()).toEqual({ status: 'ok', restart })
    await request.idle()
    await exited
    await vi.waitFor(() => expect(asked).toEqual([{ op: 'shutdown', restart }]))
  })
})
