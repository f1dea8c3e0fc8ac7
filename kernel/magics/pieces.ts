/** Source text taken over as it stands: offsets into the cell as typed, `end` exclusive. */
export interface Span {
  start: number
  end: number
}

/** What a stretch of source becomes: generated text, and spans of the source copied verbatim. */
export type Piece = string | Span

/** A stretch of the source and what stands there instead. */
export interface Replacement extends Span {
  by: Piece[]
}

/** Translates offsets between the cell as typed and the cell as rewritten. */
export interface OffsetMap {
  /** Where in the cell as typed an offset of the rewritten cell comes from; generated text maps to its magic's start. */
  original(offset: number): number
  /** Where in the rewritten cell an offset of the cell as typed went. */
  rewritten(offset: number): number
}

interface Segment {
  from: number
  to: number
  length: number
  /** Copied verbatim, so that offsets inside move in step; otherwise generated in place of what begins at `from`. */
  copied: boolean
}

/** Applies replacements, which must be in order and apart, and remembers where everything went. */
export function applyReplacements(source: string, replacements: Replacement[]): { code: string; map: OffsetMap } {
  const segments: Segment[] = []
  let code = ''
  let at = 0
  const copy = ({ start, end }: Span): void => {
    segments.push({ from: start, to: code.length, length: end - start, copied: true })
    code += source.slice(start, end)
  }
  for (const { start, end, by } of replacements) {
    copy({ start: at, end: start })
    for (const piece of by) {
      if (typeof piece === 'string') {
        segments.push({ from: start, to: code.length, length: piece.length, copied: false })
        code += piece
      } else copy(piece)
    }
    at = end
  }
  copy({ start: at, end: source.length })
  return { code, map: offsetMap(segments) }
}

/** The map of a cell without magics. */
export const identityMap: OffsetMap = { original: (offset) => offset, rewritten: (offset) => offset }

function offsetMap(segments: Segment[]): OffsetMap {
  return {
    original(offset) {
      // A boundary belongs to the copied side, so that the end of an expression stays the end of an expression.
      const inside = segments.filter((s) => offset >= s.to && offset <= s.to + s.length)
      const segment = inside.find((s) => s.copied && s.length > 0) ?? inside[0]
      if (!segment) return offset
      return segment.copied ? segment.from + (offset - segment.to) : segment.from
    },
    rewritten(offset) {
      const copied = segments.filter((s) => s.copied)
      const inside = copied.filter((s) => offset >= s.from && offset <= s.from + s.length)
      const segment = inside.find((s) => s.length > 0) ?? inside[0]
      if (segment) return segment.to + (offset - segment.from)
      const next = copied.find((s) => s.from >= offset) // inside the magic's own words
      return next ? next.to : offset
    },
  }
}
