import { type Magic, RUNTIME } from './magic.js'

/** `%whos`: the notebook's names and what they are. */
export const whos: Magic = {
  name: 'whos',
  on: ['line'],
  summary: 'Prints the names that the cells of this notebook have defined, with type, shape, size and value.',
  usage: ['%whos [type …]'],
  options: {},
  takes: 'words',
  examples: ['%whos', '%whos Tensor'],
  rewrite: ({ words }) => ({ line: [`${RUNTIME}.whos(${JSON.stringify(words)});`] }),
}
