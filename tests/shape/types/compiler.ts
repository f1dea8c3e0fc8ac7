import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** What the compiler makes of one program. */
export interface Verdict {
  /** The type of the program's last expression. */
  readonly type: string
  readonly errors: readonly Complaint[]
}

export interface Complaint {
  readonly code: number
  /** The first line of the message. */
  readonly message: string
  /** The sentence that stands in place of a parameter's type: what PyTorch would say. */
  readonly sentence: string | null
  /** The source that is marked. */
  readonly marked: string
}

export interface Report {
  readonly verdicts: readonly Verdict[]
  /** Types instantiated for all programs together: exact, the same on every machine. */
  readonly instantiations: number
}

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../../..')
const file = resolve(here, '__programs.ts')

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  return { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false, incremental: false }
}

const parsed = new Map<string, ts.SourceFile | undefined>()

/** A program over the runtime's own sources and `text`, which exists in memory only. */
function programOf(text: string): ts.Program {
  const options = compilerOptions()
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.getSourceFile = (name, language, ...rest) => {
    if (resolve(name) === file) return ts.createSourceFile(name, text, language)
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, language, ...rest))
    return parsed.get(name)
  }
  host.fileExists = (name) => resolve(name) === file || fileExists(name)
  return ts.createProgram([file], options, host)
}

const SENTENCE = / of type [\s\S]*?'"((?:[^"\\]|\\.)+)"(?: \| .*)?'\.?$/

const sentenceOf = (message: string): string | null => {
  const found = SENTENCE.exec(message)?.[1]
  return found === undefined ? null : (JSON.parse(`"${found}"`) as string)
}

/**
 * Checks each program by itself, after a common prelude. Statements may precede the last expression, separated by
 * semicolons.
 */
export function check(prelude: string, programs: readonly string[]): Report {
  const blocks = programs.map((code) => {
    const end = code.lastIndexOf(';') + 1
    return `{ ${code.slice(0, end)} const result = (${code.slice(end)}) }\n`
  })
  const program = programOf(`${prelude}\n${blocks.join('')}`)
  const source = program.getSourceFile(file) as ts.SourceFile
  const checker = program.getTypeChecker()
  const before = program.getInstantiationCount()
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
  const instantiations = program.getInstantiationCount() - before
  const nodes = source.statements.filter(ts.isBlock)
  const inPrelude = diagnostics.filter((d) => nodes.length === 0 || (d.start ?? 0) < nodes[0].getStart(source))
  if (inPrelude.length > 0 || nodes.length !== programs.length)
    throw new Error(
      `the prelude does not compile: ${inPrelude.map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n')).join('\n')}`,
    )
  const verdicts = nodes.map((block) => {
    const last = block.statements.at(-1)
    if (last === undefined || !ts.isVariableStatement(last))
      throw new Error(`no expression at the end: ${block.getText(source)}`)
    const type = checker.getTypeAtLocation(last.declarationList.declarations[0].name)
    const errors = diagnostics
      .filter(({ start = 0 }) => start >= block.pos && start < block.end)
      .map((d): Complaint => {
        const message = ts.flattenDiagnosticMessageText(d.messageText, '\n').split('\n')[0]
        const start = d.start ?? 0
        return {
          code: d.code,
          message,
          sentence: sentenceOf(message),
          marked: source.text.slice(start, start + (d.length ?? 0)),
        }
      })
    return { type: checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation), errors }
  })
  return { verdicts, instantiations }
}
