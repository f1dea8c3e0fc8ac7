import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import ts from 'typescript'
import { PACKAGE } from './config.js'

/** `import("/long/path").Name` → `Name`. */
export function withoutImports(text: string): string {
  return text.replace(/(?:typeof )?import\("[^"]*"\)(?:\.|(?=\W|$))/g, (found) =>
    found.endsWith('.') && !found.startsWith('typeof')
      ? ''
      : found.replace(/import\("([^"]*)"\)/, (_, path: string) => `import("${path.split('/').at(-1)}")`),
  )
}

/** A cell, or what the earlier cells declared. */
export const isCellFile = (fileName: string): boolean => /\/__(?:cell\d+|tslab)__[^/]*\.ts$/.test(fileName)

/** Finds where a symbol was declared, and the source that a person wrote there. */
export class SourceFinder {
  /** Of the newest cell that declared the name. */
  private readonly typed = new Map<string, string>()

  constructor(private readonly packageRoot: string) {}

  remember(name: string, text: string): void {
    this.typed.set(name, text)
  }

  find(symbol: ts.Symbol, withSource: boolean): { file?: string; source?: string } {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0]
    if (!declaration) return {}
    const file = declaration.getSourceFile()
    if (isCellFile(file.fileName)) {
      const path = namesTo(declaration)
      const typed = this.typed.get(path[0] ?? '')
      return {
        file: 'a cell of this notebook',
        ...(typed !== undefined && withSource && { source: memberText(typed, path) }),
      }
    }
    const original = originalPlace(declaration, file)
    const place = original ?? {
      path: file.fileName,
      line: file.getLineAndCharacterOfPosition(declaration.getStart(file)).line,
    }
    const shown = `${shortPath(place.path, this.packageRoot)}:${place.line + 1}`
    if (!withSource) return { file: shown }
    const source = original ? statementAt(original.path, original.line, original.column) : undefined
    return { file: shown, source: source ?? statementOf(declaration).getText(file) }
  }
}

/** From the top of the file down to the declaration: `['Net', 'forward']`. */
function namesTo(declaration: ts.Node): string[] {
  const names: string[] = []
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent) {
    const { name } = node as { name?: ts.Node }
    if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name)))
      names.unshift(name.text)
  }
  return names
}

/** The text of a member inside the statement that declares it; the whole if it is not to be found. */
function memberText(text: string, [, ...path]: string[]): string {
  let node: ts.Node = ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2022, true)
  for (const name of path) {
    const find = (candidate: ts.Node): ts.Node | undefined => {
      const { name: own } = candidate as { name?: ts.Node }
      return own && ts.isIdentifier(own) && own.text === name ? candidate : ts.forEachChild(candidate, find)
    }
    const found = ts.forEachChild(node, find)
    if (!found) return text
    node = found
  }
  return path.length > 0 ? node.getFullText().trim() : text
}

/** Where the declaration stands in the TypeScript that a `.d.ts` was made from. */
function originalPlace(
  declaration: ts.Node,
  file: ts.SourceFile,
): { path: string; line: number; column: number } | undefined {
  const mapFile = `${file.fileName}.map`
  if (!existsSync(mapFile)) return undefined
  try {
    const map = new TraceMap(readFileSync(mapFile, 'utf8'))
    const name = (declaration as { name?: ts.Node }).name ?? declaration
    const { line, character } = file.getLineAndCharacterOfPosition(name.getStart(file))
    const found = originalPositionFor(map, { line: line + 1, column: character })
    if (found.source === null) return undefined
    const path = join(dirname(file.fileName), map.sourceRoot ?? '', found.source)
    return existsSync(path) ? { path, line: found.line - 1, column: found.column } : undefined
  } catch {
    return undefined // a map that cannot be read: the declarations themselves are shown
  }
}

/** The declaration around a place in a TypeScript file, with the comment before it. */
function statementAt(path: string, line: number, column: number): string | undefined {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true)
  const position = file.getPositionOfLineAndCharacter(line, column)
  let best: ts.Node | undefined
  const visit = (node: ts.Node): void => {
    if (position < node.pos || position >= node.end) return
    if (ts.isStatement(node) || ts.isClassElement(node) || ts.isPropertyAssignment(node)) best = node
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(file, visit)
  return best?.getFullText(file).trim()
}

function statementOf(declaration: ts.Node): ts.Node {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
}

/** Relative to the notebook's folder where it lies inside, else from the name of the package that it belongs to. */
export function shortPath(path: string, packageRoot?: string): string {
  const inPackages = path.lastIndexOf('/node_modules/')
  if (inPackages >= 0) return path.slice(inPackages + '/node_modules/'.length)
  if (packageRoot !== undefined && path.startsWith(`${packageRoot}/`)) return PACKAGE + path.slice(packageRoot.length)
  const inside = relative(process.cwd(), path)
  return inside.startsWith('..') ? path : inside
}
