/** A small checkout with the real set-up scripts and a PATH of stand-ins: what set-up does, without 300 MB of downloads. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../', import.meta.url))
/** Any addon that loads will do for the one that the stand-in of node-gyp builds. */
const someAddon = readdirSync(join(repository, 'node_modules', '@resvg'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.node'))
  .map((file) => join(repository, 'node_modules', '@resvg', file))[0]

export interface Ended {
  code: number | null
  output: string
  milliseconds: number
}

export class Checkout {
  readonly base = mkdtempSync(join(tmpdir(), 'tsgrad-setup-'))
  root = join(this.base, 'checkout')
  readonly commands = join(this.base, 'commands')
  readonly home = join(this.base, 'home')

  constructor(tools: string[] = ['npm', 'python3', 'g++', 'make']) {
    for (const folder of [this.root, this.commands, this.home]) mkdirSync(folder)
    cpSync(join(repository, 'scripts'), join(this.root, 'scripts'), { recursive: true })
    for (const file of [
      'requirements-core.txt',
      'requirements-lab.txt',
      'requirements-openblas.txt',
      'constraints.txt',
    ])
      cpSync(join(repository, file), join(this.root, file))
    this.write('package.json', '{ "name": "tsgrad", "type": "module" }')
    this.write('package-lock.json', '{ "packages": { "": {}, "node_modules/zeromq": { "version": "6.8.0" } } }')
    this.write('src/index.ts', '// the runtime')
    this.write('kernel/cli.ts', cli)
    this.write('kernel/install.ts', '// the kernelspec')
    this.write('kernel/language/build.ts', languageBuild)
    this.write('kernel/build.ts', kernelBuild)
    this.write('native/addon.cc', '// the addon')
    this.write('native/session/addon.cc', "// the session's")
    this.add(...tools)
  }

  /** Put stand-ins on PATH. */
  add(...tools: string[]): void {
    const body = readFileSync(new URL('fakes/command.cjs', import.meta.url), 'utf8')
    for (const tool of tools) {
      const file = join(this.commands, tool)
      writeFileSync(file, `#!${process.execPath}\n${body}`)
      chmodSync(file, 0o755)
    }
  }

  remove(tool: string): void {
    rmSync(join(this.commands, tool))
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    writeFileSync(join(this.root, path), text)
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  /** What the stand-ins were called for since the last look. */
  calls(): string[] {
    try {
      const lines = readFileSync(this.#log, 'utf8').trim().split('\n')
      rmSync(this.#log)
      return lines
    } catch {
      return []
    }
  }

  /** Start `node scripts/setup.mjs`; `ended` settles when it is over. */
  start(args: string[] = [], env: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ended> } {
    const begun = performance.now()
    const child = spawn(process.execPath, [join(this.root, 'scripts', 'setup.mjs'), ...args], {
      cwd: this.root,
      env: { PATH: this.commands, HOME: this.home, FAKE_LOG: this.#log, FAKE_ADDON: someAddon, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    const ended = new Promise<Ended>((resolve) =>
      child.on('close', (code) => resolve({ code, output, milliseconds: performance.now() - begun })),
    )
    return { child, ended }
  }

  run(args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, env).ended
  }

  /** Wait until a stand-in has been called. */
  async called(what: string): Promise<void> {
    for (let i = 0; i < 200; i++) {
      try {
        if (readFileSync(this.#log, 'utf8').includes(what)) return
      } catch {
        // nothing was called yet
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`${what} was not called`)
  }

  dispose(): void {
    rmSync(this.base, { recursive: true, force: true })
  }

  get #log(): string {
    return join(this.base, 'calls')
  }
}

const cli = `import fs from 'node:fs'
const folder = process.argv[4] + '/share/jupyter/kernels/tsgrad'
fs.mkdirSync(folder, { recursive: true })
fs.writeFileSync(folder + '/kernel.json', process.argv[1])
fs.appendFileSync(process.env.FAKE_LOG, 'kernelspec\\n')
`

const kernelBuild = `import fs from 'node:fs'
export async function buildKernel() {
  fs.appendFileSync(process.env.FAKE_LOG, 'wire\\n')
  fs.mkdirSync('dist/kernel/wire', { recursive: true })
  fs.writeFileSync('dist/kernel/wire/worker.bundle.cjs', '')
}
`

const languageBuild = `import fs from 'node:fs'
export async function buildLanguage() {
  fs.appendFileSync(process.env.FAKE_LOG, 'snapshot\\n')
  if (process.env.FAKE_FAIL === 'snapshot') return { status: 'bundle-only', reason: 'no', snapshot: '' }
  fs.writeFileSync('dist/snapshot', '')
  return { status: 'built', snapshot: process.cwd() + '/dist/snapshot' }
}
`
