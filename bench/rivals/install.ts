import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Pinned, so that figures of different days mean the same. */
const PYTHON = ['torch==2.13.0', 'numpy==2.4.6', 'ipykernel==7.4.0', 'jupyter_client==8.10.0']
const TSLAB = 'tslab@1.0.22'
const TFJS = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0']
const DENO = 'deno@2.9.6'

/** The rivals live in a folder of their own that set-up knows nothing of. */
export class Rivals {
  private readonly folder: string
  constructor(root: string) {
    this.folder = join(root, '.rivals')
    mkdirSync(this.folder, { recursive: true })
  }

  /** A Python with PyTorch and ipykernel: TSGRAD_BENCH_PYTHON, or a venv made here (PyTorch is a large download). */
  python(): string {
    const given = process.env.TSGRAD_BENCH_PYTHON
    if (given) return given
    const venv = join(this.folder, 'python')
    const python = join(venv, 'bin', 'python')
    this.once('python', PYTHON.join(' '), () => {
      rmSync(venv, { recursive: true, force: true })
      run('python3', ['-m', 'venv', venv])
      run(python, ['-m', 'pip', 'install', '--quiet', ...PYTHON], { timeout: DOWNLOAD_MS })
      run(python, ['-m', 'ipykernel', 'install', '--sys-prefix'])
    })
    return python
  }

  /** Stock tslab, and the folder for JUPYTER_PATH that holds its kernelspec. */
  tslab(): string {
    const folder = join(this.folder, 'tslab')
    this.once('tslab', TSLAB, () => {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
      npmInstall(folder, TSLAB)
      const spec = join(folder, 'jupyter', 'kernels', 'tslab')
      mkdirSync(spec, { recursive: true })
      const main = join(folder, 'node_modules', 'tslab', 'bin', 'tslab')
      const argv = [process.execPath, main, 'kernel', '--config-path', '{connection_file}']
      writeFileSync(join(spec, 'kernel.json'), JSON.stringify({ argv, display_name: 'tslab', language: 'typescript' }))
    })
    return join(folder, 'jupyter')
  }

  /** Deno with its kernel, and the folder for JUPYTER_PATH that holds its kernelspec. */
  deno(): string {
    const folder = join(this.folder, 'deno')
    this.once('deno', DENO, () => {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
      npmInstall(folder, DENO, '--ignore-scripts') // they would only look for the binary that is named below
      const spec = join(folder, 'jupyter', 'kernels', 'deno')
      mkdirSync(spec, { recursive: true })
      // Not the package's script, which would start Node first.
      const platforms = join(folder, 'node_modules', '@deno')
      const binary = join(platforms, readdirSync(platforms)[0], 'deno')
      const argv = [binary, 'jupyter', '--kernel', '--conn', '{connection_file}']
      writeFileSync(join(spec, 'kernel.json'), JSON.stringify({ argv, display_name: 'Deno', language: 'typescript' }))
    })
    return join(folder, 'jupyter')
  }

  /** tfjs with its WebAssembly backend: the folder it is installed in. */
  tfjs(): string {
    const folder = join(this.folder, 'tfjs')
    this.once('tfjs', TFJS.join(' '), () => {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
      npmInstall(folder, ...TFJS)
    })
    return folder
  }

  /** What `install` gives, or why it could not: a comparison goes on without that rival. */
  static optional(install: () => string): string | Error {
    try {
      return install()
    } catch (error) {
      return new Error(`not installed: ${(error as Error).message.split('\n')[0]}`)
    }
  }

  private once(name: string, inputs: string, action: () => void): void {
    const mark = join(this.folder, `${name}.done`)
    const stamp = join(this.folder, `${name}.${inputs.replaceAll(/[^\w.=-]+/g, '_')}`)
    if (existsSync(stamp)) return
    process.stderr.write(`bench: installing ${inputs} into .rivals/ …\n`)
    action()
    writeFileSync(mark, '')
    renameSync(mark, stamp)
  }
}

/** A network that never answers must not stop the comparison. */
const INSTALL_MS = 300_000
const DOWNLOAD_MS = 1_200_000 // PyTorch is large

function npmInstall(cwd: string, ...packages: string[]): void {
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], { cwd, timeout: INSTALL_MS })
}

function run(command: string, args: string[], options: { cwd?: string; timeout?: number } = {}): void {
  execFileSync(command, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'], killSignal: 'SIGKILL' })
}
