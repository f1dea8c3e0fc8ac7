import ts from 'typescript'
import type { GuestFile } from './world.js'

type Names = Map<ts.__String, ts.Symbol>

/** What a name stands for. The compiler looks it up for one of these at a time. */
const VALUE = 1
const TYPE = 2
const NAMESPACE = 4

/**
 * What the cells of a notebook declared, for the compiler to find: names resolve upward through `SourceFile.parent`. A new
 * cell finds every name in one table, however many cells were before it. A table beneath holds what that one hides: a type
 * stays when a later cell uses its name for a value alone.
 *
 * A link, which is the declarations of one cell, must not see what later cells declared: above it stand tables of its own,
 * with the names that it mentions as they were then. So a link lives as long as a name of it is in use, and no longer: in a
 * notebook whose cells are run again and again memory stays flat.
 */
export class EarlierNames {
  private readonly tables: Names[] = []
  private readonly files: GuestFile[] = []

  /**
   * @param outermost what every cell has in scope
   * @param emptyFile makes a file that declares nothing
   * @param checker the one at work
   */
  constructor(
    private readonly outermost: GuestFile,
    private readonly emptyFile: () => GuestFile,
    private readonly checker: () => ts.TypeChecker,
  ) {}

  /** Where the names of a new cell resolve. */
  get forCell(): GuestFile {
    return this.files[0] ?? this.outermost
  }

  add(link: GuestFile): void {
    link.parent = this.scopeOf(link)
    for (const [name, symbol] of link.locals ?? []) this.put(0, name, symbol)
  }

  clear(): void {
    this.tables.length = 0
    this.files.length = 0
  }

  /** The names that a link mentions, in tables like those of the whole. */
  private scopeOf(link: GuestFile): GuestFile {
    const mentioned = mentionedNames(link)
    let above = this.outermost
    for (const table of [...this.tables].reverse()) {
      const names: Names = new Map()
      for (const name of mentioned) {
        const symbol = table.get(name)
        if (symbol && !this.hides(link.locals?.get(name), symbol)) names.set(name, symbol)
      }
      if (names.size > 0) above = this.tableFile(names, above)
    }
    return above
  }

  private hides(own: ts.Symbol | undefined, earlier: ts.Symbol): boolean {
    return own !== undefined && (this.meanings(earlier) & ~this.meanings(own)) === 0
  }

  private tableFile(names: Names, above: GuestFile): GuestFile {
    const file = this.emptyFile()
    file.locals = names
    file.parent = above
    return file
  }

  private put(level: number, name: ts.__String, symbol: ts.Symbol): void {
    const table = this.tables[level] ?? this.deepen()
    const hidden = table.get(name)
    table.set(name, symbol)
    if (hidden && !this.hides(symbol, hidden)) this.put(level + 1, name, hidden)
  }

  private deepen(): Names {
    const table: Names = new Map()
    const file = this.tableFile(table, this.outermost)
    const above = this.files.at(-1)
    if (above) above.parent = file
    this.files.push(file)
    this.tables.push(table)
    return table
  }

  private meanings(symbol: ts.Symbol): number {
    let { flags } = symbol
    if (flags & ts.SymbolFlags.Alias) {
      const target = this.checker().getAliasedSymbol(symbol)
      // An import that leads nowhere stands for anything.
      if (target.escapedName === 'unknown') return VALUE | TYPE | NAMESPACE
      flags = target.flags
    }
    return (
      (flags & ts.SymbolFlags.Value ? VALUE : 0) |
      (flags & ts.SymbolFlags.Type ? TYPE : 0) |
      (flags & ts.SymbolFlags.Namespace ? NAMESPACE : 0)
    )
  }
}

/** Names in a file of declarations that stand for something declared elsewhere, as far as their place tells. */
function mentionedNames(file: ts.SourceFile): Set<ts.__String> {
  const names = new Set<ts.__String>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !namesItself(node)) names.add(node.escapedText)
    ts.forEachChild(node, visit)
    // `{@link name}` is looked up as well.
    for (const doc of (node as { jsDoc?: ts.JSDoc[] }).jsDoc ?? []) visit(doc)
  }
  visit(file)
  return names
}

/** Is it the name of what it stands in, or of a member of what stands before it? */
function namesItself(id: ts.Identifier): boolean {
  const { parent } = id
  if (ts.isQualifiedName(parent)) return parent.right === id
  if (ts.isTypePredicateNode(parent)) return parent.parameterName === id
  // `export { x }` and `@see x` name something else than themselves.
  const refers = ts.isExportSpecifier(parent) || ts.isJSDocLinkLike(parent) || ts.isJSDocNameReference(parent)
  return !refers && (parent as { name?: ts.Node }).name === id
}
