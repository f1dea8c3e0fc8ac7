import type { SocketName } from './wire/connection.js'

const VARIABLE = 'TSGRAD_LAUNCHED'

/** The language room, started before this process was Node. */
export interface LaunchedLanguage {
  pid: number
  /** Descriptor of the messages, one JSON object a line. */
  channel: number
  /** Descriptor of what the room writes to stderr. */
  errors: number
}

/** What native/launcher/launcher.cc prepared; whatever is absent the kernel does itself. */
export interface Launched {
  /** Descriptors of bound, listening sockets. */
  sockets?: Record<SocketName, number>
  language?: LaunchedLanguage
}

/** What the launcher left, once: the variable goes, so that no cell and no process of a cell's takes it for its own. */
export function takeLaunched(environment = process.env): Launched {
  const told = environment[VARIABLE]
  delete environment[VARIABLE]
  return told === undefined ? {} : (JSON.parse(told) as Launched)
}
