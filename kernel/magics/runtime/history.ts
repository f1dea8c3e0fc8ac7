import type { HistoryRow, MagicSession } from './session.js'

/** What `%history` asks for. */
export interface HistoryQuery {
  /** Numbers of cells, both ends included; none means all. */
  ranges: [number, number][]
  numbers: boolean
  outputs: boolean
  last?: number
  pattern?: string
}

/** `%history`: the cells as they were typed; without the one that asks. */
export async function historyText(query: HistoryQuery, session: MagicSession): Promise<string> {
  const rows = await find(query, session)
  const others = query.last !== undefined || query.pattern !== undefined
  return rows.map((row) => entry(row, query, others)).join('')
}

async function find(
  { ranges, last, pattern, outputs }: HistoryQuery,
  { history }: MagicSession,
): Promise<HistoryRow[]> {
  if (pattern !== undefined) {
    const rows = await history({ hist_access_type: 'search', pattern: `*${pattern}*`, n: 1000, output: outputs })
    return rows.slice(0, -1) // the cell that asks holds the pattern as well
  }
  if (last !== undefined)
    return (await history({ hist_access_type: 'tail', n: last + 1, output: outputs })).slice(0, -1)
  const all = await history({ hist_access_type: 'range', session: 0, start: 1, output: outputs })
  if (ranges.length === 0) return all.slice(0, -1)
  return ranges.flatMap(([from, to]) => all.filter(({ line }) => line >= from && line <= to))
}

function entry({ session, line, input, output }: HistoryRow, query: HistoryQuery, others: boolean): string {
  const number = query.numbers ? `${others ? `${session}/` : ''}${line}: ` : ''
  const indented = number && input.includes('\n') ? `${number}\n${input}` : number + input
  return `${indented}\n${query.outputs && output !== null ? `${output}\n` : ''}`
}
