/** The kernel's process: `node main.js CONNECTION_FILE`. */
import { startWire } from './start.js'

const connectionFile = process.argv[2]
if (connectionFile === undefined) {
  process.stderr.write('usage: node main.js CONNECTION_FILE\n')
  process.exit(2)
}
const channel = startWire(connectionFile)
const { startSession } = await import('./session/index.js')
await startSession(channel)
