import { display } from '../../../src/display/display.js'
import type { MimeBundle } from '../../rooms.js'
import type { Capture, MagicCell } from './session.js'

/** What `%%capture name` stores: what the cell would have shown. */
export class CapturedOutput implements Capture {
  stdout = ''
  stderr = ''
  /** Displays, and the result as the last one. */
  readonly outputs: { data: MimeBundle; metadata: MimeBundle }[] = []

  /** Shows it now. */
  show(): void {
    process.stdout.write(this.stdout)
    process.stderr.write(this.stderr)
    for (const { data, metadata } of this.outputs) display(data, { raw: true, metadata })
  }

  toString(): string {
    return this.stdout
  }

  text(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text
  }

  shown(output: { data: MimeBundle; metadata: MimeBundle }): void {
    this.outputs.push(output)
  }
}

/** From now on until its end the cell shows nothing. */
export function captureOutput(cell: MagicCell | undefined): CapturedOutput {
  const captured = new CapturedOutput()
  if (cell) cell.capture = captured
  return captured
}
