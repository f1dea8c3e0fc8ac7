import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { startupSnapshot } from 'node:v8'
import { ExportReader, type Locate } from './exported-names.js'

/** A name that a cell would have after an import. */
export interface Importable {
  name: string
  module: string
  /** The module itself, or what it exports by default. */
  isDefault: boolean
}

/** Node's modules; of a name that several have, the first one's is offered. Others export what few look for. */
const NODE_MODULES = (
  'fs path os util url crypto events child_process worker_threads perf_hooks readline stream zlib http https net assert ' +
  'buffer timers vm v8 dns tty querystring string_decoder async_hooks fs/promises timers/promises stream/promises readline/promises'
).split(' ')

/** Of the user's folder: folders so deep, and so many files. */
const MOST_DEPTH = 3
const MOST_FILES = 200
const MOST_PACKAGES = 100

/** Files and packages that are not read in this time are read at a next question, ms. */
const BUDGET_MS = 30

/** So many letters must be typed, or else too much fits: more for Node's 900 names. A module may be called by fewer. */
const SHORTEST = 3
const SHORTEST_OF_NODE = 4

/** Names that could be imported: of Node, of the user's files, of the packages of the notebook's folder. */
export class AutoImports {
  private readonly reader: ExportReader
  private nodes: Importable[] | undefined

  constructor(private readonly locate: Locate) {
    this.reader = new ExportReader(locate)
  }

  /** Those that begin as typed, each name once: the user's own before packages', and Node's last. */
  find(typed: string): Importable[] {
    if (typed.length < SHORTEST - 1) return []
    const found = new Map<string, Importable>()
    const add = (list: Importable[], shortest: number): void => {
      for (const importable of list) {
        const { name, isDefault } = importable
        const fits = name.startsWith(typed) && (typed.length >= shortest || (isDefault && name === typed))
        if (fits && !found.has(name)) found.set(name, importable)
      }
    }
    const end = performance.now() + BUDGET_MS
    add(this.ofFiles(end), SHORTEST)
    add(this.ofPackages(end), SHORTEST)
    add(this.ofNode(), SHORTEST_OF_NODE)
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  private ofNode(): Importable[] {
    // Some of Node's modules cannot be loaded there, and none belongs into a snapshot.
    if (startupSnapshot.isBuildingSnapshot()) return []
    if (!this.nodes) {
      this.nodes = NODE_MODULES.flatMap((name) => {
        const module = `node:${name}`
        const names = Object.keys(process.getBuiltinModule(module) as object).filter((each) =>
          /^[a-zA-Z]\w*$/.test(each),
        )
        return [
          ...(name.includes('/') ? [] : [{ name, module, isDefault: true }]),
          ...names.map((each) => ({ name: each, module, isDefault: false })),
        ]
      })
    }
    return this.nodes
  }

  private ofFiles(end: number): Importable[] {
    return sourceFiles(process.cwd()).flatMap((path) => {
      if (performance.now() > end) return []
      const module = `./${path.replace(/\.[tj]sx?$/, '')}`
      return this.offered(module, join(process.cwd(), path), basename(path).replace(/\..*$/, ''))
    })
  }

  private ofPackages(end: number): Importable[] {
    const found: Importable[] = []
    for (const name of installedPackages(process.cwd())) {
      if (performance.now() > end) break
      const file = this.locate(name, join(process.cwd(), 'cell.ts'))
      if (file !== undefined) found.push(...this.offered(name, file, basename(name)))
    }
    return found
  }

  private offered(module: string, file: string, called: string): Importable[] {
    const { names, hasDefault } = this.reader.of(file, module)
    const own = called.replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, letter?: string) => letter?.toUpperCase() ?? '')
    // A package of CommonJS without types is its own default export.
    const isDefault = hasDefault || (!module.startsWith('.') && names.size === 0)
    return [
      ...(isDefault && /^[\p{ID_Start}$_]/u.test(own) ? [{ name: own, module, isDefault: true }] : []),
      ...[...names].map((name) => ({ name, module, isDefault: false })),
    ]
  }
}

/** Modules of the user's below a folder, relative to it; not those of packages and of tools. */
function sourceFiles(folder: string): string[] {
  const found: string[] = []
  const visit = (inside: string, depth: number): void => {
    for (const entry of entriesOf(join(folder, inside))) {
      if (found.length >= MOST_FILES) return
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) {
        if (depth < MOST_DEPTH) visit(path, depth + 1)
      } else if (/\.(?:[cm]?[tj]s|[tj]sx)$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name)) found.push(path)
    }
  }
  visit('', 1)
  return found
}

/** What the nearest package.json asks for, or else what lies in the nearest node_modules. */
function installedPackages(from: string): string[] {
  for (let folder = from; ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules')
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest)) return dependenciesOf(manifest).slice(0, MOST_PACKAGES)
    if (existsSync(packages)) return packagesIn(packages).slice(0, MOST_PACKAGES)
    if (dirname(folder) === folder) return []
  }
}

function dependenciesOf(manifest: string): string[] {
  try {
    type Manifest = Record<'dependencies' | 'devDependencies', Record<string, string> | undefined>
    const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest
    const names = [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})]
    return names.filter((name) => !name.startsWith('@types/'))
  } catch {
    return [] // half written, or no package.json at all
  }
}

function packagesIn(folder: string): string[] {
  return entriesOf(folder).flatMap(({ name }) => {
    if (name.startsWith('.') || name === '@types') return []
    return name.startsWith('@') ? entriesOf(join(folder, name)).map((inner) => `${name}/${inner.name}`) : [name]
  })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
