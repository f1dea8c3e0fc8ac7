import type ts from 'typescript'
import type { InternalProgram, InternalSourceFile } from './internals.js'
import type { World } from './world.js'

/** The local `.ts` and `.js` files behind a cell's imports, transitively, dependencies first. */
export function localModules(
  imports: Iterable<ts.ResolvedModuleWithFailedLookupLocations>,
  program: InternalProgram,
  { isLocal }: Pick<World, 'isLocal'>,
): string[] {
  const seen = new Set<string>()
  const ordered: string[] = []
  const visit = (resolved: ts.ResolvedModuleFull | undefined): void => {
    if (!resolved || resolved.isExternalLibraryImport || seen.has(resolved.resolvedFileName)) return
    seen.add(resolved.resolvedFileName)
    const file = program.getSourceFile(resolved.resolvedFileName) as InternalSourceFile | undefined
    if (!file || !isLocal(file.fileName) || file.fileName.endsWith('.json')) return
    for (const specifier of file.imports)
      visit(program.getResolvedModuleFromModuleSpecifier(specifier, file)?.resolvedModule)
    ordered.push(file.fileName)
  }
  for (const { resolvedModule } of imports) visit(resolvedModule)
  return ordered
}
