/**
 * Stock TypeScript dressed as the fork that tslab's converter requires. Where the converter asks the compiler for a watch
 * program, for diagnostics or for CommonJS, the engine that is at work answers instead.
 */
import ts from 'typescript'
import { compiler } from './internals.js'

/** What tslab's converter uses of a builder program. */
export interface Builder {
  getSourceFile(name: string): ts.SourceFile | undefined
  getProgram(): ts.Program
  getAllDependencies(file: ts.SourceFile): string[]
  emit(
    file: ts.SourceFile,
    write: ts.WriteFileCallback,
    token: ts.CancellationToken | undefined,
    onlyDeclarations: boolean | undefined,
    transformers: ts.CustomTransformers,
  ): void
}

export interface WatchHost {
  /** The converter's declarations file and its source file. */
  rootFiles: string[]
  options: ts.CompilerOptions
  sys: ts.System
  afterProgramCreate?(builder: Builder): void
}

/** The side of an engine that the converter sees. */
export interface ConverterBackend {
  createWatchProgram(host: WatchHost): { close(): void; updateRootFileNames(): void }
  diagnostics(program: ts.Program, files: ts.SourceFile[]): readonly ts.Diagnostic[]
  toCommonJS(js: string): string
}

let atWork: ConverterBackend | undefined

/** Runs a call of tslab's converter with `backend` behind the compiler it sees. */
export function withBackend<T>(backend: ConverterBackend, call: () => T): T {
  const before = atWork
  atWork = backend
  try {
    return call()
  } finally {
    atWork = before
  }
}

function backend(): ConverterBackend {
  if (!atWork) throw new Error('the converter was called outside of withBackend')
  return atWork
}

const sys: ts.System = Object.create(ts.sys)
// TypeScript remembers the first answer for ever, and a snapshot would keep the builder's.
sys.getCurrentDirectory = () => process.cwd()

/** What tslab gets for `@tslab/typescript-for-tslab`. */
export const tslabTypeScript: Record<string, unknown> = {
  // The real exports are getters that cannot be redefined: copied once.
  ...compiler,
  sys,
  getNullTransformationContext: () => compiler.nullTransformationContext,
  getDefaultTypeRoots: () => [],
  createWatchCompilerHost: (rootFiles: string[], options: ts.CompilerOptions, system: ts.System): WatchHost => ({
    rootFiles,
    options,
    sys: system,
  }),
  createWatchProgram: (host: WatchHost) => backend().createWatchProgram(host),
  getPreEmitDiagnosticsOfFiles: (program: ts.Program, files: ts.SourceFile[]) => backend().diagnostics(program, files),
  transpileModule: (js: string) => ({ outputText: backend().toCommonJS(js) }),
}
