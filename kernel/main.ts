/** The kernel's process: `node main.js CONNECTION_FILE`. */
import { startWire } from './start.js'

const connectionFile = process.argv[2]
if (connectionFile === undefined) {
  process.stderr.write('usage: node main.js CONNECTION_FILE\n')
  process.exit(2)
}
const { channel, listening } = startWire(connectionFile)
// The wire first: on few cores loading both at once would only delay the answer to kernel_info. The session is there
// long before the language is.
await listening
const { startSession } = await import('./session/index.js')
await startSession(channel)
