import { readSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { Host } from './host.js'

/** Outside a kernel: text to standard output, questions to the terminal. */
export const terminal: Host = {
  display: ({ data }) => {
    process.stdout.write(`${data['text/plain']}\n`)
  },
  waitFor: (pending) => {
    pending.catch((error: unknown) => console.error(error))
  },
  clearOutput: () => {},
  prompt: (text, preset) => {
    process.stdout.write(text)
    return readLine() || preset
  },
  input: async (text, password) => {
    // A password is asked on the same terminal, but what readline would echo goes nowhere.
    const muted = new Writable({ write: (_chunk, _encoding, done) => done() })
    const lines = createInterface({
      input: process.stdin,
      output: password ? muted : process.stdout,
      terminal: password && process.stdin.isTTY,
    })
    if (password) process.stdout.write(text)
    try {
      return await lines.question(password ? '' : text)
    } finally {
      lines.close()
      if (password) process.stdout.write('\n')
    }
  },
}

/** One line of standard input, read byte by byte so that nothing behind it is taken; '' at its end. */
function readLine(): string {
  const decoder = new StringDecoder('utf8')
  const byte = Buffer.alloc(1)
  let line = ''
  for (;;) {
    let count: number
    try {
      count = readSync(0, byte, 0, 1, null)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return line + decoder.end() // Windows says the end of input so
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20) // a terminal that does not block
      continue
    }
    if (count === 0 || byte[0] === 10) return (line + decoder.end()).replace(/\r$/, '')
    line += decoder.write(byte)
  }
}
