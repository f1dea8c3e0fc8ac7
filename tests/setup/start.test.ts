import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** `npm start` of this very checkout, with an empty home. */

const repository = fileURLToPath(new URL('../../', import.meta.url))
let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tsgrad-home-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Where Jupyter could leave something: what a developer edits elsewhere meanwhile does not count. */
const gitStatus = () =>
  execFileSync('git', ['status', '--porcelain', '--', 'lessons', ':(glob)*'], { cwd: repository, encoding: 'utf8' })

/** Of `api/kernelspecs`. */
interface KernelSpecModel {
  resources: object
  spec: object
}

/** Every process that `pid` has started, and what those have. */
function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

const commandOf = (pid: number) => {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return '' // it ended in between
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'npm start serves JupyterLab with the kernel on the lessons; %s ends it and all it started',
  { timeout: 120_000 },
  async (signal) => {
    const before = gitStatus()
    const port = await freePort()
    const { PATH, LANG } = process.env
    const env = { PATH, LANG, HOME: home }
    const options = ['--no-browser', `--port=${port}`, '--IdentityProvider.token=secret']
    const npm = spawn('npm', ['start', '--', ...options], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    const ended = new Promise<void>((resolve) => npm.on('close', () => resolve()))
    const ask = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`, {
        ...init,
        headers: { Authorization: 'token secret' },
      })
      expect(answer.ok, `${path}: ${answer.status}\n${output}`).toBe(true)
      return answer.json()
    }
    try {
      await expect.poll(() => output, { timeout: 60_000, interval: 200 }).toContain(`127.0.0.1:${port}/lab`)

      const { kernelspecs } = (await ask('api/kernelspecs')) as { kernelspecs: Record<string, KernelSpecModel> }
      expect(kernelspecs.tsgrad?.spec).toMatchObject({ display_name: 'TypeScript (tsgrad)' })
      expect(Object.keys(kernelspecs.tsgrad?.resources ?? {})).toEqual(
        expect.arrayContaining(['logo-svg', 'logo-64x64']),
      )
      const { content } = (await ask('api/contents/')) as { content: { name: string }[] }
      expect(content.map(({ name }) => name)).toContain('01_matmul.ipynb')
      await ask('api/kernels', { method: 'POST', body: '{"name": "tsgrad"}' })
      const commands = () => descendants(npm.pid as number).map(commandOf)
      await expect
        .poll(commands, { timeout: 20_000 })
        .toContainEqual(expect.stringContaining('dist/kernel/main.bundle.cjs'))
      expect(output).not.toContain('Error')
    } finally {
      const started = descendants(npm.pid as number)
      // npm passes a signal on to what it runs; a kill of the whole group is the terminal's way.
      npm.kill(signal)
      await ended
      await expect.poll(() => started.filter(isAlive), { timeout: 15_000, interval: 200 }).toEqual([])
    }
    expect(gitStatus()).toBe(before)
    // npm's cache is the only thing that may be written at home.
    expect(readdirSync(home).filter((name) => name !== '.npm')).toEqual([])
    expect(existsSync(join(repository, '.setup', 'jupyter', 'runtime'))).toBe(true)
  },
)

test('JupyterLab does not ask for news at its first start', () => {
  const file = join(repository, '.venv', 'share', 'jupyter', 'lab', 'settings', 'overrides.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    '@jupyterlab/apputils-extension:notification': { fetchNews: 'false' },
  })
})
