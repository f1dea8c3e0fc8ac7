import ts from 'typescript'
import { PACKAGE, type RoomConfig } from './config.js'
import { isLocal, runtimeFolder } from './files.js'

export type Resolution = ts.ResolvedModuleWithFailedLookupLocations

/** What imports name. Nothing is remembered: a module that could not be found may have been written or installed since. */
export class Resolver {
  private readonly runtime: string

  constructor(
    private readonly config: RoomConfig,
    private readonly options: () => ts.CompilerOptions,
    private readonly host: ts.ModuleResolutionHost,
  ) {
    this.runtime = runtimeFolder(config)
  }

  /** The package itself is found wherever the notebook lies. */
  module(specifier: string, from: string): Resolution {
    if (specifier === PACKAGE) {
      const { runtime } = this.config
      return resolved({ resolvedFileName: runtime, extension: ts.Extension.Dts, isExternalLibraryImport: true })
    }
    // What the package itself is built on stays out: types like Vega-Lite's are larger than all the rest together.
    if (from.startsWith(this.runtime) && !/^(?:\.|node:)/.test(specifier)) return resolved(undefined)
    return ts.resolveModuleName(specifier, from, this.options(), this.host)
  }

  /** `/// <reference types="…" />`. A package that asks for Node's types gets ours, not a second copy of them. */
  types(name: string, from: string): ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations {
    if (name !== 'node') return ts.resolveTypeReferenceDirective(name, from, this.options(), this.host)
    const resolvedFileName = `${this.config.nodeTypes}/index.d.ts`
    const directive = { primary: true, resolvedFileName, isExternalLibraryImport: true }
    return { resolvedTypeReferenceDirective: directive } as ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations
  }

  /** The user's file that a bare specifier stands for (`paths` of a tsconfig.json), which Node would not find. */
  local(specifier: string, from: string): string | undefined {
    if (specifier === PACKAGE || /^(?:[./]|node:)/.test(specifier)) return undefined
    const found = this.module(specifier, from).resolvedModule
    return found && !found.isExternalLibraryImport && isLocal(found.resolvedFileName)
      ? found.resolvedFileName
      : undefined
  }

  /** Every module that a text imports, but those that `isAmbient` knows. */
  imports(text: string, from: string, isAmbient: (specifier: string) => boolean): Map<string, Resolution> {
    const found = new Map<string, Resolution>()
    for (const { fileName: specifier } of ts.preProcessFile(text, true, true).importedFiles) {
      if (!isAmbient(specifier)) found.set(specifier, this.module(specifier, from))
    }
    return found
  }
}

function resolved(resolvedModule: ts.ResolvedModuleFull | undefined): Resolution {
  return { resolvedModule } as Resolution // what else there is belongs to TypeScript's own caches
}
