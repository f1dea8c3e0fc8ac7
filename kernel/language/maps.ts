import {
  decodedMappings,
  encodedMappings,
  type SourceMapSegment,
  TraceMap,
  traceSegment,
} from '@jridgewell/trace-mapping'

/** From a place in the compiled source (line and column from 0) to the cell as typed; `undefined` if it has none there. */
export type Place = (line: number, column: number) => { line: number; column: number } | undefined

/** Two source maps in a row and the way back to the cell as typed, as one comment to be appended. */
export function composedMapComment(
  second: string,
  first: string,
  place: Place,
  source: string,
  content: string,
): string {
  const earlier = new TraceMap(first)
  const lines = decodedMappings(new TraceMap(second)).map((segments) => {
    const composed: SourceMapSegment[] = []
    for (const segment of segments) {
      if (segment.length === 1) continue
      const middle = traceSegment(earlier, segment[2], segment[3])
      if (!middle || middle.length === 1) continue
      const at = place(middle[2], middle[3])
      if (at) composed.push([segment[0], 0, at.line, at.column])
    }
    return composed
  })
  const mappings = encodedMappings(new TraceMap({ version: 3, sources: [source], names: [], mappings: lines }))
  const map = { version: 3, sources: [source], sourcesContent: [content], names: [], mappings }
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`
}
