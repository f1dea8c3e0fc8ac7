import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const src = resolve(fileURLToPath(import.meta.url), '../../../src')

/** A public name: `add`, `nn.Linear`, `Tensor.add`. */
export interface Public {
  readonly path: string
  readonly kind: 'class' | 'function' | 'method'
  readonly declaration: ts.Declaration
  readonly file: string
  readonly documentation: string
  readonly tags: readonly { readonly name: string; readonly text: string }[]
}

/** Classes whose members are listed under their own name, whoever inherits them. */
const FIRST = ['Tensor', 'Module', 'Optimizer', 'LRScheduler', 'Dataset', 'Widget']

/** Everything that `src/index.ts` exports and that can be called, with what its declaration says. */
export function publicNames(): Public[] {
  const program = ts.createProgram([resolve(src, 'index.ts')], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  })
  const checker = program.getTypeChecker()
  const found: Public[] = []
  const seen = new Set<ts.Node>()

  const target = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const tagsOf = (symbol: ts.Symbol) =>
    symbol.getJsDocTags(checker).map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }))
  const isInternal = (symbol: ts.Symbol): boolean => tagsOf(symbol).some(({ name }) => name === 'internal')

  function add(path: string, symbol: ts.Symbol, kind: Public['kind']): void {
    const declaration = symbol.declarations?.[0] as ts.Declaration
    const file = declaration.getSourceFile().fileName
    if (seen.has(declaration) || !file.startsWith(src) || isInternal(symbol)) return
    seen.add(declaration)
    const documentation = ts.displayPartsToString(symbol.getDocumentationComment(checker))
    found.push({ path, kind, declaration, file: file.slice(src.length + 1), documentation, tags: tagsOf(symbol) })
  }

  function members(path: string, type: ts.Type): void {
    for (const member of type.getProperties()) {
      const declaration = member.declarations?.[0]
      // What prints needs no example; what a base class declares is documented there.
      if (!declaration || /^(__|#|prototype$|toString$)/.test(member.name)) continue
      if (overrides(type, member, declaration)) continue
      const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override
      if (ts.getCombinedModifierFlags(declaration) & hidden) continue
      if (ts.isClassElement(declaration) && declaration.name && ts.isPrivateIdentifier(declaration.name)) continue
      if (checker.getTypeOfSymbolAtLocation(member, declaration).getCallSignatures().length === 0) continue
      add(`${path}.${member.name}`, member, 'method')
    }
  }

  /** Is it declared in a class on which this one is built? */
  const overrides = (type: ts.Type, member: ts.Symbol, declaration: ts.Declaration): boolean =>
    (type.getBaseTypes() ?? []).some((base) => {
      const inherited = base.getProperty(member.name)?.declarations?.[0]
      return inherited !== undefined && inherited !== declaration && ts.isClassElement(inherited)
    })

  function walk(path: string, module: ts.Symbol): void {
    const exported = checker.getExportsOfModule(module).map((symbol) => [symbol.name, target(symbol)] as const)
    const order = (name: string): number => (FIRST.includes(name) ? 0 : 1)
    for (const [name, symbol] of exported.sort(([a], [b]) => order(a) - order(b))) {
      const own = path ? `${path}.${name}` : name
      if (symbol.flags & ts.SymbolFlags.ValueModule) walk(own, symbol)
      else if (symbol.flags & ts.SymbolFlags.Value && !isInternal(symbol)) value(own, symbol)
    }
  }

  function value(path: string, symbol: ts.Symbol): void {
    const declaration = symbol.declarations?.[0] as ts.Declaration
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration)
    const constructed = type.getConstructSignatures()[0]
    if (symbol.flags & ts.SymbolFlags.Class) {
      add(path, symbol, 'class')
      members(path, checker.getDeclaredTypeOfSymbol(symbol))
      members(path, type)
    } else if (constructed) {
      add(path, symbol, 'class')
      members(path, constructed.getReturnType())
    } else if (type.getCallSignatures().length > 0) add(path, symbol, 'function')
  }

  const index = checker.getSymbolAtLocation(program.getSourceFile(resolve(src, 'index.ts')) as ts.SourceFile)
  walk('', index as ts.Symbol)
  return found
}
