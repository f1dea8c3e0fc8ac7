import { type Magic, RUNTIME, wholeNumber, wrongUse } from './magic.js'

/** `%history`: what was typed. */
export const history: Magic = {
  name: 'history',
  on: ['line'],
  summary: 'Prints the cells of this session as they were typed: all of them, or those of the given numbers.',
  usage: ['%history [-n] [-o] [-l N] [-g PATTERN] [numbers]'],
  options: {
    n: { help: 'with their numbers' },
    o: { help: 'with their results' },
    l: { value: 'N', help: 'the last N cells, of earlier sessions too' },
    g: {
      value: 'PATTERN',
      help: 'cells of any session that hold the pattern (* and ? stand for any text, any character)',
    },
  },
  takes: 'words',
  examples: ['%history', '%history -n 3-7 9', '%history -g randn'],
  rewrite({ words, options }) {
    const last = wholeNumber(this, options, 'l', 1)
    const wrong = words.find((word) => !/^\d+(-\d+)?$/.test(word))
    if (wrong !== undefined) throw wrongUse(this, `'${wrong}' is no number and no range such as 3-7`)
    if (words.length > 0 && (last ?? options.g) !== undefined)
      throw wrongUse(this, `numbers do not go with -${last === undefined ? 'g' : 'l'}`)
    const ranges = words.map((word) => {
      const [from, to = from] = word.split('-').map(Number) as [number, number?]
      return [from, to]
    })
    const query = {
      ranges,
      numbers: options.n === true,
      outputs: options.o === true,
      ...(last !== undefined && { last }),
      ...(options.g !== undefined && { pattern: options.g }),
    }
    return { line: [`await ${RUNTIME}.history(${JSON.stringify(query)});`] }
  },
}
