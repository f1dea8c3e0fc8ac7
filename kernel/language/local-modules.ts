import type ts from 'typescript'
import type { GuestFile, World } from './world.js'

/** The local `.ts` and `.js` files behind a cell's imports, transitively, dependencies first. */
export function localModules(cell: GuestFile, world: World): string[] {
  const seen = new Set<string>()
  const ordered: string[] = []
  const visit = (resolved: ts.ResolvedModuleFull | undefined): void => {
    if (!resolved || resolved.isExternalLibraryImport || seen.has(resolved.resolvedFileName)) return
    seen.add(resolved.resolvedFileName)
    const file = world.program.getSourceFile(resolved.resolvedFileName) as GuestFile | undefined
    if (!file || !world.isLocal(file.fileName) || file.fileName.endsWith('.json')) return
    for (const specifier of file.imports ?? [])
      visit(world.program.getResolvedModuleFromModuleSpecifier(specifier, file)?.resolvedModule)
    ordered.push(file.fileName)
  }
  for (const { resolvedModule } of cell.resolutions.values()) visit(resolvedModule)
  return ordered
}
