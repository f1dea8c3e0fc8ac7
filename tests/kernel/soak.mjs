/**
 * Many cells of all kinds through one kernel: `node tests/kernel/soak.mjs [cells] [minutes]`, 10,000 by default, one after
 * the other unless it is told how long to take. Every 500 cells it prints the resident memory of each of the kernel's
 * processes and the time per cell. For Linux, on a build.
 */
import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Dealer, Subscriber } from 'zeromq'

const CELLS = Number(process.argv[2] ?? 10_000)
const MINUTES = Number(process.argv[3] ?? 0)
const EVERY = 500
const DELIMITER = '<IDS|MSG>'

/** @type {((i: number) => string)[]} */
const KINDS = [
  (i) => `const a${i % 50} = ${i}; function f${i % 50}(x: number): number { return x + a${i % 50} }\nf${i % 50}(1)`,
  (i) =>
    `class C${i % 20} { constructor(readonly n = ${i}) {} twice() { return 2 * this.n } }\nnew C${i % 20}().twice()`,
  () => 'for (let i = 0; i < 200; i++) console.log("line", i)',
  () => 'const t = randn(200, 200); t.matmul(t).sum().item()',
  () => 'const w = randn(64, 64, { requiresGrad: true }); w.mul(w).sum().backward(); w.grad',
  (i) => `throw new Error("number ${i}")`,
  () => 'const wrong: number = "text"',
  () => 'await new Promise((resolve) => setTimeout(resolve, 1)); [1, 2, 3].map((x) => x * 2)',
  () =>
    'display({ "text/html": "<b>" + "x".repeat(10_000) + "</b>" }); const shown = display("one"); shown.update("two")',
  () => 'console.table([{ a: 1, b: 2 }, { a: 3, b: 4 }]); new Map([[1, { deep: [1, 2] }]])',
]

const connection = await freeConnection()
const folder = mkdtempSync(join(tmpdir(), 'tsgrad-soak-'))
const file = join(folder, 'connection.json')
writeFileSync(file, JSON.stringify(connection))
const main = join(import.meta.dirname, '..', '..', 'dist', 'kernel', 'main.js')
const kernel = spawn(process.execPath, [main, file], {
  cwd: folder,
  env: { ...process.env, TSGRAD_HISTORY: 'memory' },
  stdio: ['ignore', 'inherit', 'inherit'],
})
const ended = new Promise((resolve) => kernel.once('exit', resolve))
const shell = new Dealer({ linger: 0 })
const iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 })
shell.connect(`tcp://127.0.0.1:${connection.shell_port}`)
iopub.connect(`tcp://127.0.0.1:${connection.iopub_port}`)
iopub.subscribe()
await iopub.receive() // the welcome

try {
  for (let i = 0; i < KINDS.length; i++) await run(KINDS[i]?.(i) ?? '')
  console.log('cells    ms/cell   MiB of the kernel’s processes')
  report(0, 0)
  const began = performance.now()
  let spent = 0
  for (let i = 1; i <= CELLS; i++) {
    const since = performance.now()
    await run(KINDS[i % KINDS.length]?.(i) ?? '')
    spent += performance.now() - since
    const early = began + (i / CELLS) * MINUTES * 60_000 - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    if (i % EVERY !== 0 && i !== CELLS) continue
    report(i, spent / (i % EVERY || EVERY))
    spent = 0
  }
} finally {
  shell.close()
  iopub.close()
  kernel.kill('SIGKILL')
  await ended
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Runs a cell, to its idle and its reply.
 * @param {string} code
 */
async function run(code) {
  const id = randomUUID()
  const header = { msg_id: id, msg_type: 'execute_request', session: 'soak', username: '', date: '', version: '5.4' }
  const content = {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: false,
  }
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part))
  const hmac = createHmac('sha256', connection.key)
  for (const part of parts) hmac.update(part)
  await shell.send([DELIMITER, hmac.digest('hex'), ...parts])
  await shell.receive()
  for (;;) {
    const frames = (await iopub.receive()).map(String)
    const [, type, parent, , body] = frames.slice(frames.indexOf(DELIMITER) + 1)
    if (!type?.includes('"status"') || JSON.parse(parent ?? '{}').msg_id !== id) continue
    if (JSON.parse(body ?? '{}').execution_state === 'idle') return
  }
}

/** @param {number} cells @param {number} ms */
function report(cells, ms) {
  const processes = family(kernel.pid ?? 0).map((pid) => [name(pid), resident(pid)])
  const total = processes.reduce((sum, [, mib]) => sum + Number(mib), 0)
  const each = processes.map(([what, mib]) => `${what} ${mib}`).join(', ')
  console.log(`${String(cells).padEnd(8)} ${ms.toFixed(1).padStart(7)}   ${total}: ${each}`)
}

/** A process and all that it started. @param {number} pid @returns {number[]} */
function family(pid) {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(family)]
}

/** @param {number} pid */
function name(pid) {
  return pid === kernel.pid ? 'session and wire' : 'language'
}

/** MiB. @param {number} pid */
function resident(pid) {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kib ?? 0) / 1024)
}

/** Five ports that are free, and a key. */
async function freeConnection() {
  const servers = Array.from({ length: 5 }, () => createServer().listen(0, '127.0.0.1'))
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise((resolve) =>
          server.once('listening', () => {
            const address = server.address()
            server.close(() => resolve(typeof address === 'object' ? address?.port : 0))
          }),
        ),
    ),
  )
  const [shell_port, control_port, iopub_port, stdin_port, hb_port] = ports
  const where = { transport: 'tcp', ip: '127.0.0.1', key: randomUUID(), signature_scheme: 'hmac-sha256' }
  return { ...where, shell_port, control_port, iopub_port, stdin_port, hb_port }
}
