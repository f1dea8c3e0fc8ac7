import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** `%%bash`: the cell is a script of the shell's. */
export const bash: Magic = {
  name: 'bash',
  on: ['cell'],
  summary: [
    'Runs the cell in bash. What it prints is shown as it comes; an interrupt stops it. The script starts in the working',
    'directory (%pwd) with the environment of the kernel (%env). If it ends with another status than 0, the cell fails.',
  ].join('\n'),
  usage: ['%%bash'],
  options: {},
  takes: 'text',
  body: 'text',
  examples: ['%%bash', 'for f in *.ts; do wc -l "$f"; done'],
  rewrite({ argument, below }) {
    if (argument) throw wrongUse(this, `the script stands below it, not behind it: '${argument}'`)
    return { line: [`await ${RUNTIME}.bash(${JSON.stringify(below)});`] }
  },
}
