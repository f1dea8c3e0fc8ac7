import { createRequire } from 'node:module'

interface Load {
  module?: unknown
}

const { cache } = createRequire(import.meta.url)

/**
 * Modules that are being loaded. What an interrupt stopped is loaded anew when it is next asked for, as after an error: else
 * everybody would get the half of it that there is, as in a circle. Node forgets such a package, and the session such a local
 * module, where they catch the error; but nothing is caught of what was stopped.
 */
export class Unfinished {
  readonly #local = new Set<Load>()

  begin(load: Load): void {
    this.#local.add(load)
  }

  end(load: Load): void {
    this.#local.delete(load)
  }

  /** A cell was stopped. Modules are loaded for the one that runs, and packages at one go, so that nobody else's are among them. */
  forget(): void {
    for (const load of this.#local) delete load.module
    this.#local.clear()
    for (const [file, module] of Object.entries(cache)) if (module?.loaded === false) delete cache[file]
  }
}
