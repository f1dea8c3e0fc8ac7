import { readFileSync, statSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import type { LocalModule } from '../rooms.js'
import type { SourceMaps } from './source_maps.js'

/** The name by which the package is imported, wherever the notebook lies. */
const PACKAGE = 'tsgrad'

/** A local `.ts` or `.js` module of the user's, compiled by the language room. */
interface Loaded {
  fileName: string
  js: string
  /** Present once it has run, or while it runs. */
  module?: { exports: unknown }
  /** The local modules that asked for it. */
  importers: Set<string>
}

const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
]
/** What a specifier may be called in the source: TypeScript lets `./a.js` stand for `a.ts`. */
const SWAPPED: [RegExp, string][] = [
  [/\.js$/, '.ts'],
  [/\.jsx$/, '.tsx'],
  [/\.mjs$/, '.mts'],
  [/\.cjs$/, '.cts'],
]

/** What cells and local modules import. */
export class Modules {
  readonly #runtime: () => unknown
  readonly #maps: SourceMaps
  readonly #local = new Map<string, Loaded>()
  #cellRequire: { cwd: string; require: NodeJS.Require } | undefined

  constructor(runtime: () => unknown, maps: SourceMaps) {
    this.#runtime = runtime
    this.#maps = maps
  }

  /** Local modules that are new or were edited: they, and whatever imports them, run again when next asked for. */
  update(modules: LocalModule[]): void {
    for (const { fileName, js } of modules) {
      const importers = this.#local.get(fileName)?.importers ?? new Set()
      this.#forget(fileName, new Set())
      this.#local.set(fileName, { fileName, js, importers })
      this.#maps.setFile(fileName, js)
    }
  }

  /** The module, and whatever imports it, runs again when next asked for. */
  rerun(fileName: string): void {
    this.#forget(fileName, new Set())
  }

  /** `require` of a cell: from the working directory as it is now. */
  forCell(): NodeJS.Require {
    const cwd = process.cwd()
    if (this.#cellRequire?.cwd !== cwd)
      this.#cellRequire = { cwd, require: this.#requireFrom(join(cwd, 'notebook.js')) }
    return this.#cellRequire.require
  }

  #requireFrom(from: string): NodeJS.Require {
    const nodes = createRequire(from)
    const require = (specifier: string): unknown => {
      if (specifier === PACKAGE) return this.#runtime()
      const local = isRelative(specifier) ? this.#find(resolve(dirname(from), specifier)) : undefined
      if (local) {
        if (this.#local.has(from)) local.importers.add(from)
        return this.#run(local).exports
      }
      if (specifier.endsWith('.json')) refreshJson(nodes, specifier)
      return nodes(specifier)
    }
    return Object.assign(require, {
      resolve: nodes.resolve,
      cache: nodes.cache,
      extensions: nodes.extensions,
      main: undefined,
    })
  }

  #find(path: string): Loaded | undefined {
    for (const ending of ENDINGS) {
      const found = this.#local.get(path + ending)
      if (found) return found
    }
    for (const [ending, other] of SWAPPED) {
      const found = ending.test(path) ? this.#local.get(path.replace(ending, other)) : undefined
      if (found) return found
    }
    return undefined
  }

  #run(local: Loaded): { exports: unknown } {
    if (local.module) return local.module
    const { fileName, js } = local
    const module: { exports: unknown; filename: string; id: string } = { exports: {}, filename: fileName, id: fileName }
    local.module = module // before it runs, so that a circle finds what is there so far
    try {
      const run = compileFunction(js, fileName, [
        'exports',
        'require',
        'module',
        '__filename',
        '__dirname',
        '__importMeta',
      ])
      run.call(
        module.exports,
        module.exports,
        this.#requireFrom(fileName),
        module,
        fileName,
        dirname(fileName),
        importMeta(fileName),
      )
    } catch (error) {
      delete local.module
      throw error
    }
    return module
  }

  #forget(fileName: string, seen: Set<string>): void {
    const local = this.#local.get(fileName)
    if (!local || seen.has(fileName)) return
    seen.add(fileName)
    delete local.module
    for (const importer of local.importers) this.#forget(importer, seen)
    local.importers.clear()
  }
}

/** A function body as a script of its own name, so that its first line is line 1 and its first column column 1. */
export function compileFunction(
  body: string,
  filename: string,
  parameters: string[],
  async = false,
): (...args: unknown[]) => unknown {
  const head = `(${async ? 'async ' : ''}function (${parameters.join(', ')}) {`
  const script = new vm.Script(`${head}${body}\n})`, {
    filename,
    columnOffset: -head.length,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  return script.runInThisContext() as (...args: unknown[]) => unknown
}

/** What `import.meta` stands for in code that runs as CommonJS. */
export function importMeta(fileName: string): {
  url: string
  filename: string
  dirname: string
  resolve(specifier: string): string
} {
  const { resolve } = createRequire(fileName)
  return {
    url: pathToFileURL(fileName).href,
    filename: fileName,
    dirname: dirname(fileName),
    resolve: (specifier) => (specifier.startsWith('node:') ? specifier : pathToFileURL(resolve(specifier)).href),
  }
}

function isRelative(specifier: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)
}

const jsonTimes = new Map<string, number>()

/** A JSON file that was edited is read anew, as a local module is. */
function refreshJson(require: NodeJS.Require, specifier: string): void {
  try {
    const file = require.resolve(specifier)
    const { mtimeMs } = statSync(file)
    if (jsonTimes.has(file) && jsonTimes.get(file) !== mtimeMs)
      require.cache[file]!.exports = JSON.parse(readFileSync(file, 'utf8'))
    jsonTimes.set(file, mtimeMs)
  } catch {
    // `require` itself says what is wrong
  }
}

interface Hooks {
  registerHooks?(hooks: {
    resolve(specifier: string, context: unknown, next: (specifier: string, context: unknown) => unknown): unknown
  }): { deregister(): void }
}
interface Resolver {
  _resolveFilename(request: string, ...rest: unknown[]): string
}

/**
 * Packages and modules that import `tsgrad` by themselves get the running one too, not a second copy.
 * `registerHooks` (Node 22.15 and later) covers ES modules that Node itself loads.
 */
export function aliasPackage(entry: string): { release(): void } {
  const resolver = Module as unknown as Resolver & Hooks
  const original = resolver._resolveFilename
  resolver._resolveFilename = function (request, ...rest) {
    return request === PACKAGE ? entry : original.call(this, request, ...rest)
  }
  const hooks = resolver.registerHooks?.({
    resolve: (specifier, context, next) =>
      specifier === PACKAGE ? { url: pathToFileURL(entry).href, shortCircuit: true } : next(specifier, context),
  })
  return {
    release() {
      resolver._resolveFilename = original
      hooks?.deregister()
    },
  }
}
