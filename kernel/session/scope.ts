/** Everything that the runtime exports, by name. */
export type Runtime = Record<string, unknown>

/**
 * The object whose properties are the notebook's names. The runtime's names are its prototype's, so that a cell can
 * redeclare any of them, `delete` brings them back, and the notebook's own names stay few and fast.
 */
export class Scope {
  readonly exports: Record<string, unknown>
  readonly #load: () => Runtime
  #runtime: Runtime | undefined

  /** @param load gives the runtime; called when a cell first reads a name that no cell has set, or by `runtime` */
  constructor(load: () => Runtime) {
    this.#load = load
    // Until then the prototype asks; afterwards it is plain, because a proxy on the way makes every reading slow.
    const asks = new Proxy(Object.create(null) as Runtime, {
      get: (_, name) => (typeof name === 'string' ? this.runtime[name] : undefined),
      has: (_, name) => typeof name === 'string' && name in this.runtime,
    })
    this.exports = Object.create(asks) as Record<string, unknown>
  }

  get runtime(): Runtime {
    if (!this.#runtime) {
      this.#runtime = this.#load()
      // A namespace object is read-only, and a property under a read-only one cannot be assigned.
      Object.setPrototypeOf(this.exports, Object.assign(Object.create(null) as Runtime, this.#runtime))
    }
    return this.#runtime
  }

  get isLoaded(): boolean {
    return this.#runtime !== undefined
  }

  /** The notebook's own names with their values, without what the converter keeps there. */
  own(): Map<string, unknown> {
    const names = Object.keys(this.exports).filter((name) => !/^__|^tsLastExpr/.test(name))
    return new Map(names.map((name) => [name, this.exports[name]]))
  }

  /** Deletes the notebook's own names; the runtime's are what they were. */
  clear(): void {
    for (const name of this.own().keys()) delete this.exports[name]
  }

  /** Which of the names have been set by what ran since `before` was taken? */
  changed(names: readonly string[], before: ReadonlyMap<string, unknown>): string[] {
    return names.filter(
      (name) =>
        Object.hasOwn(this.exports, name) && !(before.has(name) && Object.is(before.get(name), this.exports[name])),
    )
  }

  /** The present values of those of the names that are set. */
  snapshot(names: readonly string[]): Map<string, unknown> {
    return new Map(names.filter((name) => Object.hasOwn(this.exports, name)).map((name) => [name, this.exports[name]]))
  }
}
