import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inlineMap } from '../../inline_map.js'
import type { ConvertedCell } from '../../rooms.js'
import { scriptName } from '../../script_name.js'
import { murmur2 } from './murmur2.js'

/** How the client names the file of a cell that it holds: prefix, hash of the code, suffix. */
export const NAMING = {
  // JupyterLab shows `Cell [3]` for a path that holds `ipykernel_`, and the bare path for any other. With the process's id
  // it notices a restart. There need be no such file.
  prefix: join(tmpdir(), `ipykernel_${process.pid}`) + sep,
  suffix: '.ts',
  method: 'Murmur2',
  seed: 0xc70f6907,
} as const

/** JavaScript that the main thread runs, or ran: one execution of a cell, or a local module. */
export interface Script {
  /** As V8 names it. */
  url: string
  /** As the client names it. */
  path: string
  /** TypeScript. */
  code: string
  /** With its source map. */
  js: string
}

/** More executions than this are not remembered: breakpoints in what they defined are lost. */
const REMEMBERED = 1024

/** What was compiled, also while no debugger is there: a breakpoint may be set in what is long defined. */
export class Scripts {
  readonly #byUrl = new Map<string, Script>()
  /** Cells that the client has, which need not have run. */
  readonly #dumped = new Map<string, string>()

  /** A cell is about to run. @returns its script and those of the modules that came with it */
  add(serial: number, code: string, converted: ConvertedCell): Script[] {
    const cell = { url: scriptName(serial), path: pathOf(code), code, js: converted.js }
    const modules = converted.modules.map(({ fileName, js }) => ({
      url: pathToFileURL(fileName).href,
      path: fileName,
      code: (inlineMap(js) as { sourcesContent?: string[] } | undefined)?.sourcesContent?.[0] ?? '',
      js,
    }))
    for (const script of [...modules, cell]) {
      this.#byUrl.delete(script.url)
      this.#byUrl.set(script.url, script)
    }
    while (this.#byUrl.size > REMEMBERED) this.#byUrl.delete(this.#byUrl.keys().next().value as string)
    return [...modules, cell]
  }

  /** The client shows this code. @returns the path that it goes by */
  dump(code: string): string {
    const path = pathOf(code)
    this.#dumped.set(path, code)
    return path
  }

  byUrl(url: string): Script | undefined {
    return this.#byUrl.get(url)
  }

  /** Every execution of that code, oldest first. */
  byPath(path: string): Script[] {
    return [...this.#byUrl.values()].filter((script) => script.path === path)
  }

  codeOf(path: string): string | undefined {
    return this.byPath(path).at(-1)?.code ?? this.#dumped.get(path)
  }

  get modules(): Script[] {
    return [...this.#byUrl.values()].filter(({ url }) => url.startsWith('file:'))
  }
}

function pathOf(code: string): string {
  return `${NAMING.prefix}${murmur2(code, NAMING.seed)}${NAMING.suffix}`
}
