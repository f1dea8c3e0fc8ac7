import { inspect } from 'node:util'
import ts from 'typescript'
import * as tg from '../../src/index.js'

/** A statement of an example and what is shown for it: the comment lines below it. */
export interface Step {
  readonly code: string
  readonly shown?: string
}

/** `x.sum()` above `// tensor(6.)`: statements, each with what its value prints, or which error it throws. */
export function stepsOf(example: string): Step[] {
  const file = ts.createSourceFile('example.ts', example, ts.ScriptTarget.ES2022, true)
  return file.statements.map((statement, i) => {
    const next = file.statements[i + 1]?.getStart() ?? example.length
    const comments = example
      .slice(statement.end, next)
      .split('\n')
      .filter((line) => line.startsWith('//'))
    const shown = comments.map((line) => line.replace(/^\/\/ ?/, '')).join('\n')
    return { code: statement.getText(), ...(comments.length > 0 && { shown }) }
  })
}

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...args: unknown[]) => Promise<void>

/** `var` cannot be a parameter's name. */
const { var: _, ...names } = tg
const scope = { ...names, tg }

/** What each statement that shows something prints: a value as a cell shows it, an error as `ValueError: …`. */
export async function run(steps: readonly Step[]): Promise<string[]> {
  const printed: string[] = []
  const show = async (compute: () => unknown): Promise<void> => {
    printed.push(await Promise.resolve().then(compute).then(inspect, errorText))
  }
  const body = steps.map(({ code, shown }) => {
    if (shown === undefined) return code
    return `await show(async () => (${code.replace(/;$/, '')}))`
  })
  const js = ts.transpileModule(`async () => { ${body.join('\n')}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText
  // Two functions, so that an example may take a public name for itself.
  await new AsyncFunction(...Object.keys(scope), 'show', `return await (${js.trim().replace(/;$/, '')})()`)(
    ...Object.values(scope),
    show,
  )
  return printed
}

const errorText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)
