import type { Position } from '../rooms.js'

/** Offsets ↔ lines of one text. */
export class Lines {
  private readonly starts: number[] = [0]

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1)
  }

  /** Line and column from 0. */
  at(offset: number): { line: number; column: number } {
    const inside = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    for (let high = this.starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= inside) low = middle
      else high = middle
    }
    return { line: low, column: inside - this.starts[low]! }
  }

  /** Line and column from 1, as people count. */
  position(offset: number): Position {
    const { line, column } = this.at(offset)
    return { line: line + 1, column: column + 1 }
  }

  /** The offset of a line and column from 0, held inside the text. */
  offset(line: number, column: number): number {
    const start = this.starts[Math.min(line, this.starts.length - 1)]!
    const end = this.starts[line + 1] ?? this.text.length + 1
    return Math.min(start + column, end - 1)
  }
}
