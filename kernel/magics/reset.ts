import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%reset`: a notebook without names. */
export const reset: Magic = {
  name: 'reset',
  on: ['line'],
  summary: 'Deletes every name that the cells of this notebook have defined, types included, after asking.',
  usage: ['%reset [-f]'],
  options: { f: { help: 'do not ask' } },
  takes: 'words',
  examples: ['%reset -f'],
  rewrite({ words, options }) {
    if (words.length > 0) throw wrongUse(this, `it deletes all names; '${words[0]}' alone cannot be chosen`)
    return { line: [`${RUNTIME}.reset(${options.f === true});`] }
  },
}
