import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serialOf } from '../script_name.js'
import type { Cells } from './cells.js'
import { ENTRY_SCRIPT } from './interrupt.js'
import type { SourceMaps } from './source_maps.js'

/** A place in what the user wrote, or in a package that it called; lines and columns from 1. */
export interface Frame {
  /** The function, if it has a name. */
  name?: string
  /** A cell's number, or a file. */
  cell?: number
  file?: string
  line: number
  column: number
  /** The text that the line is part of, if it is at hand. */
  source?: string
}

/** A frame as V8 has it: of the script that ran. */
export interface RawFrame {
  name: string | null
  script: string
  line: number
  column: number
}

/** From V8's frames to the user's: scripts become cells and sources, and the kernel's and Node's own frames go. */
export class FrameMapper {
  readonly #cells: Cells
  readonly #maps: SourceMaps
  readonly #inside: string[]

  /** @param inside folders whose code is the kernel's or the runtime's own: no user wants to see it in a trace */
  constructor(cells: Cells, maps: SourceMaps, inside: string[]) {
    this.#cells = cells
    this.#maps = maps
    this.#inside = inside
  }

  map(frames: RawFrame[]): Frame[] {
    const entry = frames.findIndex(({ script }) => script === ENTRY_SCRIPT)
    const called = entry < 0 ? frames : frames.slice(0, entry)
    return called.flatMap((raw) => this.#one(raw) ?? [])
  }

  /** The place of one frame that stands in no stack; undefined for the kernel's own code and Node's. */
  mapOne(frame: RawFrame): Frame | undefined {
    return this.#one(frame)
  }

  #one({ name, script, line, column }: RawFrame): Frame | undefined {
    const serial = serialOf(script)
    if (serial !== undefined) return this.#inCell(serial, name, line, column)
    const file = script.startsWith('file:') ? fileURLToPath(script) : script
    if (!isAbsolute(file) || this.#inside.some((folder) => file.startsWith(folder))) return undefined
    const place = this.#maps.ofFile(file)?.place(line, column)
    return { ...named(name), file, ...(place ?? { line, column }), ...this.#maps.sourceOf(file) }
  }

  #inCell(serial: number, name: string | null, line: number, column: number): Frame | undefined {
    const cell = this.#cells.find(serial)
    const place = cell && this.#maps.ofCell(cell).place(line, column)
    // No place: the compiler's own helpers, or the frame of the whole cell before its first statement.
    return place && { ...named(name), cell: cell.executionCount, ...place, source: cell.code }
  }
}

function named(name: string | null): { name?: string } {
  return name ? { name } : {}
}

/** `Cell [3], line 7`, or a file's path and line. */
export function placeOf({ cell, file = '', line }: Frame): string {
  if (cell !== undefined) return `Cell [${cell}], line ${line}`
  const near = relative(process.cwd(), file)
  return `File ${near.startsWith('..') ? file : near}, line ${line}`
}
