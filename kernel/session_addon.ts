import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageInfo } from './package_info.js'

/** How an interrupt was answered: bits of one number. */
export const stopped = {
  /** Code was terminated; else nothing ran that could be. */
  hit: 1,
  /** It was a SIGINT from outside. */
  signal: 2,
  /** It was the heap's limit. */
  memory: 4,
} as const

/**
 * native/session: what neither Node nor Node-API gives. It uses V8's own API, so there is a build for each major version of
 * Node. Both threads load the same one.
 */
export interface SessionAddon {
  attach(options: {
    /** An interrupt was answered outside of every `call`; `how` are bits of `stopped`. */
    landing: (how: number) => void
    /** What `call` gives when it was stopped. */
    interrupted: symbol
    /** What `call` gives, without having called, when an interrupt that came before is not answered yet. */
    pending: symbol
    /** Prefixes of script names of the kernel's own code, which is not to be stopped. */
    own: string[]
    /** Its first element is 1 while an interrupt is under way. */
    flag: Int32Array
  }): void
  call(f: (...args: never[]) => unknown, self: unknown, ...args: unknown[]): unknown
  /** Nothing is stopped in it. */
  hold<T>(f: () => T): T
  /** Stop what the main thread runs. From any thread. */
  interrupt(): void
  /** Of the interrupt answered last, bits of `stopped`. */
  stopped(): number
  /** SIGINT is the addon's again. */
  listen(): void
  repairAsyncStack(arrays: object): true | undefined
  /** Is it V8's value of a termination? JavaScript must not touch it. */
  isTermination(value: unknown): boolean
  guardHeap(): void
  heapFreed(): void
  /** Descriptors 1 and 2 lead to pipes from now on: their reading ends, and a copy of what 2 was. -1: not to be had. */
  captureDescriptors(): { stdout: number; stderr: number; log: number }
  /** The end of the process: what nobody has read of descriptor 2 goes to the log. */
  lastWords(): void
  /** These bytes of descriptor 2 were read just now: a crash that follows at once tells them in the log. */
  remember(bytes: Uint8Array): void
  reportCrashes(): void
}

/** Of this Node's major version; set-up builds it. */
export function sessionAddonFile(root: string, abi = process.versions.modules): string {
  return join(root, 'native', 'session', 'built', `node-${abi}.node`)
}

let loaded: SessionAddon | null | undefined

/** undefined: it was not built for this Node, or not for this system. */
export function sessionAddon(): SessionAddon | undefined {
  if (loaded === undefined) {
    try {
      const require = createRequire(import.meta.url)
      loaded = require(sessionAddonFile(packageInfo().root)) as SessionAddon
    } catch {
      loaded = null
    }
  }
  return loaded ?? undefined
}
