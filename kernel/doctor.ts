/** `tsgrad doctor`: what is there, what is missing, which engine and OpenBLAS, how fast. */
import { styleText } from 'node:util'
import { engineFindings } from './doctor/engine.js'
import type { Finding } from './doctor/finding.js'
import { interruptsFinding } from './doctor/interrupts.js'
import { jupyterFindings, kernelspecFindings } from './doctor/jupyter.js'
import { languageFinding } from './doctor/language.js'
import { machine } from './doctor/machine.js'

/** What is looked at, in this order. A look that fails is a finding itself. */
const looks: [name: string, look: () => Finding[] | Promise<Finding[]>][] = [
  ['machine', machine],
  ['engine', engineFindings],
  ['start-up', () => [languageFinding()]],
  ['interrupts', () => [interruptsFinding()]],
  ['Jupyter', jupyterFindings],
  ['kernelspec', kernelspecFindings],
]

const marks = { ok: '✓', warning: '!', missing: '✗' } as const
const colors = { ok: 'green', warning: 'yellow', missing: 'red' } as const

/** Print what was found. @returns the exit code: 1 if something is missing, 0 otherwise */
export async function doctor({ json = false }: { json?: boolean } = {}): Promise<number> {
  const findings: Finding[] = []
  for (const [name, look] of looks) {
    try {
      findings.push(...(await look()))
    } catch (error) {
      findings.push({ name, status: 'missing', text: (error as Error).message, advice: 'npm run setup' })
    }
  }
  if (json) console.log(JSON.stringify(findings, null, 2))
  else for (const finding of findings) console.log(line(finding))
  return findings.some(({ status }) => status === 'missing') ? 1 : 0
}

function line({ name, status, text, advice }: Finding): string {
  const mark = process.stdout.isTTY ? styleText(colors[status], marks[status]) : marks[status]
  return `${mark} ${name.padEnd(11)} ${text}${advice ? `\n${' '.repeat(14)}→ ${advice}` : ''}`
}
