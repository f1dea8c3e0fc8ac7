import { display } from '../../src/display/display.js'
import { isTabular, table } from '../../src/display/table.js'

/** `console.table` of a session shows the table as HTML where the client draws it, and as text where not. */
export function showTables(): { release(): void } {
  const { console } = globalThis
  const before = console.table
  console.table = (data: unknown, columns?: readonly string[]): void => {
    if (isTabular(data)) display(table(data, columns ? { columns } : {}))
    else console.log(data)
  }
  return {
    release() {
      console.table = before
    },
  }
}
