import { createRequire } from 'node:module'
import type { MultiBar, SingleBar } from 'cli-progress'
import type { MimeBundle } from './bundle.js'
import { type DisplayHandle, display } from './display.js'
import { escapeHTML } from './escape.js'

const require = createRequire(import.meta.url)

/** How far a loop is. */
export interface BarState {
  label: string
  count: number
  total: number | undefined
  seconds: number
  finished: boolean
}

/** Where a bar is drawn. */
export interface BarView {
  show(state: BarState): void
  /** @param leave keep it to be read @param last no other bar is under way */
  end(leave: boolean, last: boolean): void
}

export const hiddenBar = (): BarView => ({ show: () => {}, end: () => {} })

/** Displays of inner loops, by depth: the next round of the outer loop draws in the same place. */
let places: (DisplayHandle | undefined)[] = []

/** An output that changes in place. */
export function notebookBar(depth: number): BarView {
  if (depth === 0) places = []
  return {
    show(state) {
      const place = places[depth]
      if (place) place.update(drawn(state), { raw: true })
      else places[depth] = display(drawn(state), { raw: true })
    },
    end(leave, last) {
      if (!leave) places[depth]?.update({ 'text/plain': '' }, { raw: true })
      if (last) places = []
    },
  }
}

const TEXT_WIDTH = 30

/** A bar as HTML and as text. */
function drawn(state: BarState): MimeBundle {
  const { count, total, label, finished } = state
  const fraction = total === undefined ? Number(finished) : total === 0 ? 1 : Math.min(1, count / total)
  // Without a value it says that nobody knows how much is left.
  const value = total === undefined && !finished ? '' : ` value="${fraction.toFixed(4)}"`
  const bar = `<progress${value} style="width: 18em; vertical-align: middle"></progress>`
  const name = escapeHTML(label)
  const filled = Math.round(fraction * TEXT_WIDTH)
  return {
    'text/html': `<span style="font-family: var(--jp-code-font-family, monospace); white-space: pre">${name}${name && ' '}${bar} ${wordsOf(state)}</span>`,
    'text/plain': `${label}${label && ' '}[${'='.repeat(filled)}${' '.repeat(TEXT_WIDTH - filled)}] ${wordsOf(state)}`,
  }
}

/** `42/100, 42 %, 3 s, 4 s left`. */
function wordsOf({ count, total, seconds, finished }: BarState): string {
  if (total === undefined) return `${count}, ${duration(seconds)}`
  const percent = total === 0 ? 100 : Math.floor((100 * count) / total)
  const left = count === 0 || finished ? '' : `, ${duration((seconds / count) * Math.max(0, total - count))} left`
  return `${count}/${total}, ${percent} %, ${duration(seconds)}${left}`
}

function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`
}

let bars: MultiBar | undefined

/** cli-progress on standard error; nothing where that is no terminal. */
export function terminalBar(): BarView {
  if (!process.stderr.isTTY) return hiddenBar()
  const cliProgress = require('cli-progress') as typeof import('cli-progress')
  bars ??= new cliProgress.MultiBar(
    {
      stream: process.stderr,
      hideCursor: true,
      linewrap: false,
      clearOnComplete: false,
      format: ' {label}[{bar}] {words}',
    },
    cliProgress.Presets.legacy,
  )
  const all = bars
  let bar: SingleBar | undefined
  return {
    show(state) {
      const payload = { label: state.label && `${state.label} `, words: wordsOf(state) }
      bar ??= all.create(state.total ?? 0, 0, payload)
      bar.update(state.count, payload)
    },
    end(leave, last) {
      if (bar && !leave) all.remove(bar)
      else bar?.stop()
      if (!last) return
      all.stop()
      bars = undefined
    },
  }
}
