import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { sessionAddonFile } from '../../../kernel/session_addon.js'

vi.setConfig({ testTimeout: 60_000 })

const root = join(import.meta.dirname, '..', '..', '..')

/** What a fresh process prints that has the addon. */
async function fresh(script: string): Promise<string> {
  const begin = `
    const addon = require(${JSON.stringify(sessionAddonFile(root))})
    const interrupted = Symbol('interrupted'), pending = Symbol('pending')
    addon.attach({ landing() {}, interrupted, pending, own: ['[eval]'], flag: new Int32Array(1) })
  `
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', begin + script])
  return stdout
}

test('a builtin module of Node that is being loaded for the first time is loaded to its end', async () => {
  const load = (interrupt: string) => `
    const sizes = {}
    for (const name of ['zlib', 'crypto', 'http', 'https', 'http2', 'dns', 'perf_hooks', 'worker_threads', 'readline', 'cluster']) {
      ${interrupt}
      sizes[name] = Object.keys(require(name)).length
    }
    console.log(JSON.stringify(sizes))
  `
  // The interrupt comes while the module is under way: that takes milliseconds, the way to it a fraction of one.
  const interrupted = `
    const outcome = addon.call(() => { addon.interrupt(); require(name); for (;;); }, undefined)
    if (outcome !== interrupted) throw new Error(name + ' was not interrupted')
  `
  expect(JSON.parse(await fresh(load(interrupted)))).toEqual(JSON.parse(await fresh(load(''))))
})

test('an interrupt waits for the end of what is held, also where that calls a callback of a cell', async () => {
  const outcomes = await fresh(`
    const rest = () => { for (const end = Date.now() + 50; Date.now() < end; ); return 'whole' }
    const within = addon.hold(() => (addon.interrupt(), rest(), addon.call(rest)))
    console.log(String(within), String(addon.call(rest)), String(addon.call(rest)))
  `)
  expect(outcomes.trim()).toBe('whole Symbol(pending) whole')
})
