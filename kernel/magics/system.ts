import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `!command`: a command of the shell's. */
export const system: Magic = {
  name: 'system',
  on: ['line', 'value'],
  sign: '!',
  summary: [
    'Runs a command in the shell. What it prints is shown as it comes; an interrupt stops it. It starts in the working',
    'directory (%pwd) with the environment of the kernel (%env). Behind = it gives the lines of its output instead.',
    'A line that reads as TypeScript is TypeScript: !ready(), !(a && b), or !done where done is a name that there is.',
  ].join('\n'),
  usage: ['!command', '%system command', 'const lines = %system command'],
  options: {},
  takes: 'text',
  examples: ['!git log --oneline -3', 'const files = %system ls'],
  rewrite({ argument, form }) {
    if (argument === '') throw wrongUse(this, 'which command?')
    const command = JSON.stringify(argument)
    return { line: [form === 'value' ? `await ${RUNTIME}.lines(${command});` : `await ${RUNTIME}.system(${command});`] }
  },
}
