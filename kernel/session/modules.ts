import { existsSync, readFileSync, statSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import type { ConvertedCell, LocalModule } from '../rooms.js'
import type { SourceMaps } from './source_maps.js'
import { Unfinished } from './unfinished.js'

/** The name by which the package is imported, wherever the notebook lies. */
const PACKAGE = 'tsgrad'

/** A local `.ts` or `.js` module of the user's, compiled by the language room. */
interface Loaded {
  fileName: string
  js: string
  /** Present once it has run, or while it runs. */
  module?: { exports: unknown }
  /** It awaits at its top. */
  awaits: boolean
  /** The local modules that asked for it. */
  importers: Set<string>
  /** JSON files that it asked for, with the time of each. */
  json: Map<string, number>
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
  readonly unfinished = new Unfinished()
  readonly #runtime: () => unknown
  readonly #maps: SourceMaps
  readonly #local = new Map<string, Loaded>()
  /** Packages that `require` cannot load, by who imports them and their names. */
  readonly #imported = new Map<string, unknown>()
  #cellRequire: { cwd: string; require: NodeJS.Require } | undefined

  constructor(runtime: () => unknown, maps: SourceMaps) {
    this.#runtime = runtime
    this.#maps = maps
  }

  /** Local modules that are new or were edited: they, and whatever imports them, run again when next asked for. */
  update(modules: LocalModule[]): void {
    for (const { fileName, json } of this.#local.values())
      if ([...json].some(([file, time]) => timeOf(file) !== time)) this.#forget(fileName, new Set())
    for (const { fileName, js, awaits = false } of modules) {
      const importers = this.#local.get(fileName)?.importers ?? new Set()
      this.#forget(fileName, new Set())
      this.#local.set(fileName, { fileName, js, awaits, importers, json: new Map() })
      this.#maps.setFile(fileName, js)
    }
  }

  /** The module, and whatever imports it, runs again when next asked for; one that awaits at its top, at once. */
  rerun(fileName: string): Promise<void> | undefined {
    const local = this.#local.get(fileName)
    this.#forget(fileName, new Set())
    return local?.awaits ? this.#runAsync(local) : undefined
  }

  /**
   * Loads what `require` cannot: packages that export nothing to it, and modules that await at their top. As declarations
   * of a module they come before its first statement anyway.
   */
  async load({ modules, packages = [], awaited = [] }: ConvertedCell): Promise<void> {
    const wanted = [{ from: notebookFile(), packages }]
    for (const module of modules) wanted.push({ from: module.fileName, packages: module.packages ?? [] })
    for (const { from, packages } of wanted) {
      const nodes = createRequire(from)
      for (const name of packages) {
        if (this.#imported.has(keyOf(from, name)) || !needsImport(nodes, name)) continue
        const load = compileFunction('return import(name)', from, ['name'])
        this.#imported.set(keyOf(from, name), asRequired((await load(name)) as object))
      }
    }
    for (const fileName of awaited) {
      const local = this.#local.get(fileName)
      if (local && !local.module) await this.#runAsync(local)
    }
  }

  /** `require` of a cell: from the working directory as it is now. */
  forCell(): NodeJS.Require {
    const cwd = process.cwd()
    if (this.#cellRequire?.cwd !== cwd) this.#cellRequire = { cwd, require: this.#requireFrom(notebookFile()) }
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
      const imported = this.#imported.get(keyOf(from, specifier))
      if (imported !== undefined) return imported
      if (!specifier.endsWith('.json')) return nodes(specifier)
      const file = refreshJson(nodes, specifier)
      if (file !== undefined) this.#local.get(from)?.json.set(file, timeOf(file))
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
    try {
      const { module, run } = this.#begin(local, false)
      run()
      this.unfinished.end(local)
      return module
    } catch (error) {
      delete local.module
      throw error
    }
  }

  async #runAsync(local: Loaded): Promise<void> {
    try {
      await this.#begin(local, true).run()
      this.unfinished.end(local)
    } catch (error) {
      delete local.module
      throw error
    }
  }

  #begin(local: Loaded, async: boolean): { module: { exports: unknown }; run: () => unknown } {
    const { fileName, js } = local
    const module: { exports: unknown; filename: string; id: string } = { exports: {}, filename: fileName, id: fileName }
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname', '__importMeta']
    const body = compileFunction(js, fileName, parameters, { async })
    this.unfinished.begin(local)
    local.module = module // before it runs, so that a circle finds what is there so far
    const { exports } = module
    const require = this.#requireFrom(fileName)
    const run = () => body.call(exports, exports, require, module, fileName, dirname(fileName), importMeta(fileName))
    return { module, run }
  }

  #forget(fileName: string, seen: Set<string>): void {
    const local = this.#local.get(fileName)
    if (!local || seen.has(fileName)) return
    seen.add(fileName)
    delete local.module
    local.json.clear()
    for (const importer of local.importers) this.#forget(importer, seen)
    local.importers.clear()
  }
}

/**
 * A function body as a script of its own name, so that its first line is line 1 and its first column column 1.
 * @param options.evaluates it calls `eval`: the properties of the first parameter are names to it. A `with` makes every
 *   name outside of functions slow, so only those that need it have one.
 */
export function compileFunction(
  body: string,
  filename: string,
  parameters: string[],
  { async = false, evaluates = false }: { async?: boolean; evaluates?: boolean } = {},
): (...args: unknown[]) => unknown {
  const begins = async ? 'async function' : 'function'
  const named = parameters.join(', ')
  const [head, tail] = evaluates
    ? [`(function (${named}) { with (${parameters[0]}) return (${begins} () {`, '}).call(this) })']
    : [`(${begins} (${named}) {`, '})']
  const script = new vm.Script(`${head}${body}\n${tail}`, {
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

/** Cells lie in the working directory. */
const notebookFile = (): string => join(process.cwd(), 'notebook.js')

const keyOf = (from: string, specifier: string): string => `${dirname(from)}\0${specifier}`

/** Whatever else is wrong with a package, `require` says where it is asked for. */
function needsImport(require: NodeJS.Require, name: string): boolean {
  try {
    const file = require.resolve(name)
    if (file in require.cache || !isModule(file)) return false
    require(name)
    return false
  } catch (error) {
    const code = (error as { code?: unknown } | undefined)?.code
    return IMPORT_ONLY.has(String(code))
  }
}

/** What `require` of an ES module gives: one with a default export is marked, for those who ask as CommonJS does. */
function asRequired(module: object): object {
  if (!('default' in module) || '__esModule' in module) return module
  const marked: object = Object.create(null, { __esModule: { value: true }, [Symbol.toStringTag]: { value: 'Module' } })
  for (const name of Object.keys(module))
    Object.defineProperty(marked, name, { get: () => module[name as keyof typeof module], enumerable: true })
  return marked
}

const IMPORT_ONLY = new Set(['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_REQUIRE_ASYNC_MODULE', 'ERR_REQUIRE_ESM'])

/** An ES module, by its ending or by the package that it belongs to. */
function isModule(file: string): boolean {
  if (!file.endsWith('.js')) return file.endsWith('.mjs')
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest)) return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string }).type === 'module'
    if (dirname(folder) === folder) return false
  }
}

const jsonTimes = new Map<string, number>()

/** A JSON file that was edited is read anew, as a local module is. @returns its path, if there is one */
function refreshJson(require: NodeJS.Require, specifier: string): string | undefined {
  try {
    const file = require.resolve(specifier)
    const time = timeOf(file)
    if (jsonTimes.has(file) && jsonTimes.get(file) !== time)
      require.cache[file]!.exports = JSON.parse(readFileSync(file, 'utf8'))
    jsonTimes.set(file, time)
    return file
  } catch {
    return undefined // `require` itself says what is wrong
  }
}

/** When a file was last written; NaN, which is equal to nothing, where there is none. */
function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN
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
