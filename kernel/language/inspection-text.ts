import type ts from 'typescript'
import { documentationMarkdown, documentationText } from './docs.js'

/** What is known of a name. */
export interface Description {
  /** How it may be used, a line each; a line of carets marks the parameter at the cursor. */
  signature: string[]
  /** The parameter at the cursor; its documentation may be empty. */
  parameter?: { text: string; documentation: string }
  documentation: readonly ts.SymbolDisplayPart[]
  tags: readonly ts.JSDocTagInfo[]
  file?: string
  kind: string
  source?: string
}

/** For terminals and for JupyterLab's completer: blocks with a blank line between. */
export function asText({ signature, parameter, documentation, tags, file, kind, source }: Description): string {
  const lines = tags.map(({ name, text }) => {
    const words = tagWords(documentationText(text))
    return words ? `@${name} ${words}` : `@${name}`
  })
  const parts = [
    signature.join('\n'),
    parameter?.documentation ? `${parameter.text} — ${parameter.documentation}` : '',
    [documentationText(documentation), ...lines].filter(Boolean).join('\n'),
    `${file ? `File: ${file}\n` : ''}Type: ${kind}`,
    source ? `Source:\n${source}` : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** For JupyterLab's tooltip and Contextual Help. What people write in TSDoc is Markdown already. */
export function asMarkdown({ signature, parameter, documentation, tags, file, kind, source }: Description): string {
  const parts = [
    // Long lines are broken, and carets would stand anywhere.
    fenced(signature.filter((line) => !/^ +\^+$/.test(line)).join('\n')),
    parameter ? `**\`${parameter.text}\`**${parameter.documentation && ` — ${parameter.documentation}`}` : '',
    documentationMarkdown(documentation),
    ...sections(tags),
    `*${kind}*${file ? ` · \`${file}\`` : ''}`,
    source ? fenced(source) : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** Tags of which a declaration may have several, each a point of a list. */
const LISTS: Record<string, string> = {
  param: 'Parameters',
  typeParam: 'Type parameters',
  template: 'Type parameters',
  throws: 'Throws',
  see: 'See also',
}
const HEADINGS: Record<string, string> = {
  returns: 'Returns',
  return: 'Returns',
  deprecated: 'Deprecated',
  defaultValue: 'Default',
  default: 'Default',
  since: 'Since',
}

function sections(tags: readonly ts.JSDocTagInfo[]): string[] {
  const lists = new Map<string, string[]>()
  const rest: string[] = []
  for (const { name, text } of tags) {
    const words = tagWords(documentationMarkdown(text))
    const list = LISTS[name]
    if (list) lists.set(list, [...(lists.get(list) ?? []), `- ${named(name, words).replaceAll('\n', '\n  ')}`])
    else if (name === 'example') rest.push(example(tagWords(documentationText(text))))
    else if (name === 'remarks') rest.push(words)
    else rest.push(`**${HEADINGS[name] ?? `@${name}`}**${words && ` ${words}`}`)
  }
  return [...[...lists].map(([heading, points]) => `**${heading}**\n\n${points.join('\n')}`), ...rest]
}

/** `x the first` → `` `x` — the first ``, where the tag names something. */
function named(tag: string, words: string): string {
  if (tag === 'throws' || tag === 'see') return words
  const [, name, about] = /^(\S+)\s*-?\s*(.*)$/s.exec(words) ?? []
  return name ? `\`${name}\`${about && ` — ${about}`}` : words
}

/** Examples are code, unless they bring fences of their own. */
function example(text: string): string {
  return `**Example**\n\n${text.includes('```') ? text : fenced(text)}`
}

/** TypeScript leaves the next line's asterisk behind a tag that names something. */
const tagWords = (text: string): string => text.replace(/\s\*$/, '').trim()

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([fence]) => fence.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}typescript\n${text}\n${fence}`
}
