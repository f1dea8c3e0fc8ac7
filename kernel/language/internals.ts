/**
 * The parts of TypeScript that its public declarations leave out and the live engine needs. They belong to exactly one
 * version, which package.json pins; `checkCompiler` refuses any other.
 */
import ts from 'typescript'

/** TypeScript's own path of a file: canonical, and the key of its caches. */
export type Path = string & { __pathBrand: unknown }

export interface InternalSourceFile extends ts.SourceFile {
  path: Path
  resolvedPath: Path
  originalFileName: string
  version: string
  /** Names declared at the top of the file, set by the binder. */
  locals?: Map<ts.__String, ts.Symbol>
  symbol?: ts.Symbol
  imports: readonly ts.StringLiteralLike[]
  moduleAugmentations: readonly ts.Node[]
  ambientModuleNames: readonly string[]
  parseDiagnostics: ts.DiagnosticWithLocation[]
  parent: ts.SourceFile
  jsDocParsingMode?: ts.JSDocParsingMode
}

export interface InternalChecker extends ts.TypeChecker {
  tryFindAmbientModule?(name: string): ts.Symbol | undefined
  isUnknownSymbol(symbol: ts.Symbol): boolean
}

export interface InternalProgram extends ts.Program {
  getResolvedModule(
    file: InternalSourceFile,
    name: string,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined
  getResolvedModuleFromModuleSpecifier(
    specifier: ts.StringLiteralLike,
    file?: ts.SourceFile,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined
  emit(
    file?: ts.SourceFile,
    write?: ts.WriteFileCallback,
    token?: ts.CancellationToken,
    only?: boolean | EmitOnly,
    transformers?: ts.CustomTransformers,
    forceDeclarations?: boolean,
  ): ts.EmitResult
}

/** What of a file is to be written, instead of all. */
export type EmitOnly = Internals['EmitOnly'][keyof Internals['EmitOnly']]

interface SymbolDisplay {
  displayParts: ts.SymbolDisplayPart[]
  documentation: ts.SymbolDisplayPart[]
  symbolKind: ts.ScriptElementKind
  tags: ts.JSDocTagInfo[] | undefined
}

export interface Internals {
  EmitOnly: { Js: 0; Dts: 1 }
  nullTransformationContext: ts.TransformationContext
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void
  getDirectoryPath(path: string): string
  normalizePath(path: string): string
  combinePaths(path: string, ...more: string[]): string
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node
  getContainerNode(node: ts.Node): ts.Node | undefined
  createTextSpanFromNode(node: ts.Node, file?: ts.SourceFile): ts.TextSpan
  isExpressionNode(node: ts.Node): boolean
  findPrecedingToken(position: number, file: ts.SourceFile): ts.Node | undefined
  setUILocale(locale: string | undefined): void
  SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      location: ts.Node,
    ): SymbolDisplay
  }
  SignatureHelp: {
    getSignatureHelpItems(
      program: ts.Program,
      file: ts.SourceFile,
      position: number,
      reason: ts.SignatureHelpTriggerReason | undefined,
      token: ts.CancellationToken,
    ): ts.SignatureHelpItems | undefined
  }
  Completions: {
    getCompletionsAtPosition(
      host: unknown,
      program: ts.Program,
      log: (message: string) => void,
      file: ts.SourceFile,
      position: number,
      preferences: ts.UserPreferences,
      triggerCharacter: string | undefined,
      kind: ts.CompletionTriggerKind | undefined,
      token: ts.CancellationToken,
      format: undefined,
      includeSymbol?: boolean,
    ): ts.CompletionInfo | undefined
  }
}

/** The version whose internals this room was written for. */
export const COMPILER_VERSION = '5.9.3'

const NEEDED: (keyof Internals)[] = [
  'EmitOnly',
  'nullTransformationContext',
  'bindSourceFile',
  'getTouchingPropertyName',
  'isExpressionNode',
  'findPrecedingToken',
  'SymbolDisplay',
  'SignatureHelp',
  'Completions',
]

/** Stock TypeScript with its internals in view. */
export const compiler = ts as unknown as typeof ts & Internals

/** @throws Error if another TypeScript than the pinned one was loaded. */
export function checkCompiler(): void {
  const missing = NEEDED.filter((name) => compiler[name] === undefined)
  if (ts.version !== COMPILER_VERSION || missing.length > 0) {
    throw new Error(
      `The kernel needs TypeScript ${COMPILER_VERSION}, found ${ts.version}${missing.length > 0 ? ` without ${missing.join(', ')}` : ''}`,
    )
  }
}
