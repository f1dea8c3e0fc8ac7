import type { Frame } from './frames.js'
import { dim, green, red } from './style.js'

/** Lines longer than this are cut around the place that matters. */
const WIDTH = 160

/** The source around a frame, its line marked and its column pointed at. */
export function excerpt({ source, line, column }: Frame, around: number): string[] {
  const lines = source?.split(/\r?\n/)
  if (!lines || line > lines.length) return []
  const first = Math.max(1, line - around)
  const last = Math.min(lines.length, line + around)
  const width = String(last).length
  const shown: string[] = []
  for (let number = first; number <= last; number++) {
    const full = lines[number - 1] ?? ''
    const from = number === line && column > WIDTH - 20 ? column - 40 : 0
    const text = full.slice(from, from + WIDTH)
    if (number !== line) {
      shown.push(`${dim(`      ${String(number).padStart(width)} |`)} ${text}`)
      continue
    }
    shown.push(`${green(`----> ${String(number).padStart(width)} |`)} ${text}`)
    // Tabs stay tabs, so that the mark stands under its text.
    const indent = text.slice(0, column - 1 - from).replace(/[^\t]/g, ' ')
    shown.push(`${dim(`      ${' '.repeat(width)} |`)} ${indent}${red('^')}`)
  }
  return shown
}
