import ts from 'typescript'
import { awaits } from '../awaits.js'
import { PACKAGE } from './config.js'
import { Edits } from './edits.js'
import { isOwnName } from './names.js'
import { boundNames } from './prepare.js'
import { isUse, meansTopLevel, parseModule } from './references.js'

/** Name of the session's that stands for `import.meta`. */
export const IMPORT_META = '__importMeta'

const IMPORT_STAR = `
function __importStar(m) {
  if (m && (m.__esModule || m[Symbol.toStringTag] === "Module")) return m;
  const star = { default: m };
  if (m != null) for (const k of Object.getOwnPropertyNames(m)) if (k !== "default") Object.defineProperty(star, k, { enumerable: true, get: () => m[k] });
  return star;
}`
const IMPORT_DEFAULT = `
function __importDefault(m) { return m && m.__esModule ? m.default : m; }`

const LIVE = `
function __live(names, name, get) {
  const set = (value) => Object.defineProperty(names, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(names, name, { get, set, enumerable: true, configurable: true });
}`

/** The user's file that a bare specifier stands for. */
export type Locate = (specifier: string) => string | undefined

/** Must `import(specifier)` go through `require`, which knows local modules and this package? Packages are really imported. */
export function goesThroughRequire(specifier: ts.Expression | undefined, locate: Locate): boolean {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return true
  const { text } = specifier
  return /^[./]/.test(text) || text === PACKAGE || locate(text) !== undefined
}

/**
 * The ES module that tslab's transformers print → the body of a function of `exports` and `require`, where every name of
 * the cell's top level is a property of `exports`: closures see what later cells assign. Text is edited where it must be and
 * stays where it can, so lines stay lines. (TypeScript's own CommonJS would reset properties before the cell runs, and
 * makes a program of its own for each cell, which takes longer than checking it.)
 */
export function toNotebookCommonJS(
  js: string,
  locate: Locate = () => undefined,
): { js: string; moved: (offset: number) => number } {
  return new Rewriter(js, locate).run()
}

class Rewriter {
  private readonly file: ts.SourceFile
  private readonly edits: Edits
  /** Names that live on `exports` alone: variables and imports. */
  private readonly variables = new Set<string>()
  private readonly helpers = new Set<string>()
  private modules = 0

  constructor(
    js: string,
    private readonly locate: Locate,
  ) {
    this.file = parseModule(js)
    this.edits = new Edits(js)
  }

  run(): { js: string; moved: (offset: number) => number } {
    const functions = this.collect()
    const hoisted = functions.map((name) => ` exports.${name} = ${name};`).join('')
    this.edits.insert(0, `"use strict";${hoisted} `)
    for (const statement of this.file.statements) this.statement(statement)
    const { text, moved } = this.edits.apply()
    return { js: text.trimEnd() + [...this.helpers].join(''), moved }
  }

  /** Finds the names; returns those of function declarations. */
  private collect(): string[] {
    const exported = new Set<string>()
    const own = new Set<string>()
    const functions: string[] = []
    for (const statement of this.file.statements) {
      if (ts.isImportDeclaration(statement)) {
        for (const name of importedNames(statement)) this.variables.add(name)
      } else if (ts.isExportDeclaration(statement)) {
        for (const { name, propertyName } of localSpecifiers(statement)) if (!propertyName) exported.add(name.text)
      } else if (ts.isVariableStatement(statement) && statement.modifiers) {
        for (const name of statement.declarationList.declarations.flatMap((d) => boundNames(d.name)))
          this.variables.add(name)
      } else if (isNamedDeclaration(statement)) {
        own.add(statement.name.text)
        if (ts.isFunctionDeclaration(statement)) functions.push(statement.name.text)
      }
    }
    for (const name of exported) if (!own.has(name)) this.variables.add(name)
    return [...new Set(functions)].filter((name) => exported.has(name))
  }

  private statement(node: ts.Statement): void {
    if (ts.isImportDeclaration(node)) this.replace(node, this.importing(node))
    else if (ts.isExportDeclaration(node)) this.replace(node, this.reExporting(node))
    else if (ts.isExportAssignment(node)) {
      this.edits.replace(node.getStart(this.file), node.expression.getStart(this.file), 'exports.default = ')
      this.visit(node.expression)
    } else {
      this.visit(node)
      if (ts.isClassDeclaration(node) && node.name)
        this.edits.insert(node.end, ` exports.${node.name.text} = ${node.name.text};`)
    }
  }

  private replace(node: ts.Node, by: string): void {
    this.edits.replace(node.getStart(this.file), node.end, by)
  }

  private importing({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
    const required = this.required(moduleSpecifier)
    if (!importClause) return `${required};`
    const { name, namedBindings } = importClause
    const module = `m_${++this.modules}`
    let text = `const ${module} = ${required};`
    // Of the user's own modules a name is what it is at the moment; what packages export hardly ever changes.
    const isLocal = ts.isStringLiteralLike(moduleSpecifier) && this.isLocal(moduleSpecifier.text)
    if (isLocal) this.helpers.add(LIVE)
    const bind = (local: string, value: string): void => {
      text += isLocal ? ` __live(exports, ${JSON.stringify(local)}, () => ${value});` : ` exports.${local} = ${value};`
    }
    if (name) bind(name.text, this.helped('__importDefault', IMPORT_DEFAULT, module))
    if (namedBindings && ts.isNamespaceImport(namedBindings))
      bind(namedBindings.name.text, this.helped('__importStar', IMPORT_STAR, module))
    else {
      for (const { name: local, propertyName } of namedBindings?.elements ?? []) {
        const imported = propertyName ?? local
        const isDefault = imported.text === 'default'
        bind(
          local.text,
          isDefault
            ? this.helped('__importDefault', IMPORT_DEFAULT, module)
            : `${module}[${JSON.stringify(imported.text)}]`,
        )
      }
    }
    return text
  }

  /** `export { a } from "m"`, `export { a as b }`; an export of a name as it is has been seen to. */
  private reExporting(node: ts.ExportDeclaration): string {
    const { moduleSpecifier, exportClause } = node
    if (!moduleSpecifier) {
      const renamed = localSpecifiers(node).flatMap(({ name, propertyName }) =>
        propertyName ? [[name.text, propertyName.text]] : [],
      )
      return renamed
        .map(([name, from]) => `exports.${name} = ${this.variables.has(from!) ? 'exports.' : ''}${from};`)
        .join(' ')
    }
    const required = this.required(moduleSpecifier)
    if (!exportClause) return `Object.assign(exports, ${required});`
    if (ts.isNamespaceExport(exportClause))
      return `exports.${exportClause.name.text} = ${this.helped('__importStar', IMPORT_STAR, required)};`
    return exportClause.elements
      .map(({ name, propertyName }) => `exports.${name.text} = ${required}.${(propertyName ?? name).text};`)
      .join(' ')
  }

  private isLocal(specifier: string): boolean {
    return /^[./]/.test(specifier) || this.locate(specifier) !== undefined
  }

  private required(specifier: ts.Expression): string {
    const file = ts.isStringLiteralLike(specifier) ? this.locate(specifier.text) : undefined
    return `require(${file === undefined ? specifier.getText(this.file) : JSON.stringify(file)})`
  }

  private helped(name: string, helper: string, value: string): string {
    this.helpers.add(helper)
    return `${name}(${value})`
  }

  private readonly visit = (node: ts.Node): void => {
    if (ts.isVariableDeclarationList(node) && this.isOnExports(node)) this.declarations(node)
    else if (ts.isIdentifier(node)) this.identifier(node)
    else if (ts.isShorthandPropertyAssignment(node)) this.shorthand(node)
    else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      this.replace(node, IMPORT_META)
    else {
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) this.dynamicImport(node)
      if (ts.isAwaitExpression(node)) this.awaiting(node)
      else if (ts.isForOfStatement(node) && node.awaitModifier) {
        this.visit(node.initializer)
        this.enclosed(awaits.each, node.expression)
        this.visit(node.statement)
      } else ts.forEachChild(node, this.visit)
    }
  }

  /** An interrupted cell stops where it waits. */
  private awaiting(node: ts.AwaitExpression): void {
    this.edits.insert(node.getStart(this.file), `${awaits.resume}(`)
    this.enclosed(awaits.wait, node.expression)
    this.edits.insert(node.end, ')')
  }

  private enclosed(by: string, expression: ts.Expression): void {
    this.edits.insert(expression.getStart(this.file), `${by}(`)
    this.visit(expression)
    this.edits.insert(expression.end, ')')
  }

  private isVariable(id: ts.Identifier): boolean {
    return this.variables.has(id.text) && meansTopLevel(id)
  }

  private identifier(id: ts.Identifier): void {
    if (!isUse(id) || !this.isVariable(id)) return
    const { parent } = id
    const called =
      (ts.isCallExpression(parent) && parent.expression === id) ||
      (ts.isTaggedTemplateExpression(parent) && parent.tag === id)
    // A function gets no `this` by being a property.
    this.edits.insert(id.getStart(this.file), called ? '(0, exports.' : 'exports.')
    if (called) this.edits.insert(id.end, ')')
  }

  private shorthand({ name, objectAssignmentInitializer }: ts.ShorthandPropertyAssignment): void {
    if (this.isVariable(name)) this.edits.insert(name.getStart(this.file), `${name.text}: exports.`)
    if (objectAssignmentInitializer) this.visit(objectAssignmentInitializer)
  }

  private dynamicImport({
    arguments: [specifier],
    end,
  }: ts.CallExpression & { arguments: ts.NodeArray<ts.Expression> }): void {
    if (!specifier || !goesThroughRequire(specifier, this.locate)) return
    const { parent } = specifier
    this.edits.replace(parent.getStart(this.file), specifier.getStart(this.file), 'Promise.resolve(')
    const file = ts.isStringLiteralLike(specifier) ? this.locate(specifier.text) : undefined
    if (file !== undefined) this.edits.replace(specifier.getStart(this.file), specifier.end, JSON.stringify(file))
    this.edits.replace(specifier.end, end, `).then((s) => ${this.helped('__importStar', IMPORT_STAR, 'require(s)')})`)
  }

  /** Do these declarations make properties of `exports`? A `let` inside a block does not, a `var` does. */
  private isOnExports(list: ts.VariableDeclarationList): boolean {
    const atTop = ts.isVariableStatement(list.parent) && ts.isSourceFile(list.parent.parent)
    const reachesTop = atTop || !(list.flags & ts.NodeFlags.BlockScoped)
    return reachesTop && list.declarations.some((d) => namesOf(d.name).some((id) => this.isVariable(id)))
  }

  /** `let x = 1, { y } = o` → `exports.x = 1; ({ y: exports.y } = o)`. */
  private declarations(list: ts.VariableDeclarationList): void {
    const { declarations, parent } = list
    const statement = ts.isVariableStatement(parent)
    const loops = ts.isForInStatement(parent) || ts.isForOfStatement(parent)
    const start = (statement ? parent : list).getStart(this.file)
    const keyword = list.flags & ts.NodeFlags.Const ? 'const ' : list.flags & ts.NodeFlags.Let ? 'let ' : 'var '
    this.edits.replace(start, declarations[0]!.getStart(this.file), '')
    for (const [i, declaration] of declarations.entries()) {
      if (i > 0 && statement) this.edits.replace(declaration.pos - 1, declaration.pos, ';') // its comma
      const own = namesOf(declaration.name).some((id) => this.isVariable(id))
      if (own) this.declaration(declaration, statement, loops)
      else {
        // What the compiler keeps beside the user's variables.
        if (statement) this.edits.insert(declaration.getStart(this.file), keyword)
        if (declaration.initializer) this.visit(declaration.initializer)
      }
    }
  }

  private declaration({ name, initializer, end }: ts.VariableDeclaration, statement: boolean, loops: boolean): void {
    const start = name.getStart(this.file)
    if (!ts.isIdentifier(name)) {
      if (statement) this.edits.insert(start, '(')
      this.pattern(name)
      if (initializer) this.visit(initializer)
      if (statement) this.edits.insert(end, ')')
      return
    }
    if (initializer && statement && takesName(initializer) && !isOwnName(name.text)) {
      // A function is called as the variable that it is declared with; a property would not give it a name.
      this.edits.insert(start, 'const ')
      this.visit(initializer)
      this.edits.insert(end, `; exports.${name.text} = ${name.text}`)
      return
    }
    this.edits.insert(start, 'exports.')
    if (initializer) this.visit(initializer)
    else if (!loops) this.edits.insert(end, ' = void 0')
  }

  private pattern(pattern: ts.BindingPattern): void {
    for (const element of pattern.elements) {
      if (!ts.isBindingElement(element)) continue
      const { name, propertyName, dotDotDotToken, initializer } = element
      if (propertyName && ts.isComputedPropertyName(propertyName)) this.visit(propertyName)
      if (!ts.isIdentifier(name)) this.pattern(name)
      else {
        const alone = ts.isObjectBindingPattern(pattern) && !propertyName && !dotDotDotToken
        this.edits.insert(name.getStart(this.file), alone ? `${name.text}: exports.` : 'exports.')
      }
      if (initializer) this.visit(initializer)
    }
  }
}

function localSpecifiers(statement: ts.ExportDeclaration): readonly ts.ExportSpecifier[] {
  const { exportClause, moduleSpecifier } = statement
  return !moduleSpecifier && exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : []
}

function isNamedDeclaration(
  node: ts.Node,
): node is (ts.FunctionDeclaration | ts.ClassDeclaration) & { name: ts.Identifier } {
  return (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name !== undefined
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings
  const named =
    bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map((e) => e.name.text)
      : bindings
        ? [bindings.name.text]
        : []
  return importClause?.name ? [importClause.name.text, ...named] : named
}

function namesOf(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []))
}

/** Is it a function or class that is called after its variable, for want of a name of its own? */
function takesName(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return takesName(node.expression)
  return ts.isArrowFunction(node) || ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && !node.name)
}
