import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%pwd`: the working directory. */
export const pwd: Magic = {
  name: 'pwd',
  on: ['line', 'value'],
  summary: 'Gives the working directory.',
  usage: ['%pwd', 'const here = %pwd'],
  options: {},
  takes: 'words',
  examples: ['%pwd'],
  rewrite({ words }) {
    if (words.length > 0) throw wrongUse(this, 'it takes nothing')
    return { line: [`${RUNTIME}.pwd();`] }
  },
}
