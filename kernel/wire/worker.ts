/** The wire's thread. Its first act is to spawn the language, which takes longest to be ready. */
import { parentPort, workerData } from 'node:worker_threads'
import { startLanguage } from '../language/client.js'

const language = startLanguage()
// Later: zeromq takes a while to load.
void import('./thread.js').then(({ startWireThread }) => startWireThread(language, workerData, parentPort!))
