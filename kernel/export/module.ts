import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'
import { magicsOf } from '../magics/rewrite.js'
import { type ExportCell, isInternal } from './notebook.js'

/** What is wrong with a notebook that is to be exported; the message names cell and line. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
}

/** A cell's place in the module: its lines begin at `line` (both from 0). */
export interface Piece {
  cell: number
  line: number
  firstLine: number
  text: string
}

/** What a module imports, by specifier. */
export class Imports {
  private readonly bySource = new Map<string, { bare: boolean; clauses: Set<string>; names: Set<string> }>()

  private of(source: string) {
    let entry = this.bySource.get(source)
    if (!entry) {
      entry = { bare: false, clauses: new Set(), names: new Set() }
      this.bySource.set(source, entry)
    }
    return entry
  }

  /** `name` may say `a as b` or `type T`. */
  addName(source: string, name: string): void {
    this.of(source).names.add(name)
  }

  add({ importClause, attributes }: ts.ImportDeclaration, source: string): void {
    const entry = this.of(source)
    if (attributes) entry.clauses.add(`${importClause?.getText() ?? ''} from '${source}' ${attributes.getText()}`)
    else if (!importClause) entry.bare = true
    else {
      const type = importClause.isTypeOnly ? 'type ' : ''
      if (importClause.name) entry.clauses.add(`${type}${importClause.name.text} from '${source}'`)
      const bindings = importClause.namedBindings
      if (bindings && ts.isNamespaceImport(bindings)) entry.clauses.add(`${type}${bindings.getText()} from '${source}'`)
      if (bindings && ts.isNamedImports(bindings))
        for (const element of bindings.elements)
          entry.names.add(element.isTypeOnly ? element.getText() : `${type}${element.getText()}`)
    }
  }

  /** One line for each kind of import, by source. A type that is imported as a value too needs no line of its own. */
  lines(): string[] {
    const sources = [...this.bySource].sort(([a], [b]) => (a < b ? -1 : 1))
    return sources.flatMap(([source, { bare, clauses, names }]) => {
      const kept = [...names].filter((name) => !name.startsWith('type ') || !names.has(name.slice(5))).sort(byName)
      return [
        ...[...clauses].map((clause) => `import ${clause}`),
        ...(kept.length > 0 ? [`import { ${kept.join(', ')} } from '${source}'`] : []),
        ...(bare ? [`import '${source}'`] : []),
      ]
    })
  }
}

/** As dictionaries sort, without the word `type`. */
const byName = (a: string, b: string): number => {
  const [left, right] = [a, b].map((name) => name.replace(/^type /, '').toLowerCase()) as [string, string]
  return left < right ? -1 : Number(left > right)
}

/**
 * The exported cells as pieces of one module: imports are taken out and collected, declarations get their `export`.
 * Errors: ExportError for a magic, a syntax error, a name that two cells declare.
 */
export function assemble(
  cells: readonly ExportCell[],
  from: string,
  to: string,
): { pieces: Piece[]; imports: Imports } {
  const imports = new Imports()
  const owners = new Map<string, number>()
  const pieces = cells.map((cell): Piece => {
    const { number, code } = cell
    // `!done` is code here: a command would not read as code.
    const magic = magicsOf(code, () => true)[0]
    if (magic) throw at(number, code, magic.span.start, `a magic has no place in a module: %${magic.name}`)
    const file = ts.createSourceFile(`cell-${number}.ts`, code, ts.ScriptTarget.ESNext, true)
    const [wrong] = (file as ts.SourceFile & { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics
    if (wrong) throw at(number, code, wrong.start, ts.flattenDiagnosticMessageText(wrong.messageText, '\n'))
    let text = code
    for (const statement of [...file.statements].reverse()) {
      if (ts.isImportDeclaration(statement)) {
        const source = (statement.moduleSpecifier as ts.StringLiteral).text
        imports.add(statement, rebased(source, from, to))
        const [start, end] = [statement.getStart(), statement.getEnd()]
        text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, '') + text.slice(end)
        continue
      }
      for (const name of declared(statement)) {
        const owner = owners.get(name)
        if (owner !== undefined && owner !== number && !ts.isInterfaceDeclaration(statement))
          throw new ExportError(
            `'${name}' is declared by the exported cells ${owner} and ${number}: export one of them`,
          )
        owners.set(name, number)
      }
      if (!isInternal(cell) && declared(statement).length > 0 && !isExport(statement)) {
        const start = statement.getStart()
        text = `${text.slice(0, start)}export ${text.slice(start)}`
      }
    }
    const firstLine = text.split('\n').findIndex((line) => line.trim() !== '')
    return { cell: number, line: 0, firstLine: Math.max(firstLine, 0), text: text.trim() }
  })
  return { pieces: pieces.filter(({ text }) => text !== ''), imports }
}

/** The module's text, and where each piece lies in it. */
export function layOut(header: readonly string[], pieces: readonly Piece[]): { text: string; placed: Piece[] } {
  const lines = [...header]
  const placed = pieces.map((piece) => {
    if (lines.length > 0) lines.push('')
    const line = lines.length
    lines.push(...piece.text.split('\n'))
    return { ...piece, line }
  })
  return { text: `${lines.join('\n')}\n`, placed }
}

/** A relative import of the notebook, seen from the module's folder. */
function rebased(source: string, from: string, to: string): string {
  if (!/^\.\.?(\/|$)/.test(source) || dirname(from) === dirname(to)) return source
  const path = relative(dirname(to), join(dirname(from), source))
    .split(sep)
    .join('/')
  return path.startsWith('.') ? path : `./${path}`
}

const isExport = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)

/** The names that a statement declares at the top of a module. */
function declared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bound(name))
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  return named && statement.name ? [statement.name.text] : []
}

const bound = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name)))

/** An error with the cell and the line, both from 1. */
function at(cell: number, code: string, offset: number, message: string): ExportError {
  return new ExportError(`cell ${cell}, line ${code.slice(0, offset).split('\n').length}: ${message}`)
}
