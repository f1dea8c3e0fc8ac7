import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { Request } from './client.js'
import { begin, oneKernel } from './one_kernel.js'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const { client } = await oneKernel()

const result = async (cell: Request): Promise<string> => {
  const { data } = await cell.output('execute_result')
  await cell.reply()
  await cell.idle()
  return data['text/plain']
}
const failure = async (cell: Request): Promise<string> => {
  const { ename, evalue } = await cell.output('error')
  expect(await cell.reply()).toMatchObject({ status: 'error', ename })
  await cell.idle()
  return `${ename}: ${evalue}`
}

for (const [name, ask] of [
  ['prompt', 'prompt("name? ")'],
  ['await input', 'await input("name? ")'],
] as const) {
  test(`${name}: the answer`, async () => {
    const cell = await begin(client, ask)
    expect(await cell.question()).toEqual({ prompt: 'name? ', password: false })
    client.answer('Ada')
    expect(await result(cell)).toBe("'Ada'")
  })

  test(`${name}: the end of input, as consoles tell it`, async () => {
    const cell = await begin(client, ask)
    await cell.question()
    client.answer('\x04')
    expect(await failure(cell)).toBe('EOFError: the input has ended')
  })

  test(`${name}: an interrupt while it waits; whoever catches it goes on`, async () => {
    const cell = await begin(client, ask)
    await cell.question()
    await client.send('interrupt_request', {}, { channel: 'control' }).answered()
    expect(await failure(cell)).toBe('KeyboardInterrupt: ')
    const caught = await begin(
      client,
      `let seen = ''\ntry { ${ask} } catch (error) { seen = (error as Error).name }\nseen`,
    )
    await caught.question()
    await client.send('interrupt_request', {}, { channel: 'control' }).answered()
    expect(await result(caught)).toBe("'KeyboardInterrupt'")
  })

  test(`${name}: a client that cannot ask`, async () => {
    const { reply } = await client.run(ask, { allow_stdin: false })
    expect(reply).toMatchObject({ status: 'error', ename: 'StdinNotImplementedError' })
  })
}

test('a password is asked for as one', async () => {
  const cell = await begin(client, '(await input("key? ", { password: true })).length')
  expect(await cell.question()).toEqual({ prompt: 'key? ', password: true })
  client.answer('secret')
  expect(await result(cell)).toBe('6')
})

test('an empty answer gives the preset', async () => {
  const cell = await begin(client, 'prompt("name? ", "nobody")')
  await cell.question()
  client.answer('')
  expect(await result(cell)).toBe("'nobody'")
})

test('a cell goes on while input waits, and several questions are answered in their order', async () => {
  const cell = await begin(
    client,
    'const both = [input("1"), input("2")]; console.log("on"); (await Promise.all(both)).join("+")',
  )
  const first = await cell.questionMessage()
  await cell.questionMessage()
  expect((await cell.output('stream')).text).toBe('on\n')
  client.answer('a', first)
  await setTimeout(20)
  client.answer('b')
  expect(await result(cell)).toBe("'a+b'")
})
