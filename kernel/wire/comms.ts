import type { Json } from './message.js'

/** The comms that are open, for comm_info: seen as they pass, in both directions. */
export class Comms {
  readonly #targets = new Map<string, string>()

  /** A comm_open, comm_msg or comm_close passes. */
  saw(type: string, content: Json): void {
    const id = String(content.comm_id)
    if (type === 'comm_open') this.#targets.set(id, String(content.target_name))
    else if (type === 'comm_close') this.#targets.delete(id)
  }

  /** comm id → its target, of all or of one target. */
  open(target?: string): Record<string, { target_name: string }> {
    const wanted = [...this.#targets].filter(([, name]) => target === undefined || name === target)
    return Object.fromEntries(wanted.map(([id, name]) => [id, { target_name: name }]))
  }
}
