import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Client } from '../protocol/client.js'
import { Kernel } from '../protocol/kernel.js'
import { Dap, ended, started } from './dap.js'

/** The debugger of the real kernel, by protocol: one kernel for all, each test with a debugger of its own. */

let kernel: Kernel
let client: Client
let dap: Dap

beforeAll(async () => {
  kernel = await Kernel.start()
  client = await kernel.connect()
  await client.run('const weights = tensor([[1, 2], [3, 4]])')
  await client.check()
})
afterAll(async () => {
  client.close()
  await kernel.stop()
})
beforeEach(async () => {
  dap = new Dap(client)
  await dap.start()
  await dap.initialized()
})
afterEach(async () => {
  await dap.ask('disconnect')
  await client.check()
})

const TRAIN = `interface Options { rate: number }
function train(x: number, options: Options): number {
  const doubled: number = x * 2
  const config = { rate: options.rate, names: ['a', 'b'] }
  return doubled * config.rate
}
const loss = train(3, { rate: 0.5 })
loss`

test('a breakpoint stops in the line of TypeScript, with the frames and the variables of that moment', async () => {
  expect(await dap.breakAt(TRAIN, 5)).toEqual([5])
  const cell = await started(client, TRAIN)
  const { reason, frames, ids } = await dap.stopped(cell)
  expect({ reason, frames }).toEqual({ reason: 'breakpoint', frames: ['train:5', '<cell>:7'] })
  const { Locals, Cells } = await dap.scopes(ids[0]!)
  expect(Locals).toEqual({
    x: '3',
    options: '{ rate: 0.5 }',
    doubled: '6',
    config: "{ rate: 0.5, names: [ 'a', 'b' ] }",
  })
  expect(Cells).toMatchObject({ weights: 'Tensor<[2, 2]> [[1., 2.], [3., 4.]]' })
  expect((await dap.finish(cell, '3')).status).toBe('ok')
})

test('a tensor unfolds to its shape, dtype and rows; JupyterLab is told the line as the type', async () => {
  const code = 'const leaf = tensor([[1, 2]], { requiresGrad: true })\nconst after = leaf.mul(2)\nafter.shape'
  await dap.breakAt(code, 3)
  const cell = await started(client, code)
  await dap.stopped(cell)
  const { variables } = await dap.ask('inspectVariables')
  const leaf = variables.find(({ name }: { name: string }) => name === 'leaf')
  expect(leaf.type).toBe('Tensor<[1, 2]> [[1., 2.]], requires_grad=True')
  expect(await dap.unfold(leaf.variablesReference)).toEqual({
    shape: '[ 1, 2 ]',
    dtype: 'float32',
    requiresGrad: 'true',
    grad: 'null',
    '[0]': 'Tensor<[2]> [1., 2.]',
  })
  const rich = await dap.ask('richInspectVariables', { variableName: 'weights' })
  expect(rich.data['text/plain']).toBe('tensor([[1., 2.],\n        [3., 4.]])')
  await dap.finish(cell, 'torch.Size([1, 2])')
})

test('stepping: over, into, out and past the end of the cell', async () => {
  await client.run(TRAIN)
  const code = 'const again = train(4, { rate: 2 })\nagain + 1'
  await dap.breakAt(code, 1)
  const cell = await started(client, code)
  expect((await dap.stopped(cell)).frames).toEqual(['<cell>:1'])
  await dap.ask('stepIn', { threadId: 1 })
  expect(await dap.stopped(cell)).toMatchObject({ reason: 'step', frames: ['train:3', '<cell>:1'] })
  await dap.ask('next', { threadId: 1 })
  expect((await dap.stopped(cell)).frames).toEqual(['train:4', '<cell>:1'])
  await dap.ask('stepOut', { threadId: 1 })
  expect((await dap.stopped(cell)).frames[0]).toMatch(/^<cell>:[12]$/)
  let steps = 0
  for (;;) {
    await dap.ask('next', { threadId: 1 })
    const message = await cell.outputs.take('stop or result')
    if (message.content.event === 'stopped') expect(++steps).toBeLessThan(8)
    else {
      // Over the end: the result, and that nothing stands any more, in either order.
      expect(message.content.event ?? message.content.data['text/plain']).toMatch(/^continued|17$/)
      break
    }
  }
  await cell.outputs.take('the other')
  expect((await ended(cell)).status).toBe('ok')
})

test('a step over an await stops behind it', async () => {
  const code = `async function slow(n: number) {
  await new Promise((resolve) => setTimeout(resolve, 30))
  const next = n + 1
  return next
}
const one = await slow(0)
const two = await slow(one)
two`
  await dap.breakAt(code, 6)
  const cell = await started(client, code)
  expect((await dap.stopped(cell)).frames).toEqual(['<cell>:6'])
  await dap.ask('next', { threadId: 1 })
  expect((await dap.stopped(cell)).frames[0]).toBe('<cell>:7')
  await dap.finish(cell, '2')
})

test('conditions know names of the frame, of the cell and of earlier cells', async () => {
  await client.run('const limit = 3')
  const code = 'let seen = 0\nfor (let i: number = 0; i < 6; i++) {\n  seen = i\n}\nseen'
  await dap.breakAt(code, { line: 3, condition: '(i as number) > limit && seen === 3' })
  const cell = await started(client, code)
  const { ids } = await dap.stopped(cell)
  expect(await dap.evaluate('i', ids[0])).toBe('4')
  await dap.finish(cell, '5')
})

test('hit counts and log points', async () => {
  const code = 'let sum = 0\nfor (let i = 0; i < 5; i++) {\n  sum += i\n}\nsum'
  await dap.breakAt(code, { line: 3, hitCondition: '== 4' })
  const counted = await started(client, code)
  const { ids } = await dap.stopped(counted)
  expect(await dap.evaluate('i', ids[0])).toBe('3')
  await dap.finish(counted, '10')

  await dap.breakAt(code, { line: 3, condition: 'i > 2', logMessage: 'at {i}: {sum * 2} of {weights}' })
  const logged = await started(client, code)
  const line = (i: number, sum: number) => `at ${i}: ${sum} of Tensor<[2, 2]> [[1., 2.], [3., 4.]]\n`
  const text = line(3, 6) + line(4, 12)
  expect(await logged.text('stdout', text.length)).toBe(text)
  await ended(logged, '10')

  const { breakpoints } = await dap.ask('setBreakpoints', {
    source: { path: (await dap.ask('dumpCell', { code })).sourcePath },
    breakpoints: [
      { line: 3, condition: 'i >' },
      { line: 3, hitCondition: 'often' },
    ],
  })
  expect(breakpoints).toMatchObject([
    { verified: false, message: 'Expression expected.' },
    { verified: false, message: '"often" is no hit count: 3, == 3, > 3 or % 3' },
  ])
})

test('evaluate: expressions, statements and assignments, in a frame and without one', async () => {
  const code = 'let total = 5\nfunction shadow(n: number) {\n  const total = "local"\n  return n\n}\nshadow(7)'
  await dap.breakAt(code, 4)
  const cell = await started(client, code)
  const { ids } = await dap.stopped(cell)
  const [inner, outer] = ids
  expect(await dap.evaluate('n + 1', inner)).toBe('8')
  expect(await dap.evaluate('total', inner)).toBe('"local"')
  expect(await dap.evaluate('total', outer)).toBe('5')
  expect(await dap.evaluate('(total as number) + 1', outer)).toBe('6')
  expect(await dap.evaluate('{ a: n, b: [1, 2] }', inner)).toBe('{ a: 7, b: [ 1, 2 ] }')
  expect(await dap.evaluate('const q: number = n * 2; q + 1', inner)).toBe('15')
  expect(await dap.evaluate('weights.sum()', inner)).toBe('Tensor<[]> 10.')
  expect(await dap.refusal('evaluate', { expression: 'nope', frameId: inner })).toBe(
    'ReferenceError: nope is not defined',
  )
  expect(await dap.refusal('evaluate', { expression: 'n +', frameId: inner })).toBe('Expression expected.')
  expect(await dap.refusal('evaluate', { expression: 'while (true) {}', frameId: inner })).toMatch(/terminat/i)
  await dap.evaluate('total = 50', outer)
  await dap.finish(cell, '7')
  expect(await dap.evaluate('total + 1')).toBe('51')
  const { reply, outputs } = await client.run('total')
  expect([reply.status, outputs[0]?.content.data['text/plain']]).toEqual(['ok', '50'])
}, 90_000)

test('variables can be set, and copied to the notebook', async () => {
  const code = 'function half(n: number) {\n  const parts = { left: n }\n  return parts.left / 2\n}\nhalf(8)'
  await dap.breakAt(code, 3)
  const cell = await started(client, code)
  const { ids } = await dap.stopped(cell)
  const { scopes } = await dap.ask('scopes', { frameId: ids[0] })
  const locals = await dap.variables(scopes[0].variablesReference)
  const parts = locals.find(({ name }) => name === 'parts')!
  const set = { variablesReference: parts.variablesReference, name: 'left', value: 'n + 92' }
  expect((await dap.ask('setVariable', set)).value).toBe('100')
  await dap.ask('copyToGlobals', { srcVariableName: 'parts', dstVariableName: 'kept', srcFrameId: ids[0] })
  const wrong = { srcVariableName: 'parts', dstVariableName: 'a b', srcFrameId: ids[0] }
  expect(await dap.refusal('copyToGlobals', wrong)).toBe('a b is no name of a variable')
  await dap.finish(cell, '50')
  const { outputs } = await client.run('kept.left')
  expect(outputs[0]?.content.data['text/plain']).toBe('100')
})

test('pause on exceptions: where it is thrown, caught or not, and where a shape does not fit', async () => {
  await dap.ask('setExceptionBreakpoints', { filters: ['all'] })
  const code = `function bad(n: number) {
  if (n > 2) throw new RangeError('too big ' + n)
  return n
}
try { bad(3) } catch {}
bad(5)`
  const cell = await started(client, code)
  expect(await dap.stopped(cell)).toMatchObject({
    reason: 'exception',
    text: 'RangeError: too big 3',
    frames: ['bad:2', '<cell>:5'],
  })
  expect(await dap.ask('exceptionInfo', { threadId: 1 })).toMatchObject({
    exceptionId: 'RangeError',
    description: 'RangeError: too big 3',
  })
  await dap.ask('continue', { threadId: 1 })
  expect((await dap.stopped(cell)).frames).toEqual(['bad:2', '<cell>:6'])
  expect((await dap.finish(cell, 'too big 5')).status).toBe('error')

  const shapes = 'const wide: any = weights\nwide.matmul(tensor([1, 2, 3]))'
  const failing = await started(client, shapes)
  expect(await dap.stopped(failing)).toMatchObject({ reason: 'exception', frames: ['<cell>:2'] })
  await dap.ask('setExceptionBreakpoints', { filters: [] })
  const reply = await dap.finish(failing, 'size mismatch, got input (2), mat (2x2), vec (3)')
  expect(reply.ename).toBe('RuntimeError')
})

test('pausing a loop, and interrupting what stands: state is kept', async () => {
  const loop = await started(client, 'let rounds = 0\nwhile (rounds >= 0) {\n  rounds++\n}')
  await new Promise((resolve) => setTimeout(resolve, 300))
  await dap.ask('pause', { threadId: 1 })
  const { reason, frames } = await dap.stopped(loop)
  expect(reason).toBe('pause')
  expect(frames[0]).toMatch(/^<cell>:[23]$/)
  expect(Number(await dap.evaluate('rounds'))).toBeGreaterThan(0)
  await client.send('interrupt_request', {}, { channel: 'control' }).answered()
  expect((await dap.rest(loop, '')).ename).toBe('KeyboardInterrupt')
  const { outputs } = await client.run('rounds > 0')
  expect(outputs[0]?.content.data['text/plain']).toBe('true')
})

test('breakpoints set after a function was defined, `debugger` statements, and lines without code', async () => {
  const code = 'function later(n: number) {\n  // nothing here\n\n  return n + 1\n}\nlater(0)'
  await client.run(code)
  expect(await dap.breakAt(code, 2)).toEqual([4])
  const call = await started(client, 'later(1)')
  expect((await dap.stopped(call)).frames).toEqual(['later:4', '<cell>:1'])
  await dap.finish(call, '2')

  const fresh = 'interface Never { ran: true }\n\nconst here = 1\n// the end'
  expect(await dap.breakAt(fresh, 1, 4)).toEqual([3, 4])

  const statement = await started(client, 'const q = 2\ndebugger\nq')
  expect(await dap.stopped(statement)).toMatchObject({ reason: 'breakpoint', frames: ['<cell>:2'] })
  await dap.finish(statement, '2')
})

test('magics keep their lines, and a cell that runs again stops again', async () => {
  const code = '// %time stands in line 3\nconst base = 2\nconst timed = %time base + 1\nconst next = timed + 1\nnext'
  await dap.breakAt(code, 4)
  for (const _ of ['first', 'second']) {
    const cell = await started(client, code)
    await cell.output('stream') // what the magic says
    expect((await dap.stopped(cell)).frames).toEqual(['<cell>:4'])
    await dap.finish(cell, '4')
  }
})

test('what was printed comes before the stop', async () => {
  const code = 'for (let i = 0; i < 30; i++) {\n  console.log(i)\n  void i\n}'
  await dap.breakAt(code, 3)
  const cell = await started(client, code)
  for (let i = 0; i < 30; i++) {
    expect(await cell.output('stream')).toEqual({ name: 'stdout', text: `${i}\n` })
    expect((await dap.stopped(cell)).frames).toEqual(['<cell>:3'])
    if (i < 29) await dap.ask('continue', { threadId: 1 })
  }
  await dap.finish(cell)
})

test('local modules: stops in their TypeScript, with their source', async () => {
  const file = join(kernel.folder, 'steps.ts')
  const text = 'type N = number\n\nexport function twice(n: N): N {\n  const result = n * 2\n  return result\n}\n'
  writeFileSync(file, text)
  await client.run("import { twice } from './steps'")
  const { modules } = await dap.ask('modules')
  expect(modules).toEqual([{ id: 0, name: 'steps.ts', path: file }])
  expect((await dap.ask('source', { source: { path: file } })).content).toBe(text)
  await dap.ask('setBreakpoints', { source: { path: file }, breakpoints: [{ line: 5 }] })
  const cell = await started(client, 'twice(21)')
  const { frames, ids } = await dap.stopped(cell)
  expect(frames).toEqual(['twice:5', '<cell>:1'])
  expect((await dap.scopes(ids[0]!)).Locals).toEqual({ n: '21', result: '42' })
  await dap.finish(cell, '42')
  expect(await dap.refusal('source', { source: { path: '/etc/passwd' } })).toBe('there is no source of /etc/passwd')
})

test('debugInfo tells a page that was reloaded what stands', async () => {
  const code = 'const a = 1\nconst b = a + 1\nb'
  await dap.breakAt(code, { line: 2, condition: 'a === 1' })
  const cell = await started(client, code)
  const { ids } = await dap.stopped(cell)
  const info = await dap.ask('debugInfo')
  expect(info).toMatchObject({ isStarted: true, hashMethod: 'Murmur2', tmpFileSuffix: '.ts', stoppedThreads: [1] })
  expect(info.tmpFilePrefix).toContain(`ipykernel_${kernel.process.pid}`)
  expect(info.breakpoints).toEqual([
    { source: (await dap.ask('dumpCell', { code })).sourcePath, breakpoints: [{ line: 2, condition: 'a === 1' }] },
  ])
  // JupyterLab asks again only for a frame that it does not know; the one it has stays good.
  await dap.evaluate('a', ids[0])
  const { stackFrames } = await dap.ask('stackTrace', { threadId: 1 })
  expect(stackFrames[0].id).not.toBe(ids[0])
  await dap.ask('scopes', { frameId: ids[0] })
  await dap.finish(cell, '2')
  expect(await dap.refusal('scopes', { frameId: ids[0] })).toBe(`there is no frame ${ids[0]}`)
  expect(await dap.refusal('next', { threadId: 1 })).toBe('the program is not stopped')
  expect(await dap.refusal('nonsense')).toBe('the debugger does not know the command "nonsense"')
})
