import { decodedMappings, encodedMappings, type SourceMapSegment, TraceMap } from '@jridgewell/trace-mapping'
import { Lines } from './positions.js'

/** From a place in the compiled source (line and column from 0) to the cell as typed; `undefined` if it has none there. */
export type Place = (line: number, column: number) => { line: number; column: number } | undefined

/** The source map of a text that was edited after the map was made. */
export interface EditedMap {
  /** The map as the compiler wrote it, and the text that it is of. */
  map: string
  text: string
  /** The text as edited, and where its offsets went. */
  edited: string
  moved: (offset: number) => number
}

/** The map from the edited text to the cell as typed, as a comment to be appended. */
export function mapComment(
  { map, text, edited, moved }: EditedMap,
  place: Place,
  source: string,
  content: string,
): string {
  const from = new Lines(text)
  const to = new Lines(edited)
  const mappings: SourceMapSegment[][] = []
  for (const [line, segments] of decodedMappings(new TraceMap(map)).entries()) {
    for (const segment of segments) {
      const at = segment.length === 1 ? undefined : place(segment[2], segment[3])
      if (!at) continue
      const { line: newLine, column } = to.at(moved(from.offset(line, segment[0])))
      while (mappings.length <= newLine) mappings.push([])
      mappings[newLine]!.push([column, 0, at.line, at.column])
    }
  }
  const encoded = encodedMappings(new TraceMap({ version: 3, sources: [source], names: [], mappings }))
  const json = JSON.stringify({
    version: 3,
    sources: [source],
    sourcesContent: [content],
    names: [],
    mappings: encoded,
  })
  return `//# sourceMappingURL=${dataUrl(json)}\n`
}

/** JSON as the address of a source map. */
export function dataUrl(json: string): string {
  return `data:application/json;base64,${Buffer.from(json).toString('base64')}`
}
