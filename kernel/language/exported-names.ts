import ts from 'typescript'
import { stampOf } from './files.js'

/** What a module exports, as far as its text and those that it passes on tell. */
export interface ExportedNames {
  names: Set<string>
  hasDefault: boolean
}

/** Finds the file that a specifier in another one stands for. */
export type Locate = (specifier: string, from: string) => string | undefined

/** Modules that a module passes on are read so deep. */
const MOST_DEPTH = 6
/** Of a larger file nothing is offered: to parse it takes too long for a question that is asked at every key. */
const MOST_BYTES = 300_000

/** Parses modules for the names that they export; a module is read again when it changed. */
export class ExportReader {
  private readonly read = new Map<string, { stamp: string; own: ExportedNames; passesOn: string[] }>()

  constructor(private readonly locate: Locate) {}

  of(fileName: string, ambient?: string, depth = 0): ExportedNames {
    const { own, passesOn } = this.reading(fileName, ambient)
    if (passesOn.length === 0 || depth === MOST_DEPTH) return own
    const names = new Set(own.names)
    for (const specifier of passesOn) {
      const file = this.locate(specifier, fileName)
      if (file !== undefined) for (const name of this.of(file, undefined, depth + 1).names) names.add(name)
    }
    return { names, hasDefault: own.hasDefault }
  }

  private reading(fileName: string, ambient: string | undefined) {
    const stamp = stampOf(fileName)
    const known = this.read.get(fileName)
    if (known?.stamp === stamp) return known
    const text = ts.sys.readFile(fileName) ?? ''
    const made = { stamp, ...exportsIn(text.length > MOST_BYTES ? '' : text, fileName, ambient) }
    this.read.set(fileName, made)
    return made
  }
}

/** @param ambient the package whose `declare module '…'` may hold the exports instead */
function exportsIn(
  text: string,
  fileName: string,
  ambient: string | undefined,
): { own: ExportedNames; passesOn: string[] } {
  const own: ExportedNames = { names: new Set(), hasDefault: false }
  const passesOn: string[] = []
  const add = (name: ts.ModuleExportName): void => {
    if (name.text === 'default') own.hasDefault = true
    else own.names.add(name.text)
  }
  const statement = (node: ts.Statement, all: boolean): void => {
    if (ts.isExportAssignment(node)) own.hasDefault = true
    else if (ts.isExportDeclaration(node)) {
      const { exportClause, moduleSpecifier } = node
      if (exportClause && ts.isNamedExports(exportClause)) for (const { name } of exportClause.elements) add(name)
      else if (exportClause) add(exportClause.name)
      else if (moduleSpecifier && ts.isStringLiteral(moduleSpecifier)) passesOn.push(moduleSpecifier.text)
    } else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) {
      if (node.name.text === ambient && node.body && ts.isModuleBlock(node.body))
        for (const inner of node.body.statements) statement(inner, true)
    } else {
      const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : []
      const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind)
      if (!all && !has(ts.SyntaxKind.ExportKeyword)) return
      if (has(ts.SyntaxKind.DefaultKeyword)) own.hasDefault = true
      else for (const name of declared(node)) own.names.add(name)
    }
  }
  const file = ts.createSourceFile(
    fileName,
    text,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
  )
  for (const node of file.statements) statement(node, false)
  return { own, passesOn }
}

function declared(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
  const { name } = node as { name?: ts.Node }
  return name && ts.isIdentifier(name) ? [name.text] : []
}
