import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { display } from '../../src/display/display.js'
import { isTabular, table } from '../../src/display/table.js'

/** `console.table` of a session: HTML where the client draws it, and Node's own text where not. */
export function showTables(): { release(): void } {
  const { console } = globalThis
  const before = console.table
  console.table = (given: unknown, columns?: readonly string[]): void => {
    const data = rowsOf(given)
    if (!isTabular(data)) {
      console.log(data)
      return
    }
    const { data: shown } = table(data, columns ? { columns } : {})
    display({ ...shown, 'text/plain': nodesText(data, columns) }, { raw: true })
  }
  return {
    release() {
      console.table = before
    },
  }
}

/** A tensor's numbers, not its fields; anything else as it is. */
function rowsOf(data: unknown): unknown {
  const { tolist } = (data ?? {}) as { tolist?: unknown }
  return typeof tolist === 'function' ? tolist.call(data) : data
}

function nodesText(data: object, columns?: readonly string[]): string {
  let text = ''
  const stdout = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      text += chunk
      done()
    },
  })
  new Console({ stdout, colorMode: false }).table(data, columns && [...columns])
  return text.trimEnd()
}
