import type { Place } from './maps.js'
import { Lines } from './positions.js'

/** A cell as typed, the same with its magics rewritten, and the way between them. Offsets are UTF-16 units. */
export class RewrittenCell {
  readonly typed: Lines
  readonly rewritten: Lines

  constructor(
    typed: string,
    rewritten: string,
    private readonly map: { original(offset: number): number; rewritten(offset: number): number },
  ) {
    this.typed = new Lines(typed)
    this.rewritten = rewritten === typed ? this.typed : new Lines(rewritten)
  }

  toTyped(offset: number): number {
    return this.rewritten === this.typed ? offset : this.map.original(offset)
  }

  toRewritten(offset: number): number {
    return this.rewritten === this.typed ? offset : this.map.rewritten(offset)
  }

  /** For source maps: from lines of the compiled text, which begins with `skip` lines of its own. */
  place(skip: number): Place {
    return (line, column) => {
      if (line < skip) return undefined
      if (this.rewritten === this.typed) return { line: line - skip, column }
      return this.typed.at(this.map.original(this.rewritten.offset(line - skip, column)))
    }
  }
}
