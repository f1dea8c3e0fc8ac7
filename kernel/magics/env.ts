import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%env`: the kernel's environment. */
export const env: Magic = {
  name: 'env',
  on: ['line', 'value'],
  summary: [
    'Gives the environment variables, or one of them, or sets one for this kernel and the programs that it starts.',
    'In a list of all of them, values of names that sound secret (KEY, TOKEN, SECRET, PASSWORD) are hidden.',
  ].join('\n'),
  usage: ['%env', '%env NAME', '%env NAME=value', '%env NAME value', 'const home = %env HOME'],
  options: {},
  takes: 'text',
  examples: ['%env OMP_NUM_THREADS=4', '%env HOME'],
  rewrite({ argument, form }) {
    const [, name, value] = /^([^\s=]+)(?:\s*=\s*|\s+)?(.*)$/s.exec(argument) ?? []
    if (argument && name === undefined) throw wrongUse(this, `'${argument}' has no name before its =`)
    const sets = name !== undefined && argument !== name
    if (sets && form === 'value') throw wrongUse(this, 'setting a variable gives no value')
    if (name === undefined) return { line: [`${RUNTIME}.allEnv();`] }
    if (!sets) return { line: [`${RUNTIME}.env(${JSON.stringify(name)});`] }
    return { line: [`${RUNTIME}.setEnv(${JSON.stringify(name)}, ${JSON.stringify(value)});`] }
  },
}
