import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { pair, time } from '../timing.js'

/** The same in both: a name, ours, PyTorch's statement, and what the ratio must not exceed. */
export interface Row {
  readonly name: string
  readonly ours: () => unknown
  readonly rival: string
  readonly bar?: number
  /** Seconds that each measurement takes at least; 0.1 unless given. */
  readonly budget?: number
  readonly note?: string
}

/** Times every row beside PyTorch, in turn. */
export async function compare(suite: string, python: Python, rows: readonly Row[], rounds = 5): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, ours, rival, bar, budget = 0.1, note } of rows) {
    const times = await pair(
      rounds,
      () => time(ours, budget),
      () => python.time(rival, budget),
    )
    figures.push({ suite, name, ...times, rivalName: 'PyTorch', bar, note: python.lost ?? note })
  }
  return figures
}
