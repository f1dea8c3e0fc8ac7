import { parseArgs } from 'node:util'
import type { Form } from './find.js'
import type { ParsedCode } from './parse.js'
import type { Piece, Span } from './pieces.js'

/** A magic was used wrongly. Nothing of the cell runs; the message stands behind `UsageError: `. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** The error of a wrong use, with the magic's usage below it. */
export function wrongUse(magic: Pick<Magic, 'name' | 'usage'>, problem: string): UsageError {
  const [first, ...more] = magic.usage
  return new UsageError(
    [`%${magic.name}: ${problem}`, `Usage: ${first}`, ...more.map((line) => `       ${line}`)].join('\n'),
  )
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
  /** The lines below a cell magic, of one whose body is code. */
  body?: ParsedCode
  /** Of a magic that takes no code: what stands behind its name, without the options; quotes are taken off in `words`. */
  argument: string
  /** Where the argument begins in the cell. */
  argumentAt: number
  words: string[]
  /** The lines below a cell magic as they are typed. */
  below: string
  /** Different for every magic of a cell. */
  id: number
  text(span: Span): string
  /** Is it a name that this cell or an earlier one has? */
  knows(name: string): boolean
}

/** What a magic is: its name, its help and what its line becomes. The runtime half stands beside it, in the same file. */
export interface Magic {
  name: string
  on: Form[]
  summary: string
  usage: string[]
  options: OptionTable
  examples: string[]
  /**
   * What stands behind the name: TypeScript, which may go on over lines while a bracket is open (if left out); words to the
   * line's end, quoted where they hold spaces, with options anywhere among them; or the rest of the line as it is.
   */
  takes?: 'code' | 'words' | 'text'
  /** What a cell magic's body is: one piece of code (if left out), code in which magics may stand, or no code at all. */
  body?: 'piece' | 'code' | 'text'
  /** A character that stands for `%name ` at a line's start. */
  sign?: string
  /** Its words are files. */
  files?: boolean
  /** What stands in place of the magic and its code. `body` replaces the lines below a cell magic; left out, they stay. */
  rewrite(call: MagicCall): { line: Piece[]; body?: Piece[] }
}

/** What `%load` fetches; anything else is a file. */
export function isUrl(from: string): boolean {
  return /^https?:\/\//i.test(from)
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
      throw wrongUse(magic, `option ${token.rawName} not recognized (allowed: ${optionList(magic)})`)
    }
    if (option.value && token.value === undefined)
      throw wrongUse(magic, `option -${token.name} needs a value: -${token.name} ${option.value}`)
    options[token.name] = option.value ? (token.value as string) : true
  }
  return { options, length: text.length }
}

/** Words as a shell takes them: quotes hold a word together and are taken off. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  )
}

/** Reads the options of a magic that takes words: they may stand anywhere among them. */
export function readWords(magic: Magic, text: string): { options: OptionValues; words: string[] } {
  const options: OptionValues = {}
  const words: string[] = []
  const given = wordsOf(text)
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string
    if (!/^-./.test(word) || words.includes('--')) {
      words.push(word)
      continue
    }
    // Its value may be the next word.
    const value = magic.options[word.slice(1)]?.value ? given.slice(++i, i + 1) : []
    const read = readOptions(magic, [word, ...value].join(' '))
    if (Object.keys(read.options).length === 0) throw wrongUse(magic, `option ${word} not recognized`)
    Object.assign(options, read.options)
  }
  return { options, words: words.filter((word) => word !== '--') }
}

/** The value of an option that must be a whole number of at least `least`. */
export function wholeNumber(magic: Magic, options: OptionValues, name: string, least: number): number | undefined {
  const value = options[name]
  if (value === undefined) return undefined
  const number = Number(value)
  if (!/^[0-9_]+$/.test(String(value)) || number < least) {
    throw wrongUse(magic, `-${name} needs a whole number of at least ${least}, not '${value}'`)
  }
  return number
}

function optionList(magic: Magic): string {
  return Object.entries(magic.options)
    .map(([name, { value }]) => (value ? `-${name} ${value}` : `-${name}`))
    .join(', ')
}
