import { ChildProcess } from 'node:child_process'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { Server } from 'node:net'
import type { Worker } from 'node:worker_threads'
import type { Cells } from './cells.js'
import type { Outlet } from './outlet.js'

const require = createRequire(import.meta.url)

type Function = (this: unknown, ...args: never[]) => unknown

/** Child processes, threads and servers belong to the cell that started them, and end with it when it is interrupted. */
export function followResources(cells: Cells, outlet: Outlet): { release(): void } {
  const undo = [followChildren(cells), waitForChildren(cells, outlet), followServers(cells), followThreads(cells)]
  return {
    release() {
      for (const back of undo) back()
    },
  }
}

/** `SIGINT`, as a terminal would send. */
function followChildren(cells: Cells): () => void {
  // Every way of starting a process ends there; @types/node does not know it.
  const prototype = ChildProcess.prototype as ChildProcess & { spawn(options: unknown): unknown }
  const { spawn } = prototype
  prototype.spawn = function (options) {
    const result = spawn.call(this, options)
    const left = cells.current?.left
    if (left && this.pid !== undefined) {
      left.set(this, () => void this.kill('SIGINT'))
      this.once('exit', () => left.delete(this))
    }
    return result
  }
  return () => {
    prototype.spawn = spawn
  }
}

/** What such a child has printed stands before what its cell prints next. */
function waitForChildren(cells: Cells, outlet: Outlet): () => void {
  const processes = require('node:child_process') as Record<string, Function>
  const undo = (['spawnSync', 'execSync', 'execFileSync'] as const).map((name) => {
    const real = processes[name] as Function
    const waiting = function (this: unknown, ...args: never[]): unknown {
      try {
        return real.apply(this, args)
      } finally {
        outlet.event({ cell: cells.owner?.serial ?? 0, kind: 'child_ended' })
      }
    }
    processes[name] = Object.defineProperty(waiting, 'name', { value: name })
    return () => {
      processes[name] = real
    }
  })
  return () => {
    for (const back of undo) back()
  }
}

function followServers(cells: Cells): () => void {
  const { listen } = Server.prototype
  const followed = function (this: Server, ...args: Parameters<typeof listen>): Server {
    const left = cells.current?.left
    if (left) {
      left.set(this, () => {
        if (this.listening) this.close()
        ;(this as Server & { closeAllConnections?(): void }).closeAllConnections?.() // HTTP's
      })
      this.once('close', () => left.delete(this))
    }
    return listen.apply(this, args)
  }
  Server.prototype.listen = followed as typeof listen
  return () => {
    Server.prototype.listen = listen
  }
}

function followThreads(cells: Cells): () => void {
  const threads = require('node:worker_threads') as { Worker: typeof Worker }
  const Plain = threads.Worker
  threads.Worker = class Worker extends Plain {
    constructor(...args: ConstructorParameters<typeof Plain>) {
      super(...args)
      const left = cells.current?.left
      left?.set(this, () => void this.terminate())
      this.once('exit', () => left?.delete(this))
    }
  }
  syncBuiltinESMExports()
  return () => {
    threads.Worker = Plain
    syncBuiltinESMExports()
  }
}
