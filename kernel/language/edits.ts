/** Replacements in a text, and where everything else went. */
export class Edits {
  private readonly edits: { start: number; end: number; by: string; order: number }[] = []

  constructor(readonly text: string) {}

  replace(start: number, end: number, by: string): void {
    this.edits.push({ start, end, by, order: this.edits.length })
  }

  /** Insertions at one place stand in the order in which they were made. */
  insert(at: number, by: string): void {
    this.replace(at, at, by)
  }

  apply(): { text: string; moved: (offset: number) => number } {
    const edits = [...this.edits].sort((a, b) => a.start - b.start || a.order - b.order)
    const moves: { from: number; to: number }[] = [{ from: 0, to: 0 }]
    let text = ''
    let at = 0
    for (const { start, end, by } of edits) {
      text += this.text.slice(at, start) + by
      at = Math.max(at, end)
      moves.push({ from: at, to: text.length })
    }
    text += this.text.slice(at)
    return { text, moved: mover(edits, moves) }
  }
}

/** What stands where something was inserted begins with it; what was replaced is where its replacement begins. */
function mover(
  edits: { start: number; end: number }[],
  moves: { from: number; to: number }[],
): (offset: number) => number {
  const starts = edits.map(({ start }) => start)
  return (offset) => {
    // The last move that lies wholly before the offset.
    let low = 0
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1
      if (starts[middle]! < offset) low = middle + 1
      else high = middle
    }
    const { from, to } = moves[low]!
    return offset >= from ? to + (offset - from) : to
  }
}
