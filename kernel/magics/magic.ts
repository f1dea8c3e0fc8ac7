import { parseArgs } from 'node:util'
import type { Form } from './find.js'
import type { ParsedCode } from './parse.js'
import type { Piece, Span } from './pieces.js'

/** A magic was used wrongly. Nothing of the cell runs; the message stands behind `UsageError: `. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** One option of a magic: `-n N`, or a switch like `-q`. */
export interface MagicOption {
  /** What the option's value stands for in the help text; a switch has none. */
  value?: string
  help: string
}

export type OptionTable = Record<string, MagicOption>
export type OptionValues = Record<string, string | true>

/** A magic as it stands in a cell, its options read and its code parsed. */
export interface MagicCall {
  form: Form
  options: OptionValues
  /** The code behind the options; of a cell magic, what stands on its own line. */
  code: ParsedCode
  /** The lines below a cell magic. */
  body?: ParsedCode
  /** Different for every magic of a cell. */
  id: number
  text(span: Span): string
}

/** What a magic is: its name, its help and what its line becomes. The runtime half stands beside it, in the same file. */
export interface Magic {
  name: string
  on: Form[]
  summary: string
  usage: string[]
  options: OptionTable
  examples: string[]
  /** What stands in place of the magic and its code. `body` replaces the lines below a cell magic; left out, they stay. */
  rewrite(call: MagicCall): { line: Piece[]; body?: Piece[] }
}

/** The object through which rewritten cells call the runtime half of a magic. */
export const RUNTIME = '__magics'

/** Reads the options at the start of `text`; `length` is how much of it they take. A first word that is none ends them. */
export function readOptions(magic: Magic, text: string): { options: OptionValues; length: number } {
  const words = [...text.matchAll(/\S+/g)]
  const names = Object.keys(magic.options)
  if (names.length === 0 || words.length === 0) return { options: {}, length: text.length - text.trimStart().length }
  const { tokens } = parseArgs({
    args: words.map((w) => w[0]),
    options: Object.fromEntries(
      names.map((name) => {
        const type: 'string' | 'boolean' = magic.options[name]?.value ? 'string' : 'boolean'
        return [name, { type, short: name }]
      }),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options: OptionValues = {}
  for (const token of tokens) {
    const at = words[token.index]?.index ?? text.length
    if (token.kind === 'positional') return { options, length: at }
    if (token.kind === 'option-terminator') return { options, length: Math.min(at + 3, text.length) }
    const option = magic.options[token.name]
    if (!option || token.rawName.startsWith('--')) {
      throw new UsageError(`%${magic.name}: option ${token.rawName} not recognized (allowed: ${optionList(magic)})`)
    }
    if (option.value && token.value === undefined)
      throw new UsageError(`%${magic.name}: option -${token.name} needs a value: -${token.name} ${option.value}`)
    options[token.name] = option.value ? (token.value as string) : true
  }
  return { options, length: text.length }
}

/** The value of an option that must be a whole number of at least `least`. */
export function wholeNumber(magic: Magic, options: OptionValues, name: string, least: number): number | undefined {
  const value = options[name]
  if (value === undefined) return undefined
  const number = Number(value)
  if (!/^[0-9_]+$/.test(String(value)) || number < least) {
    throw new UsageError(`%${magic.name}: -${name} needs a whole number of at least ${least}, not '${value}'`)
  }
  return number
}

function optionList(magic: Magic): string {
  return Object.entries(magic.options)
    .map(([name, { value }]) => (value ? `-${name} ${value}` : `-${name}`))
    .join(', ')
}
