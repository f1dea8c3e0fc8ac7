import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%%writefile`: the cell as a file. */
export const writefile: Magic = {
  name: 'writefile',
  on: ['cell'],
  summary: 'Writes the cell, without its first line, to a file. Folders on its way must be there.',
  usage: ['%%writefile [-a] file'],
  options: { a: { help: 'append to the file instead of replacing it' } },
  takes: 'words',
  body: 'text',
  files: true,
  examples: ['%%writefile greet.ts', "export const greet = (name: string) => 'Hello, ' + name"],
  rewrite({ words, options, below }) {
    if (words.length !== 1) throw wrongUse(this, words.length === 0 ? 'which file?' : 'one file at a time')
    const text = JSON.stringify(below.endsWith('\n') ? below : `${below}\n`)
    return { line: [`${RUNTIME}.writefile(${JSON.stringify(words[0])}, ${text}, ${options.a === true});`] }
  },
}
