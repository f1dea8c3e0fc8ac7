import { type Magic, RUNTIME } from './magic.js'

/** `%who`: the notebook's names. */
export const who: Magic = {
  name: 'who',
  on: ['line'],
  summary:
    'Prints the names that the cells of this notebook have defined, or those whose values are of the given types.',
  usage: ['%who [type …]'],
  options: {},
  takes: 'words',
  examples: ['%who', '%who Tensor number'],
  rewrite: ({ words }) => ({ line: [`${RUNTIME}.who(${JSON.stringify(words)});`] }),
}
