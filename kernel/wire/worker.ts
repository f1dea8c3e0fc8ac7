/** The wire's thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { startWireThread } from './thread.js'

startWireThread(workerData, parentPort!)
