import ts from 'typescript'
import type { InternalSourceFile } from './internals.js'

interface Documented extends ts.Node {
  jsDoc?: ts.JSDoc[]
}

const documented = new WeakMap<ts.SourceFile, ts.SourceFile>()

/**
 * Libraries are parsed without their documentation, which is a third of their memory. When a symbol is asked about, its
 * file is read once more and what stands before the declaration is put on the node that the checker knows.
 */
export function restoreDocumentation(symbol: ts.Symbol): void {
  for (const declaration of symbol.declarations ?? []) {
    const file = declaration.getSourceFile() as InternalSourceFile
    if (file.jsDocParsingMode !== ts.JSDocParsingMode.ParseNone) continue
    const full = withDocumentation(file)
    for (let node: Documented = declaration; !ts.isSourceFile(node); node = node.parent) {
      const twin = twinOf(node, full)
      if (twin?.jsDoc) node.jsDoc = twin.jsDoc
      if (ts.isStatement(node)) break
    }
  }
}

function withDocumentation(file: InternalSourceFile): ts.SourceFile {
  let full = documented.get(file)
  if (!full) {
    full = ts.createSourceFile(
      file.fileName,
      file.text,
      { languageVersion: file.languageVersion, jsDocParsingMode: ts.JSDocParsingMode.ParseAll },
      true,
    )
    documented.set(file, full)
  }
  return full
}

/** The node of the same place and kind. */
function twinOf(node: ts.Node, full: ts.SourceFile): Documented | undefined {
  const find = (candidate: ts.Node): Documented | undefined => {
    if (candidate.pos > node.pos || candidate.end < node.end) return undefined
    if (candidate.pos === node.pos && candidate.end === node.end && candidate.kind === node.kind) return candidate
    return ts.forEachChild(candidate, find)
  }
  return find(full)
}

/** Documentation as text, TSDoc's links as the words that they stand for: `{@link randn | normal numbers}`. */
export function documentationText(parts: readonly ts.SymbolDisplayPart[] = []): string {
  const words = parts.map(({ kind, text }, i) => {
    if (kind === 'link') return ''
    if (kind === 'linkName') return parts[i + 1]?.kind === 'linkText' ? '' : text
    return kind === 'linkText' ? text.slice(text.indexOf('|') + 1).trim() : text
  })
  return words.join('')
}

/** The same as Markdown: names of code in backticks, addresses as links. */
export function documentationMarkdown(parts: readonly ts.SymbolDisplayPart[] = []): string {
  const words = parts.map(({ kind, text }, i) => {
    if (kind === 'link') return ''
    if (kind === 'linkName') return parts[i + 1]?.kind === 'linkText' ? '' : `\`${text}\``
    if (kind !== 'linkText') return text
    const [, address, shown] = /^(https?:[^\s|]+)[\s|]*(.*)$/.exec(text.trim()) ?? []
    if (address) return shown ? `[${shown}](${address})` : `<${address}>`
    return text.slice(text.indexOf('|') + 1).trim()
  })
  return words.join('')
}
