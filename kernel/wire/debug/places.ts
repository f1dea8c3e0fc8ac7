import { eachMapping, originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import { inlineMap } from '../../inline_map.js'
import type { Script } from './scripts.js'

/** Where a line begins in the JavaScript that runs, as V8 counts: from 0. */
export interface Start {
  lineNumber: number
  columnNumber: number
  /** The line of TypeScript, from 1: the asked one, or the next that has code. */
  line: number
}

const known = new WeakMap<Script, Places>()

/** Between the lines of a script's TypeScript and V8's places. V8 reads no source maps. */
export class Places {
  readonly #map: TraceMap
  #starts: Map<number, Omit<Start, 'line'>> | undefined

  private constructor(js: string) {
    const inline = inlineMap(js) ?? { version: 3, sources: [], names: [], mappings: '' }
    this.#map = new TraceMap(inline as SourceMapInput)
  }

  static of(script: Script): Places {
    const places = known.get(script) ?? new Places(script.js)
    known.set(script, places)
    return places
  }

  /** Where a stop at this line is to be made; undefined when no code follows. */
  start(line: number): Start | undefined {
    this.#starts ??= this.#findStarts()
    const next = [...this.#starts.keys()].filter((one) => one >= line).reduce((a, b) => Math.min(a, b), Infinity)
    const found = this.#starts.get(next)
    return found && { ...found, line: next }
  }

  /** The place in TypeScript, both from 1; undefined in code that the compiler made. */
  original(lineNumber: number, columnNumber: number): { line: number; column: number } | undefined {
    const { line, column } = originalPositionFor(this.#map, { line: lineNumber + 1, column: columnNumber })
    return line === null ? undefined : { line, column: column + 1 }
  }

  /**
   * Of a line's mappings the one with the smallest column; of several such the one furthest down, since the compiler hoists
   * `exports.f = f` to the top; there its first.
   */
  #findStarts(): Map<number, Omit<Start, 'line'>> {
    const best = new Map<number, { column: number; lineNumber: number; columnNumber: number }>()
    eachMapping(this.#map, ({ originalLine, originalColumn, generatedLine, generatedColumn }) => {
      if (originalLine === null) return
      const had = best.get(originalLine)
      const better =
        had === undefined ||
        originalColumn < had.column ||
        (originalColumn === had.column && generatedLine - 1 > had.lineNumber)
      if (!better) return
      best.set(originalLine, { column: originalColumn, lineNumber: generatedLine - 1, columnNumber: generatedColumn })
    })
    return new Map([...best].map(([line, { lineNumber, columnNumber }]) => [line, { lineNumber, columnNumber }]))
  }
}
