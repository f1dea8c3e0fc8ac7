import { inspect } from 'node:util'
import { type Displayable, jupyterDisplay, jupyterMetadata, type MimeBundle } from './bundle.js'

/**
 * Something that is shown by `display(…)`, or as a cell's result.
 *
 * @example
 * html('<b>bold</b>') instanceof Rich
 * // true
 */
export class Rich implements Displayable {
  /** @internal */
  constructor(
    readonly data: MimeBundle,
    readonly metadata: MimeBundle = {},
  ) {}

  [jupyterDisplay](): MimeBundle {
    return Object.defineProperty({ ...this.data }, jupyterMetadata, { value: this.metadata })
  }

  toString(): string {
    return String(this.data['text/plain'])
  }

  [inspect.custom](): string {
    return this.toString()
  }
}

/** A template tag that can be called with a string as well. */
export interface RichTag {
  (source: string): Rich
  (strings: TemplateStringsArray, ...values: unknown[]): Rich
}

function tag(
  make: (source: string) => MimeBundle,
  read: (strings: TemplateStringsArray) => readonly string[],
): RichTag {
  return (source: string | TemplateStringsArray, ...values: unknown[]): Rich => {
    if (typeof source === 'string') return new Rich(make(source))
    if (!Array.isArray(source) || !('raw' in source))
      throw new TypeError(`a string or a template is needed, got ${inspect(source)}`)
    return new Rich(make(read(source).reduce((text, part, i) => text + fill(values[i - 1]) + part)))
  }
}

/** Arrays are joined with nothing between, so that a `map` can make rows. */
function fill(value: unknown): string {
  return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype
    ? value.map(fill).join('')
    : String(value)
}

/** As JavaScript reads a template: `\n` is a line end. */
const cooked = (strings: TemplateStringsArray): readonly string[] => strings.map((part, i) => part ?? strings.raw[i])

/** With its backslashes: they are LaTeX's and Markdown's. Only what cannot be written otherwise is unescaped. */
const raw = (strings: TemplateStringsArray): readonly string[] =>
  strings.raw.map((part) => part.replace(/\\(`|\$(?=\{)|(?<=\$)\{)/g, '$1'))

/**
 * HTML. Values of a template are put in as they are: escape what others wrote.
 *
 * @example
 * html('<b>bold</b>')
 * // <b>bold</b>
 */
export const html: RichTag = tag((source) => ({ 'text/html': source, 'text/plain': source }), cooked)

/**
 * Markdown. Backslashes of a template stay, so that formulas can be written as in LaTeX.
 *
 * @example
 * markdown('**bold**')
 * // **bold**
 */
export const markdown: RichTag = tag((source) => ({ 'text/markdown': source, 'text/plain': source }), raw)

/**
 * Markdown. Backslashes of a template stay, so that formulas can be written as in LaTeX.
 *
 * @example
 * md('**bold**')
 * // **bold**
 */
export const md: RichTag = markdown

/**
 * A formula. Backslashes of a template stay; `$…$` is put around it unless it has delimiters of its own.
 *
 * @example
 * latex('x^2')
 * // x^2
 */
export const latex: RichTag = tag((source) => ({ 'text/latex': delimited(source), 'text/plain': source }), raw)

/**
 * JavaScript that the front end runs when it shows it, with `element`, the output's node (JupyterLab wants the notebook
 * trusted). For what a program has to say to a front end in both directions there are widgets.
 *
 * @example
 * javascript('1 + 1')
 * // <JavaScript>
 */
export const javascript: RichTag = tag(
  (source) => ({ 'application/javascript': source, 'text/plain': '<JavaScript>' }),
  cooked,
)

/**
 * An SVG picture.
 *
 * @example
 * svg('<svg></svg>')
 * // <SVG image>
 */
export const svg: RichTag = tag((source) => ({ 'image/svg+xml': source, 'text/plain': '<SVG image>' }), cooked)

function delimited(source: string): string {
  return /\$|\\\(|\\\[|\\begin\{/.test(source) ? source : `$\\displaystyle ${source.trim()}$`
}

/**
 * A value as a tree that can be folded; `expanded` opens it.
 *
 * @example
 * json({ a: 1 })
 * // { a: 1 }
 */
export function json(value: unknown, { expanded = false }: { expanded?: boolean } = {}): Rich {
  const text = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`json: ${inspect(value)} has no JSON`)
  return new Rich(
    { 'application/json': JSON.parse(text), 'text/plain': inspect(value) },
    { 'application/json': { expanded } },
  )
}
