import { type Magic, RUNTIME } from './magic.js'

/** `%ls`: the files of a folder. */
export const ls: Magic = {
  name: 'ls',
  on: ['line'],
  summary: 'Lists the files of the working directory, or those that are named, as the shell’s ls does (Windows: dir).',
  usage: ['%ls [what ls takes]'],
  options: {},
  takes: 'text',
  files: true,
  examples: ['%ls', '%ls -lh *.ipynb'],
  rewrite({ argument }) {
    return { line: [`await ${RUNTIME}.ls(${JSON.stringify(argument)});`] }
  },
}
