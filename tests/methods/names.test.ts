import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { free } from '../../src/free.js'
import * as tsgrad from '../../src/index.js'

const src = resolve(fileURLToPath(import.meta.url), '../../../src')
const program = ts.createProgram([resolve(src, 'index.ts')], {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
})
const checker = program.getTypeChecker()
const exported = checker.getExportsOfModule(
  checker.getSymbolAtLocation(program.getSourceFile(resolve(src, 'index.ts')) as ts.SourceFile) as ts.Symbol,
)
const symbolOf = (name: string): ts.Symbol => {
  const symbol = exported.find((x) => x.name === name) as ts.Symbol
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
const docOf = (symbol: ts.Symbol): string => ts.displayPartsToString(symbol.getDocumentationComment(checker))

const isInternal = (x: ts.Symbol): boolean => x.getJsDocTags().some((tag) => tag.name === 'internal')
const members = checker.getDeclaredTypeOfSymbol(symbolOf('Tensor')).getProperties()
/** Methods and properties that the type declares for everybody. */
const declared = members.filter((x) => !isInternal(x) && !x.name.startsWith('__'))

/** What an instance can be asked at run time. */
const prototype = Object.getOwnPropertyNames(tsgrad.Tensor.prototype)

describe('a tensor has the methods that its type declares', () => {
  test('what is declared exists', () => {
    expect(declared.map((x) => x.name).filter((name) => !prototype.includes(name))).toEqual([])
  })
  test('what exists is declared', () => {
    const all = new Set(members.map((x) => x.name))
    expect(prototype.filter((name) => !all.has(name) && name !== 'constructor')).toEqual([])
  })
  test('each has its documentation', () => {
    expect(declared.filter((x) => docOf(x) === '').map((x) => x.name)).toEqual([])
  })
})

describe('the free functions', () => {
  const functions = Object.keys(free)
  test('are all exported, as functions', () => {
    expect(functions.filter((name) => typeof (tsgrad as Record<string, unknown>)[name] !== 'function')).toEqual([])
  })
  test('have the types of src/functions, not those of their implementation', () => {
    const from = (name: string): string => symbolOf(name).declarations?.[0].getSourceFile().fileName ?? ''
    expect(functions.filter((name) => !from(name).includes('/src/functions/'))).toEqual([])
  })
  test('say what the method of the same name says', () => {
    const differ = functions.filter((name) => {
      const method = declared.find((x) => x.name === name)
      return method !== undefined && name !== 'where' && docOf(symbolOf(name)) !== docOf(method)
    })
    expect(differ).toEqual([])
  })
  test('each have their documentation', () => {
    expect(functions.filter((name) => docOf(symbolOf(name)) === '')).toEqual([])
  })
})
