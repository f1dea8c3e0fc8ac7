import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%%capture name`: what the cell would show goes into a variable. */
export const capture: Magic = {
  name: 'capture',
  on: ['cell'],
  summary: [
    'Runs the cell and shows none of its output. With a name, a CapturedOutput is stored there: stdout, stderr, outputs',
    '(displays and the result), show(). An error is shown all the same.',
  ].join('\n'),
  usage: ['%%capture [name]'],
  options: {},
  takes: 'words',
  body: 'code',
  examples: ['%%capture run', 'console.log("quiet")', 'run.stdout  // in the next cell'],
  rewrite({ words }) {
    const [name, ...more] = words
    if (more.length > 0) throw wrongUse(this, `one name is enough, not '${words.join(' ')}'`)
    if (name === undefined) return { line: [`${RUNTIME}.capture();`] }
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) throw wrongUse(this, `'${name}' is no variable's name`)
    return { line: [`var ${name} = ${RUNTIME}.capture();`] }
  },
}
