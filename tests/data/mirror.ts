import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a mirror does with a request for the file of this name. */
export type Behaviour = (file: string, request: IncomingMessage, response: ServerResponse) => void

export interface Mirror {
  url: string
  /** `GET name` or `GET name bytes=5-`, in order. */
  requests: string[]
}

/** A server on this machine that stands for a mirror; it stops after the test. */
export async function mirror(behave: Behaviour): Promise<Mirror> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const file = (request.url ?? '').split('/').at(-1) ?? ''
    requests.push(`${request.method} ${file}${request.headers.range ? ` ${request.headers.range}` : ''}`)
    behave(file, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist/`, requests }
}

/** The whole file, or from where the client asks for it. */
export function send(bytes: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (from >= bytes.length && from > 0) {
    response.writeHead(416).end()
    return
  }
  const rest = bytes.subarray(from)
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length }).end(rest)
}

/** Half of what was asked for, then, after the client has taken it, the line is cut. */
export function cut(bytes: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from })
  response.write(bytes.subarray(from, from + Math.ceil((bytes.length - from) / 2)), () => cutLine(response))
}

/** Bytes that come together with the end of the connection would be lost to the client. */
export const cutLine = (response: ServerResponse): unknown => setTimeout(() => response.socket?.destroy(), 40)
