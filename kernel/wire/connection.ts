import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

/** What the connection file says. https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files */
export interface Connection {
  transport: 'tcp' | 'ipc'
  ip: string
  key: string
  /** The digest of the HMAC, as node:crypto names it. */
  digest: string
  ports: Record<SocketName, number>
}

export const SOCKET_NAMES = ['shell', 'control', 'iopub', 'stdin', 'hb'] as const
export type SocketName = (typeof SOCKET_NAMES)[number]

/** @throws Error that names the file and what is wrong with it. */
export function readConnection(file: string): Connection {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`cannot read the connection file ${file}: ${(error as Error).message}`)
  }
  try {
    return parseConnection(text)
  } catch (error) {
    throw new Error(`the connection file ${file} is not valid: ${(error as Error).message}`)
  }
}

/** Without an address only this machine is served. */
export function parseConnection(text: string): Connection {
  const raw: unknown = JSON.parse(text)
  if (typeof raw !== 'object' || raw === null) throw new Error('it holds no object')
  const field = raw as Record<string, unknown>
  const transport = field.transport ?? 'tcp'
  if (transport !== 'tcp' && transport !== 'ipc') throw new Error(`transport ${transport} is neither tcp nor ipc`)
  const scheme = field.signature_scheme ?? 'hmac-sha256'
  if (typeof scheme !== 'string' || !scheme.startsWith('hmac-'))
    throw new Error(`signature_scheme ${scheme} is no hmac`)
  const ports = {} as Record<SocketName, number>
  for (const name of SOCKET_NAMES) {
    const port = field[`${name}_port`]
    if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65535) {
      throw new Error(`${name}_port ${port} is no port`)
    }
    ports[name] = port as number
  }
  return {
    transport,
    ip: typeof field.ip === 'string' && field.ip !== '' ? field.ip : '127.0.0.1',
    key: typeof field.key === 'string' ? field.key : '',
    digest: scheme.slice('hmac-'.length),
    ports,
  }
}

export function endpoint(connection: Connection, socket: SocketName): string {
  const { transport, ip, ports } = connection
  if (transport === 'ipc') return `ipc://${ip}-${ports[socket]}`
  return `tcp://${isIP(ip) === 6 ? `[${ip}]` : ip}:${ports[socket]}`
}

/** Nobody outside this machine can connect. */
export function isLoopback({ transport, ip }: Connection): boolean {
  return transport === 'ipc' || ip === 'localhost' || ip === '::1' || ip.startsWith('127.')
}
