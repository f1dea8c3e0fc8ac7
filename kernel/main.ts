/** The kernel's process: `node main.js CONNECTION_FILE`, by itself or through the launcher. */
import { takeLaunched } from './launched.js'
import { startWire } from './start.js'

const launched = takeLaunched()
const connectionFile = process.argv[2]
if (connectionFile === undefined) {
  process.stderr.write('usage: node main.js CONNECTION_FILE\n')
  process.exit(2)
}
const { channel, listening } = startWire(connectionFile, launched)
// The wire first: on few cores loading both at once would only delay the answer to kernel_info. The session is there
// long before the language is.
void listening.then(() => import('./session/index.js')).then(({ startSession }) => startSession(channel))
