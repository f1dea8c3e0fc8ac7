/** The wire's thread. Its first act is to spawn the language, which takes longest to be ready. */
import { parentPort, workerData } from 'node:worker_threads'
import { startLanguage } from '../language/client.js'

const language = startLanguage()
const { startWireThread } = await import('./thread.js')
startWireThread(language, workerData, parentPort!)
