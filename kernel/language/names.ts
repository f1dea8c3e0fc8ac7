import ts from 'typescript'
import type { GuestFile } from './world.js'

/** Is it a name of the kernel's own, which no user types? */
export const isOwnName = (name: string): boolean => /^(?:__magics|tsLastExpr\d*|__cell\d+__)$/.test(name)

/**
 * Which identifiers of a cell mean a property of the notebook's `exports`: names of earlier cells, and the cell's own
 * functions, classes, enums and imports where a function uses them later, so that it then sees what a later cell made of them.
 */
export class NotebookNames {
  /** Some were found. */
  any = false

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly cell: ts.SourceFile,
    private readonly isEarlier: (symbol: ts.Symbol) => boolean,
  ) {}

  /** `node` may come out of a transformer, if its original is known. */
  has(node: ts.Node): boolean {
    const id = ts.getParseTreeNode(node)
    if (!id || !ts.isIdentifier(id) || id.getSourceFile() !== this.cell) return false
    const symbol = this.symbolOf(id)
    if (!symbol) return false
    const found = this.isEarlier(symbol) || this.isReadLater(symbol, id)
    this.any ||= found
    return found
  }

  private symbolOf(id: ts.Identifier): ts.Symbol | undefined {
    const { parent } = id
    if (ts.isShorthandPropertyAssignment(parent) && parent.name === id)
      return this.checker.getShorthandAssignmentValueSymbol(parent)
    return this.checker.getSymbolAtLocation(id)
  }

  private isReadLater(symbol: ts.Symbol, id: ts.Identifier): boolean {
    const kinds =
      ts.SymbolFlags.Function |
      ts.SymbolFlags.Class |
      ts.SymbolFlags.Enum |
      ts.SymbolFlags.ValueModule |
      ts.SymbolFlags.Alias
    if (!(symbol.flags & kinds) || (this.cell as GuestFile).locals?.get(symbol.escapedName) !== symbol) return false
    let insideFunction = false
    for (let node: ts.Node = id.parent; !ts.isSourceFile(node); node = node.parent) {
      // Its own body means itself: a recursive call, a static initializer.
      if (symbol.declarations?.includes(node as ts.Declaration)) return false
      if (ts.isFunctionLike(node)) insideFunction = true
    }
    return insideFunction
  }
}
