import ts from 'typescript'

const { factory } = ts

/** What an untyped parameter means by convention, by its place. */
type Convention = (index: number) => ts.TypeNode

const tensor = (): ts.TypeNode => factory.createTypeReferenceNode('Tensor')
const context = (): ts.TypeNode =>
  factory.createTypeReferenceNode(factory.createQualifiedName(name('autograd'), 'Context'))
const anything = (): ts.TypeNode => factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword)

function name(text: string): ts.Identifier {
  return factory.createIdentifier(text)
}

/** Class → method → its parameters: `static` where it is one. */
const CONVENTIONS: Record<string, Record<string, Convention>> = {
  'nn.Module': { forward: tensor },
  'autograd.Function': {
    'static forward': (index) => (index === 0 ? context() : index === 1 ? tensor() : anything()),
    'static backward': (index) => (index === 0 ? context() : tensor()),
  },
}

/**
 * `class Net extends nn.Module { forward(x) { … } }`: TypeScript does not take the types of a method's parameters from the
 * base class, and strict cells refuse a parameter without a type. In these methods there is one that everybody means, and the
 * parameter gets it, as if it had been written. To be called before the file is bound.
 */
export function applyConventions(file: ts.SourceFile): void {
  if (/\bextends\s+(?:nn|autograd)\b/.test(file.text)) annotateClasses(file, file)
}

function annotateClasses(node: ts.Node, file: ts.SourceFile): void {
  if (ts.isClassLike(node)) annotate(node, file)
  ts.forEachChild(node, (child) => annotateClasses(child, file))
}

function annotate({ heritageClauses, members }: ts.ClassLikeDeclaration, file: ts.SourceFile): void {
  const base = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression
  const conventions = base && CONVENTIONS[base.getText(file)]
  if (!conventions) return
  for (const member of members) {
    if (!ts.isMethodDeclaration(member) || !ts.isIdentifier(member.name)) continue
    const isStatic = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
    const convention = conventions[`${isStatic ? 'static ' : ''}${member.name.text}`]
    if (!convention) continue
    for (const [index, parameter] of member.parameters.entries()) {
      if (parameter.type || parameter.initializer || !ts.isIdentifier(parameter.name)) continue
      const type = convention(index)
      write(parameter, parameter.dotDotDotToken ? factory.createArrayTypeNode(type) : type)
    }
  }
}

/** The parser's tree is read-only to everybody but whoever has just made it. */
function write(parameter: ts.ParameterDeclaration, type: ts.TypeNode): void {
  const open = parameter as { type?: ts.TypeNode }
  open.type = type
  adopt(type, parameter)
}

function adopt(node: ts.Node, parent: ts.Node): void {
  const open = node as { parent: ts.Node }
  open.parent = parent
  ts.forEachChild(node, (child) => adopt(child, node))
}
