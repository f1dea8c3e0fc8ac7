import { isUrl, type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%load`: a file's text as a cell. */
export const load: Magic = {
  name: 'load',
  on: ['line'],
  summary: 'Puts the text of a file, or of a page at a URL, into this cell, in place of the magic.',
  usage: ['%load file', '%load https://…'],
  options: {},
  takes: 'words',
  files: true,
  examples: ['%load model.ts'],
  rewrite({ words }) {
    if (words.length !== 1) throw wrongUse(this, words.length === 0 ? 'which file?' : 'one file at a time')
    const [from = ''] = words
    return { line: [`${isUrl(from) ? 'await ' : ''}${RUNTIME}.load(${JSON.stringify(from)});`] }
  },
}
