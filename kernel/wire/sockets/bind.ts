import type { Socket } from 'zeromq'

/** ZMQ_USE_FD of zmq.h: listen on a socket that the application has made. zeromq.js has no name for it. */
const USE_FD = 89

interface Optional {
  setInt32Option(option: number, value: number): void
}

/** Binds an address, or takes over a descriptor that is bound to it and listens. @throws when it cannot be bound. */
export async function bindSocket(
  socket: Socket & { bind(address: string): Promise<void> },
  address: string,
  fd?: number,
): Promise<void> {
  if (fd !== undefined) (socket as unknown as Optional).setInt32Option(USE_FD, fd)
  await socket.bind(address)
}
