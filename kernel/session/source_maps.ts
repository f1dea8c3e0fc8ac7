import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import type { SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import { inlineMap } from '../inline_map.js'
import type { Cell } from './cells.js'

const require = createRequire(import.meta.url)

/** Translates places of compiled JavaScript; lines and columns from 1. */
export interface Placer {
  place(line: number, column: number): { line: number; column: number } | undefined
}

const NOWHERE: Placer = { place: () => undefined }

/** The source maps of cells and of local modules, read from the end of their JavaScript when an error needs them. */
export class SourceMaps {
  readonly #cells = new WeakMap<Cell, Placer>()
  readonly #files = new Map<string, { js: string; placer?: Placer }>()

  ofCell(cell: Cell): Placer {
    const known = this.#cells.get(cell)
    if (known) return known
    const placer = placerOf(cell.js)
    this.#cells.set(cell, placer)
    return placer
  }

  /** A local module was compiled anew. */
  setFile(file: string, js: string): void {
    this.#files.set(file, { js })
  }

  ofFile(file: string): Placer | undefined {
    const known = this.#files.get(file)
    if (!known) return undefined
    known.placer ??= placerOf(known.js)
    return known.placer
  }

  /** The text of a local module; packages' sources are nobody's business in a notebook. */
  sourceOf(file: string): { source?: string } {
    if (!this.#files.has(file)) return {}
    try {
      return { source: readFileSync(file, 'utf8') }
    } catch {
      return {} // deleted meanwhile
    }
  }
}

const bundles = new Map<string, TraceMap | undefined>()

/** The source's file and line of a place in a bundle of this package; lines and columns from 1. */
export function inBundle(file: string, line: number, column: number): { file: string; line: number } | undefined {
  if (!bundles.has(file)) bundles.set(file, mapBeside(file))
  const map = bundles.get(file)
  if (!map) return undefined
  const { source, line: original } = tracing().originalPositionFor(map, { line, column: column - 1 })
  return source === null ? undefined : { file: resolve(dirname(file), source), line: original }
}

function mapBeside(file: string): TraceMap | undefined {
  try {
    return new (tracing().TraceMap)(readFileSync(`${file}.map`, 'utf8'))
  } catch {
    return undefined // a source that runs as it is
  }
}

/** Loaded by the first error, not by the start. */
const tracing = () => require('@jridgewell/trace-mapping') as typeof import('@jridgewell/trace-mapping')

function placerOf(js: string): Placer {
  const inline = inlineMap(js)
  if (inline === undefined) return NOWHERE
  const { TraceMap: Trace, originalPositionFor } = tracing()
  const map: TraceMap = new Trace(inline as SourceMapInput)
  return {
    place(line, column) {
      const { line: original, column: from } = originalPositionFor(map, { line, column: column - 1 })
      return original === null ? undefined : { line: original, column: from + 1 }
    },
  }
}
