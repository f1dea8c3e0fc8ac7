import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { vi } from 'vitest'
import type { RoomConfig } from '../../../kernel/language/config.js'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { createWorld, type World } from '../../../kernel/language/world.js'
import type { ConvertedCell, RejectedCell } from '../../../kernel/rooms.js'
import { installAwaits } from '../../../kernel/session/awaits.js'
import { Cells } from '../../../kernel/session/cells.js'

const require = createRequire(import.meta.url)
const here = dirname(fileURLToPath(import.meta.url))

// To make a world takes a second, and several where others work too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** The room over the stub of the runtime beside this file. */
export const stubConfig: RoomConfig = {
  root: here,
  libDir: dirname(require.resolve('typescript')),
  nodeTypes: dirname(require.resolve('@types/node/package.json')),
  runtime: join(here, 'stub/index.d.ts'),
}

// What converted code calls where it awaits.
installAwaits(new Cells())

const nativeImport = { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }

export interface Ran {
  value?: unknown
  error?: unknown
  rejected?: RejectedCell
  converted?: ConvertedCell
}

/** A notebook: converts a cell, runs its JavaScript as the session does in little, and commits. */
export class Notebook {
  readonly room
  readonly exports: Record<string, unknown> = { ...require('./stub/index.cjs') }
  private readonly modules = new Map<string, { js: string; exports?: Record<string, unknown> }>()
  private serial = 0

  constructor(world: World = createWorld(stubConfig)) {
    this.room = new LanguageRoom(world)
  }

  convert(code: string): ConvertedCell | RejectedCell {
    return this.room.convert({ cell: ++this.serial, code })
  }

  async run(code: string): Promise<Ran> {
    const converted = this.convert(code)
    const cell = this.serial
    if (converted.status === 'error') return { rejected: converted }
    for (const { fileName, js } of converted.modules) this.modules.set(fileName, { js })
    const before = new Map(converted.declares.map((name) => [name, this.exports[name]]))
    try {
      await this.evaluate(converted)
    } catch (error) {
      const defined = converted.declares.filter((name) => this.exports[name] !== before.get(name))
      this.room.commit({ cell, defined })
      return { error, converted }
    }
    this.room.commit({ cell, defined: 'all' })
    const value = converted.lastExpression === undefined ? undefined : this.exports[converted.lastExpression]
    return { value, converted }
  }

  /** The value of a cell that must work. */
  async value(code: string): Promise<unknown> {
    const { value, error, rejected } = await this.run(code)
    if (error) throw error
    if (rejected) throw new Error(`${rejected.ename} ${rejected.evalue}`)
    return value
  }

  private async evaluate(cell: ConvertedCell): Promise<void> {
    const head = `(${cell.async ? 'async ' : ''}function (exports, require, __filename, __importMeta) {`
    const run = vm.runInThisContext(`${head}${cell.js}\n})`, nativeImport) as (...args: unknown[]) => unknown
    await run(this.exports, (id: string) => this.require(id, process.cwd()), 'cell.ts', { filename: 'cell.ts' })
  }

  private require(id: string, from: string): unknown {
    if (id === 'tsgrad') return require('./stub/index.cjs')
    const path = resolve(from, id)
    const found = [path, `${path}.ts`, `${path}.tsx`, `${path}.js`, path.replace(/\.js$/, '.ts')].find((p) =>
      this.modules.has(p),
    )
    if (!/^[./]/.test(id) || !found) return createRequire(join(process.cwd(), 'cell.js'))(id)
    const module = this.modules.get(found)!
    if (!module.exports) {
      module.exports = {}
      const holder = { exports: module.exports }
      const body = vm.runInThisContext(`(function (exports, require, module) {${module.js}\n})`, nativeImport) as (
        ...args: unknown[]
      ) => void
      body(module.exports, (inner: string) => this.require(inner, dirname(found)), holder)
      module.exports = holder.exports
    }
    return module.exports
  }
}
