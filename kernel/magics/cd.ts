import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%cd`: another working directory. */
export const cd: Magic = {
  name: 'cd',
  on: ['line'],
  summary: [
    'Changes the working directory, where files, local imports and packages are looked for, and prints it.',
    '~ is the home folder, - the folder before. Alone: the home folder.',
  ].join('\n'),
  usage: ['%cd [-q] [folder]', '%cd -'],
  options: { q: { help: 'do not print the new folder' } },
  takes: 'words',
  files: true,
  examples: ['%cd ../data', '%cd -'],
  rewrite({ words, options }) {
    const [folder = '~', ...more] = words
    if (more.length > 0) throw wrongUse(this, `one folder, not ${words.length}; put quotes around one with spaces`)
    return { line: [`${RUNTIME}.cd(${JSON.stringify(folder)}, ${options.q === true});`] }
  },
}
