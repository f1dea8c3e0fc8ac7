import { Reply } from 'zeromq'
import { bindSocket } from './bind.js'

/** Echoes whatever comes: the client's sign that the kernel lives. */
export class Heartbeat {
  readonly #socket = new Reply({ linger: 0 })

  async bind(address: string, fd?: number): Promise<void> {
    await bindSocket(this.#socket, address, fd)
  }

  async serve(): Promise<void> {
    for await (const frames of this.#socket) await this.#socket.send(frames)
  }

  close(): void {
    this.#socket.close()
  }
}
