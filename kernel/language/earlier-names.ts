import ts from 'typescript'
import type { GuestFile } from './world.js'

type Names = Map<ts.__String, ts.Symbol>

/** What a name stands for. The compiler looks it up for one of these at a time. */
const VALUE = 1
const TYPE = 2
const NAMESPACE = 4

/** Links whose names are looked up one link after the other; behind them stands one table of all that was before. */
const SEGMENT = 32

/**
 * What the cells of a notebook declared, for the compiler to find: names resolve upward through `SourceFile.parent`. A new
 * cell finds every name in one table, however many cells were before it. A table beneath holds what that one hides: a type
 * stays when a later cell uses its name for a value alone.
 *
 * A link, which is the declarations of one cell, must not see what later cells declared: above it stand the links before it.
 */
export class EarlierNames {
  private readonly tables: Names[] = []
  private readonly files: GuestFile[] = []
  private newest: GuestFile
  private inSegment = 0

  /**
   * @param outermost what every cell has in scope
   * @param emptyFile makes a file that declares nothing
   * @param checker the one at work
   */
  constructor(
    private readonly outermost: GuestFile,
    private readonly emptyFile: () => GuestFile,
    private readonly checker: () => ts.TypeChecker,
  ) {
    this.newest = outermost
  }

  /** Where the names of a new cell resolve. */
  get forCell(): GuestFile {
    return this.files[0] ?? this.outermost
  }

  add(link: GuestFile): void {
    if (this.inSegment === SEGMENT) {
      this.newest = this.frozen()
      this.inSegment = 0
    }
    link.parent = this.newest
    this.newest = link
    this.inSegment++
    for (const [name, symbol] of link.locals ?? []) this.put(0, name, symbol)
  }

  clear(): void {
    this.tables.length = 0
    this.files.length = 0
    this.newest = this.outermost
    this.inSegment = 0
  }

  private put(level: number, name: ts.__String, symbol: ts.Symbol): void {
    const table = this.tables[level] ?? this.deepen()
    const hidden = table.get(name)
    table.set(name, symbol)
    if (hidden && (this.meanings(hidden) & ~this.meanings(symbol)) !== 0) this.put(level + 1, name, hidden)
  }

  private deepen(): Names {
    const file = this.emptyFile()
    const table: Names = new Map()
    file.locals = table
    file.parent = this.outermost
    const above = this.files.at(-1)
    if (above) above.parent = file
    this.files.push(file)
    this.tables.push(table)
    return table
  }

  /** The tables as they are now, for links that come later. */
  private frozen(): GuestFile {
    let above = this.outermost
    for (const table of [...this.tables].reverse()) {
      const file = this.emptyFile()
      file.locals = new Map(table)
      file.parent = above
      above = file
    }
    return above
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
