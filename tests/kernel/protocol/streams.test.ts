import { describe, expect, test, vi } from 'vitest'
import { MOST_UNITS } from '../../../kernel/session/limits.js'
import { oneKernel } from './one_kernel.js'

// Processes start and cells run: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const { client } = await oneKernel({
  first: "import { execSync, spawn } from 'node:child_process'\nimport { writeSync } from 'node:fs'",
})

/** What a cell printed before its idle, stream by stream as they came. */
async function printed(code: string): Promise<string[]> {
  const { reply, outputs } = await client.run(code)
  expect(reply.status).toBe('ok')
  const texts: { name: string; text: string }[] = []
  for (const { content } of outputs) {
    const last = texts.at(-1)
    if (last !== undefined && last.name === content.name) last.text += content.text
    else texts.push({ name: content.name, text: content.text })
  }
  return texts.map(({ name, text }) => `${name}: ${text}`)
}

describe('what does not go through process.stdout', () => {
  test('writes to the descriptors themselves', async () => {
    expect(await printed("void writeSync(1, 'one\\n')")).toEqual(['stdout: one\n'])
    expect(await printed("void writeSync(2, 'two\\n')")).toEqual(['stderr: two\n'])
  })

  test('a child process with inherited streams, in its place between the lines of the cell', async () => {
    const code = "console.log('a'); execSync('echo b', { stdio: 'inherit' }); console.log('c')"
    for (let i = 0; i < 5; i++) expect(await printed(code)).toEqual(['stdout: a\nb\nc\n'])
    expect(await printed("void execSync('echo e >&2', { stdio: 'inherit' })")).toEqual(['stderr: e\n'])
  })

  test('all of it before idle, however much', async () => {
    const [text] = await printed("void execSync('seq 1 300000', { stdio: 'inherit' })")
    expect(text).toBe(`stdout: ${Array.from({ length: 300_000 }, (_, i) => `${i + 1}\n`).join('')}`)
  })

  test('bytes of one character in two writes', async () => {
    const code =
      "const bytes = Buffer.from('漢'); writeSync(1, bytes.subarray(0, 1)); void writeSync(1, bytes.subarray(1))"
    expect(await printed(code)).toEqual(['stdout: 漢'])
  })

  test('a child that outlives its cell prints to the newest one', async () => {
    await client.run("spawn('sh', ['-c', 'sleep 0.3; echo late'], { stdio: 'inherit' }); 0;")
    expect(await printed('await new Promise((r) => setTimeout(r, 800))')).toEqual(['stdout: late\n'])
  })
})

describe('too much of it', () => {
  const notice = /\n\[83,222,784 more characters were left out: at most 16,777,216 are shown at once\]\n/

  test('a string of 100 MB: cut, with a notice; the kernel lives, and others have its memory', async () => {
    const [text = ''] = await printed("process.stdout.write('x'.repeat(1e8)); 0;")
    expect(text).toHaveLength('stdout: '.length + MOST_UNITS + (notice.exec(text)?.[0].length ?? 0))
    expect(text).toMatch(notice)
    expect(await printed("console.log('and on')")).toEqual(['stdout: and on\n'])
  })

  test('as the message of an error', async () => {
    const { reply } = await client.run("throw new Error('x'.repeat(1e8))")
    expect(reply.ename).toBe('Error')
    expect(reply.evalue).toMatch(notice)
  })

  test('200 MB in small writes leave the kernel small', async () => {
    const code = "const line = 'x'.repeat(1023) + '\\n'; for (let i = 0; i < 200_000; i++) process.stdout.write(line)"
    await client.run('const before = process.memoryUsage().rss')
    let length = 0
    const cell = client.execute(code)
    for (;;) {
      const { header, content } = await cell.outputs.take('text')
      if (header.msg_type === 'stream') length += content.text.length
      if (content.execution_state === 'idle') break
    }
    await cell.reply()
    expect(length).toBe(200_000 * 1024)
    const { outputs } = await client.run('Math.round((process.memoryUsage().rss - before) / 2 ** 20)')
    expect(Number(outputs[0]?.content.data['text/plain'])).toBeLessThan(200)
  })
})
