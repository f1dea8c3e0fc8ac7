/** What the user sees of set-up: one line per step; on a terminal also what runs now, for how long, and its last line. */
import { stripVTControlCharacters, styleText } from 'node:util'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const marks = { done: '✓', unavailable: '–', failed: '✗' }
/** @type {Record<keyof typeof marks, 'green' | 'yellow' | 'red'>} */
const colors = { done: 'green', unavailable: 'yellow', failed: 'red' }
/** Without a terminal, a step that is still at work says so this often (CI logs). */
const reminder = 30_000

/** @typedef {{ title: string, begun: number, last: string, reminded: number }} Running */

export class Display {
  /** @type {Map<string, Running>} */
  #running = new Map()
  #drawn = 0
  #tick = 0
  /** @type {NodeJS.Timeout | undefined} */
  #timer

  /** @param {NodeJS.WriteStream} [stream] */
  constructor(stream = process.stderr) {
    this.stream = stream
    this.tty = Boolean(stream.isTTY) && process.env.TERM !== 'dumb'
  }

  /** @param {string} name @param {string} title */
  begin(name, title) {
    this.#running.set(name, { title, begun: performance.now(), last: '', reminded: performance.now() })
    if (!this.tty) this.#print(`  · ${title} …`)
    this.#timer ??= setInterval(() => this.#draw(), this.tty ? 100 : 1000).unref()
    this.#draw()
  }

  /** @param {string} name @param {string} text */
  line(name, text) {
    const step = this.#running.get(name)
    const plain = stripVTControlCharacters(text).trim()
    if (step && plain) step.last = plain
  }

  /** @param {string} name @param {keyof typeof marks} outcome @param {string} [note] */
  end(name, outcome, note) {
    const step = this.#running.get(name)
    if (!step) return
    this.#running.delete(name)
    const line = `${step.title.padEnd(28)} ${seconds(step.begun)}${note ? `   ${note}` : ''}`
    this.#print(`  ${paint(this.stream, colors[outcome], marks[outcome])} ${line}`)
    if (this.#running.size === 0) this.close()
  }

  /** A message that stays. @param {string} text */
  say(text) {
    this.#print(text)
  }

  close() {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#erase()
  }

  /** @param {string} text */
  #print(text) {
    this.#erase()
    this.stream.write(`${text}\n`)
    this.#draw()
  }

  #erase() {
    if (this.#drawn > 0) this.stream.write(`\x1b[${this.#drawn}F\x1b[J`)
    this.#drawn = 0
  }

  #draw() {
    if (!this.tty) return this.#remind()
    this.#erase()
    const frame = frames[this.#tick++ % frames.length]
    for (const step of this.#running.values()) {
      const line = `  ${frame} ${step.title.padEnd(28)} ${seconds(step.begun)}   ${step.last}`
      this.stream.write(`${line.slice(0, (this.stream.columns || 80) - 1)}\n`)
      this.#drawn++
    }
  }

  #remind() {
    for (const step of this.#running.values()) {
      if (performance.now() - step.reminded < reminder) continue
      step.reminded = performance.now()
      this.stream.write(`  · ${step.title}: ${seconds(step.begun).trim()}, still at work: ${step.last.slice(0, 200)}\n`)
    }
  }
}

/** @param {number} since */
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s`

/**
 * Colour for terminals only, and never against NO_COLOR.
 * @param {NodeJS.WriteStream} stream @param {'green' | 'yellow' | 'red' | 'bold' | 'dim'} color @param {string} text
 */
export const paint = (stream, color, text) =>
  stream.isTTY && !process.env.NO_COLOR ? styleText(color, text, { validateStream: false }) : text
