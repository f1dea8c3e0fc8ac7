import { beforeAll, describe, expect, it, vi } from 'vitest'
import { installedConfig } from '../../../kernel/language/install.js'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { createWorld } from '../../../kernel/language/world.js'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** The real runtime's types. */
let room: LanguageRoom
let cell = 0
beforeAll(() => {
  room = new LanguageRoom(createWorld(installedConfig()))
})

/** What is wrong with a cell; nothing: it is committed. */
function check(code: string): string {
  const converted = room.convert({ cell: ++cell, code })
  if (converted.status === 'error') return converted.evalue
  room.commit({ cell, defined: 'all' })
  return ''
}

describe('parameters without types that everybody understands', () => {
  it('forward of a module takes tensors', () => {
    expect(
      check('class Net extends nn.Module { lin = new nn.Linear(784, 10); forward(x) { return this.lin(x) } }'),
    ).toBe('')
    expect(check('const net = new Net(), s: string = net(randn(5, 784))')).toContain("Type 'Tensor' is not assignable")
    expect(check('new Net().forward("x")')).toContain("'string' is not assignable to parameter of type 'Tensor'")
    expect(check('class Odd extends nn.Module { forward(x) { return x.nothing } }')).toMatch(/TS2339.*type 'Tensor'/)
    expect(
      check('class Many extends nn.Module { forward(x, ...more) { const n: number = more; return x } }'),
    ).toContain("Type 'Tensor[]'")
  })

  it('those of a custom function are its context and tensors', () => {
    const square = `class Square extends autograd.Function {
  static forward(ctx, x, times) { ctx.saveForBackward(x); return x.mul(x).mul(times) }
  static backward(ctx, g) { const [x] = ctx.savedTensors; return [x.mul(2).mul(g), null] }
}`
    expect(check(square)).toBe('')
    expect(check('const y: string = Square.apply(randn(3), 2)')).toContain("Type 'Tensor'")
    expect(check('class S extends autograd.Function { static forward(ctx) { const s: string = ctx } }')).toContain(
      "'FunctionContext'",
    )
  })

  it('what is written stays as it is written, and what is no convention must be', () => {
    expect(check('class N extends nn.Module { forward(x: Tensor<[5, 2]>, n = 1) { return x.mul(n) } }')).toBe('')
    expect(check('new N()(randn(4, 2))')).toMatch(/^TS/)
    expect(check('class M extends nn.Module { other(x) { return x } }')).toMatch(/TS7006/)
    expect(check('class P { forward(x) { return x } }')).toMatch(/TS7006/)
    expect(check('class nnLike {}; const q = { forward(x) { return x } }')).toMatch(/TS7006/)
  })

  it('later cells see them, and completion does', () => {
    expect(check('const model: { forward(x: Tensor): unknown } = new Net()')).toBe('')
    const code = 'class C extends nn.Module { forward(x) { return x.clampM'
    expect(room.complete({ code, cursor: code.length }).matches).toEqual([
      'clampMax',
      'clampMax_',
      'clampMin',
      'clampMin_',
    ])
  })
})
