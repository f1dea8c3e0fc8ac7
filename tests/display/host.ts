import { currentHost, type Host, type Shown, setHost } from '../../src/display/host.js'

/** What a host was told, in order. */
export type Said =
  | { kind: 'display' | 'update'; id: string; shown: Shown }
  | { kind: 'open' | 'send' | 'close'; id: string; data: unknown; buffers: Uint8Array[]; metadata: unknown }

/** A stand-in for a kernel's session: remembers what it is told. */
export function recordingHost({ attended = true } = {}): { said: Said[]; restore(): void } {
  const before = currentHost()
  const said: Said[] = []
  const comm =
    (kind: 'open' | 'send' | 'close') =>
    (id: string, ...rest: unknown[]): void => {
      const message = rest.at(-1) as { data: unknown; buffers: Uint8Array[]; metadata: unknown }
      said.push({ kind, id, data: message.data, buffers: message.buffers, metadata: message.metadata })
    }
  const host: Host = {
    display: (shown, { displayId, update }) => said.push({ kind: update ? 'update' : 'display', id: displayId, shown }),
    waitFor: () => {},
    clearOutput: () => {},
    prompt: () => '',
    input: async () => '',
    cell: () => 1,
    attended: () => attended,
    comms: { open: comm('open'), send: comm('send'), close: comm('close') },
  }
  setHost(host)
  return { said, restore: () => setHost(before) }
}
