import { type Magic, type MagicCall, RUNTIME, wrongUse } from './magic.js'
import { parses } from './parse.js'
import type { Piece } from './pieces.js'

/** `!command`: a command of the shell's. */
export const system: Magic = {
  name: 'system',
  on: ['line', 'value'],
  sign: '!',
  summary: [
    'Runs a command in the shell. What it prints is shown as it comes; an interrupt stops it. It starts in the working',
    'directory (%pwd) with the environment of the kernel (%env). Behind = it gives the lines of its output instead.',
    '{name}, {expression} that begins with a name that there is: its value. $NAME is the shell’s.',
    'A line that reads as TypeScript is TypeScript: !ready(), !(a && b), or !done where done is a name that there is.',
  ].join('\n'),
  usage: ['!command', '%system command', 'const lines = %system command'],
  options: {},
  takes: 'text',
  examples: ['!git log --oneline -3', '!wc -l {path}', 'const files = %system ls'],
  rewrite(call) {
    if (call.argument === '') throw wrongUse(this, 'which command?')
    const run = call.form === 'value' ? 'lines' : 'system'
    return { line: [`await ${RUNTIME}.${run}(`, ...commandOf(call), ');'] }
  },
}

/** Braces of the shell's own are `${name}`, and lists and blocks, which are no expressions. */
const BRACES = /(?<![$\\{])\{([^{}]+)\}(?!\})/g
const FIRST_NAME = /^[\s(!+-]*([A-Za-z_$][\w$]*)/

/** The command as an expression: a string, or a template where values of the notebook's stand in it. */
function commandOf({ argument, argumentAt, knows }: MagicCall): Piece[] {
  const holes = [...argument.matchAll(BRACES)].filter(([, inside = '']) => {
    const name = FIRST_NAME.exec(inside)?.[1]
    // Between ? and : stands one expression, and no list of the shell's.
    return name !== undefined && knows(name) && parses(`0 ? ${inside} : 0`)
  })
  if (holes.length === 0) return [JSON.stringify(argument)]
  const pieces: Piece[] = []
  let at = 0
  for (const { 0: whole, index } of holes) {
    const start = argumentAt + index + 1
    pieces.push(`${at === 0 ? '`' : '}'}${escaped(argument.slice(at, index))}\${`, {
      start,
      end: start + whole.length - 2,
    })
    at = index + whole.length
  }
  return [...pieces, `}${escaped(argument.slice(at))}\``]
}

const escaped = (text: string): string => text.replace(/[\\`]|\$(?=\{)/g, '\\$&')
