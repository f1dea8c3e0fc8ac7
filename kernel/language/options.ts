import ts from 'typescript'

/** The compiler options of a cell and of the local modules it imports. */
export const CELL_OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  // Not esnext: methods would type-check that Node 20 does not have.
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  allowJs: true,
  checkJs: false,
  // TypeScript reads an exported pattern by index otherwise, which a generator has not.
  downlevelIteration: true,
  // Standard decorators.
  experimentalDecorators: false,
  declaration: true,
  sourceMap: true,
  skipLibCheck: true,
  types: [],
  typeRoots: [],
  newLine: ts.NewLineKind.LineFeed,
}

/** How a local module becomes what the session runs. */
export const COMMONJS_OPTIONS: ts.CompilerOptions = {
  target: CELL_OPTIONS.target,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  downlevelIteration: CELL_OPTIONS.downlevelIteration,
  newLine: ts.NewLineKind.LineFeed,
}
