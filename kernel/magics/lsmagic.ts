import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%lsmagic`: which magics there are. */
export const lsmagic = (all: () => readonly Magic[]): Magic => ({
  name: 'lsmagic',
  on: ['line'],
  summary: 'Lists the magics. %name? tells more of one.',
  usage: ['%lsmagic'],
  options: {},
  takes: 'words',
  examples: ['%lsmagic', '%time?'],
  rewrite({ words }) {
    if (words.length > 0) throw wrongUse(this, `it takes nothing; more of one magic: %${words[0]?.replace(/^%+/, '')}?`)
    return { line: [`${RUNTIME}.print(${JSON.stringify(listing(all()))});`] }
  },
})

function listing(magics: readonly Magic[]): string {
  const named = (form: 'line' | 'cell', sign: string): string =>
    magics
      .filter((magic) => magic.on.includes(form))
      .map((magic) => sign + magic.name)
      .join('  ')
  const signs = magics.flatMap((magic) => (magic.sign ? [`${magic.sign}command is %${magic.name} command.`] : []))
  return [
    'Available line magics:',
    named('line', '%'),
    '',
    'Available cell magics:',
    named('cell', '%%'),
    '',
    ...signs,
    '%name? tells more of one.',
    '',
  ].join('\n')
}
