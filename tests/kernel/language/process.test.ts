import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildLanguage } from '../../../kernel/language/build.js'
import type { Launch } from '../../../kernel/language/child.js'
import { type LanguageClient, launches, startLanguage } from '../../../kernel/language/client.js'
import { builtFiles, fromSnapshot } from '../../../kernel/language/install.js'

let folder: string
let started: LanguageClient[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'process-'))
  await buildLanguage()
}, 120_000)
afterEach(() => {
  for (const client of started) client.close()
  started = []
})
afterAll(() => rmSync(folder, { recursive: true }))

function start(ways?: Launch[]): LanguageClient {
  const client = startLanguage(ways && { ways })
  started.push(client)
  return client
}

const way = (name: string) => launches().find((l) => l.name === name)!

async function evaluates(client: LanguageClient): Promise<void> {
  expect(await client.convert({ cell: 1, code: '1+1' })).toMatchObject({ status: 'ok', lastExpression: 'tsLastExpr' })
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100; i++) {
    try {
      process.kill(pid, 0)
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return true
    } catch {
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

describe('the build', () => {
  it('is done once for the same inputs', async () => {
    const again = await buildLanguage()
    expect(again.status).toBe('fresh')
    expect(existsSync(again.snapshot) && existsSync(again.bundle)).toBe(true)
  })
}, 60_000)

describe('the room’s process', () => {
  it.each(['snapshot', 'bundle', 'modules'])('starts from the %s', async (name) => {
    const client = start([way(name)])
    await client.ready
    expect(client.launch).toBe(name)
    await evaluates(client)
    expect((await client.complete({ code: 'Math.ma', cursor: 7 })).matches).toEqual(['max'])
    expect((await client.inspect({ code: 'parseInt', cursor: 8, detail: 0 })).data['text/plain']).toMatch(
      /Converts a string/,
    )
    expect(await client.isComplete({ code: 'f(' })).toMatchObject({ status: 'incomplete' })
  })

  it('starts from the bundle when the snapshot is damaged or of another Node', async () => {
    const { snapshot } = builtFiles()
    const damaged = join(folder, 'damaged.blob')
    copyFileSync(snapshot, damaged)
    truncateSync(damaged, 1_000_000)
    for (const blob of [damaged, join(folder, 'none.blob')]) {
      const client = start([{ name: 'snapshot', arguments: fromSnapshot(blob) }, way('bundle')])
      await evaluates(client) // asked before it was known
      expect(client.launch).toBe('bundle')
    }
  })

  it('takes the watch program where the environment says so', async () => {
    process.env.TSGRAD_LANGUAGE = 'watch'
    try {
      const client = start()
      expect(await client.convert({ cell: 1, code: 'const kept: string = "k"' })).toMatchObject({ status: 'ok' })
      await client.commit({ cell: 1, defined: 'all' })
      expect(await client.convert({ cell: 2, code: 'kept.length; randn(2, 3).shape' })).toMatchObject({ status: 'ok' })
      expect((await client.complete({ code: 'kep', cursor: 3 })).matches).toEqual(['kept'])
    } finally {
      delete process.env.TSGRAD_LANGUAGE
    }
  })

  it('says why when no way works', async () => {
    const client = start([{ name: 'bundle', arguments: ['-e', 'console.error("no such luck"); process.exit(3)'] }])
    await expect(client.ready).rejects.toThrow(/does not start: exit code 3: no such luck/)
    await expect(client.convert({ cell: 1, code: '1' })).rejects.toThrow(/does not start/)
  })

  it('is replaced when it goes on with a cell that was interrupted', async () => {
    const client = start()
    await client.convert({ cell: 1, code: 'let kept = 5' })
    await client.commit({ cell: 1, defined: 'all' })
    const { pid } = client
    // Interrupted and done in time, it stays.
    const short = client.convert({ cell: 2, code: 'kept' })
    client.interrupt()
    expect(await short).toMatchObject({ status: 'ok' })
    expect(client.pid).toBe(pid)
    const lines = Array.from(
      { length: 3000 },
      (_, i) =>
        `const w${i} = [${i}].map((x) => ({ x, c: x + 1 })).filter((y) => y.c > ${i}).map((z) => ({ ...z, d: 1 }))`,
    )
    const long = client.convert({ cell: 3, code: lines.join('\n') })
    const failure = long.then(String, String)
    await new Promise((resolve) => setTimeout(resolve, 100))
    client.interrupt()
    const next = client.convert({ cell: 4, code: 'kept.toFixed()' })
    expect((await failure).slice(0, 100)).toContain('the cell was interrupted')
    expect(await next).toMatchObject({ status: 'ok' })
    expect(client.pid).not.toBe(pid)
  })

  it('is replaced when it dies, by one that knows what was declared', async () => {
    const client = start()
    for (const [cell, code] of [
      'const early = 1; type Early = "e"',
      'let both: Early = "e"',
      'const never = 2, some = 3',
    ].entries()) {
      expect(await client.convert({ cell, code })).toMatchObject({ status: 'ok' })
      if (cell < 2) await client.commit({ cell, defined: 'all' })
    }
    process.kill(client.pid!, 'SIGKILL')
    await client.commit({ cell: 2, defined: ['some'] })
    expect(await client.convert({ cell: 3, code: 'const t: Early = both; early + some' })).toMatchObject({
      status: 'ok',
    })
    expect(await client.convert({ cell: 4, code: 'never' })).toMatchObject({ status: 'error' })
  })

  it('is not interrupted by what interrupts the cell', async () => {
    const client = start()
    await client.ready
    process.kill(client.pid!, 'SIGINT')
    await evaluates(client)
    const group = /^NSpgid:\s+(\d+)/m.exec(readFileSync(`/proc/${client.pid}/status`, 'utf8'))
    if (group) expect(Number(group[1])).toBe(client.pid)
  })

  it('leaves with its client, however that ends', async () => {
    const client = start()
    await client.ready
    client.close()
    expect(await isGone(client.pid!)).toBe(true)
    await expect(client.convert({ cell: 1, code: '1' })).rejects.toThrow(/closed/)
    const script = `import(${JSON.stringify(builtFiles().modules.replace('serve.js', 'client.js'))}).then(async ({ startLanguage }) => {
      const client = startLanguage(); await client.ready; console.log(client.pid) })`
    const kernel = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = await new Promise<number>((resolve) => kernel.stdout.once('data', (text) => resolve(Number(text))))
    kernel.kill('SIGKILL')
    expect(await isGone(pid)).toBe(true)
  })
}, 60_000)
