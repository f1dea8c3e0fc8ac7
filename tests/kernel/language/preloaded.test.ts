import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { installedConfig } from '../../../kernel/language/install.js'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { createCoreWorld, createWorld } from '../../../kernel/language/world.js'
import { Notebook, stubConfig } from './notebook.js'

// Far from the package, as a notebook may lie.
let folder: string
const before = process.cwd()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preloaded-'))
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

describe('names of the package', () => {
  const world = createWorld(stubConfig)
  let nb: Notebook
  beforeEach(() => {
    nb = new Notebook(world)
  })

  it('are in scope in the first cell, as values and as types', async () => {
    expect(await nb.value('const w: Tensor<[2, 3]> = zeros(2, 3)\nw.shape')).toEqual([2, 3])
    expect(await nb.value('const layer: nn.Linear<784, 50> = new nn.Linear(784, 50)\nlayer.weight.shape')).toEqual([
      50, 784,
    ])
    expect((await nb.run('const bad: Tensor<[2, 4]> = zeros(2, 3)')).rejected?.ename).toBe('TypeScriptError')
  })

  it('may be redeclared, and mean the new thing from then on', async () => {
    expect(await nb.value('const randn = 5\nrandn + 1')).toBe(6)
    expect(await nb.value('randn + 2')).toBe(7)
    expect(await nb.value('class Tensor { own = 1 }\nnew Tensor().own')).toBe(1)
    expect(await nb.value('zeros(2).shape')).toEqual([2])
    expect(await nb.value('const nn = { mine: true }; nn.mine')).toBe(true)
  })

  it('can be imported as well, wherever the notebook lies', async () => {
    expect(
      await nb.value('import { zeros as z, type Tensor as T } from "tsgrad"\nconst t: T<[4]> = z(4)\nt.shape'),
    ).toEqual([4])
    expect(await nb.value('import * as tg from "tsgrad"\ntg.zeros(1, 2).shape')).toEqual([1, 2])
    expect((await nb.run('tg.zeros(2).nope')).rejected?.evalue).toBe(
      "TS2339: Property 'nope' does not exist on type 'Tensor<[2]>'.",
    )
    expect(await nb.value('const later = await import("tsgrad"); typeof later.zeros')).toBe('function')
  })

  it('are shown short', async () => {
    await nb.value('const h = randn(64, 784).matmul(randn(784, 50))')
    const text = (code: string): string => nb.room.inspect({ code, cursor: code.length, detail: 0 }).data['text/plain']!
    expect(text('h')).toMatch(/^const h: Tensor<\[64, 50\]>/)
    expect(text('randn')).toMatch(
      /^function randn<const S extends number\[\]>\(\.\.\.size: S\): Tensor<S>\n\nNormal random numbers\.\n@param size the shape/,
    )
    expect((await nb.run('h.nope')).rejected?.evalue).toBe(
      "TS2339: Property 'nope' does not exist on type 'Tensor<[64, 50]>'.",
    )
  })
})

describe('the real package', () => {
  const world = createCoreWorld(installedConfig())
  const room = new LanguageRoom(world)
  let serial = 0
  const convert = (code: string) => {
    const converted = room.convert({ cell: ++serial, code })
    if (converted.status === 'ok') room.commit({ cell: serial, defined: 'all' })
    return converted
  }

  it('type-checks the shapes of a lesson', () => {
    expect(
      convert('const m1 = randn(5, 784), m2 = randn(784, 10)\nconst product = m1.matmul(m2)\nproduct.shape'),
    ).toMatchObject({ status: 'ok' })
    expect(room.inspect({ code: 'product', cursor: 7, detail: 0 }).data['text/plain']).toMatch(
      /^const product: Tensor<\[5, 10\]>/,
    )
    expect(convert('m1.matmul(randn(5, 10))')).toMatchObject({
      evalue: 'TS2345: mat1 and mat2 shapes cannot be multiplied (5x784 and 5x10)',
    })
  })

  it('knows what Node knows, though it began with the core of Node’s types', () => {
    for (const code of [
      'console.log(1); setTimeout(() => {}, 0); performance.now()',
      'new URL("a:b").href; structuredClone({ a: 1 }).a; new TextEncoder()',
      'require("node:os"); __dirname; __filename; new AbortController().signal',
    ])
      expect(convert(code)).toMatchObject({ status: 'ok' })
    expect(convert('console.erorr(1)')).toMatchObject({
      evalue: "TS2551: Property 'erorr' does not exist on type 'Console'. Did you mean 'error'?",
    })
    expect(convert('process.verson')).toMatchObject({
      evalue: "TS2551: Property 'verson' does not exist on type 'Process'. Did you mean 'version'?",
    })
    expect(convert('process.stdout.write(Buffer.from("x")); (await fetch("a:")).status')).toMatchObject({
      status: 'ok',
      async: true,
    })
    expect(convert('Buffer.from("x").nope')).toMatchObject({ status: 'error' })
  })
})
