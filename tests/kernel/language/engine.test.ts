import v8 from 'node:v8'
import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { LiveEngine } from '../../../kernel/language/live-engine.js'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { createWorld } from '../../../kernel/language/world.js'
import { stubConfig } from './notebook.js'

function declaring(i: number): string {
  return `const v${i} = randn(${i + 1}, 784)\nfunction f${i}(x: number) { return x + ${i} }\nclass K${i} { a = f${i}(1) }\ninterface I${i} { k: K${i} }`
}

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc') as () => void

/** How many of them are still in memory. A WeakRef holds until the current turn is over. */
async function alive(refs: WeakRef<object>[]): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 0))
  collect()
  return refs.filter((ref) => ref.deref()).length
}

describe('the live engine', () => {
  it('makes no program for a cell', { timeout: 60_000 }, () => {
    const world = createWorld(stubConfig)
    const room = new LanguageRoom(world)
    const { renewals } = world
    for (let i = 0; i < 150; i++) {
      expect(room.convert({ cell: i, code: declaring(i) })).toMatchObject({ status: 'ok' })
      room.commit({ cell: i, defined: 'all' })
      room.complete({ code: 'v', cursor: 1 })
    }
    expect(world.renewals).toBe(renewals)
    expect(room.convert({ cell: 200, code: 'const k: I3 = { k: new K3() }; f0(1) + k.k.a' })).toMatchObject({
      status: 'ok',
    })
    expect(room.convert({ cell: 201, code: 'const wrong: string = v140' })).toMatchObject({
      evalue: "TS2322: Type 'Tensor<[141, 784]>' is not assignable to type 'string'.",
    })
  })

  it('keeps what a cell declared as long as a name of it is in use', { timeout: 60_000 }, async () => {
    const world = createWorld(stubConfig)
    const guest = world.guest.bind(world)
    const links: WeakRef<object>[] = []
    world.guest = (name, text) => {
      const file = guest(name, text)
      if (name.includes('__cell')) links.push(new WeakRef(file))
      return file
    }
    const room = new LanguageRoom(world)
    const run = (cell: number, code: string): void => {
      expect(room.convert({ cell, code })).toMatchObject({ status: 'ok' })
      room.commit({ cell, defined: 'all' })
    }
    run(1, 'interface Old { was: number }\nconst old: Old = { was: 1 }')
    run(2, 'interface Old { is: string }')
    // Each mentions what the one before it declared, and then hides it.
    for (let i = 3; i < 123; i++)
      run(i, `class C { n = ${i} }\nlet c: C = new C()\nfunction f(x: C) { return c.n + x.n }`)
    run(123, 'const last = f(c)')
    room.renew()
    expect(links).toHaveLength(123)
    expect(await alive(links)).toBeLessThan(10)
    run(124, 'const was: number = old.was; const o: Old = { is: "new" }; const n: number = last + f(new C())')
  })

  it('makes declarations when nobody waits, or when the cell is committed', () => {
    const world = createWorld(stubConfig)
    const room = new LanguageRoom(world)
    const meanwhile = [
      (cell: number) => room.finish(cell),
      () => void room.complete({ code: 'Math.', cursor: 5 }),
      () =>
        void room.convert({
          cell: 100,
          code: 'interface I0 { other: 1 }; declare global { interface Array<T> { m: T } }',
        }),
      () => room.renew(),
    ]
    for (const [cell, between] of meanwhile.entries()) {
      expect(room.convert({ cell, code: declaring(cell) })).toMatchObject({ status: 'ok' })
      between(cell)
      expect(room.commit({ cell, defined: 'all' })).toContain(`interface I${cell} {\n    k: K${cell};\n}`)
      const use = `const k: I${cell} = { k: new K${cell}() }; const s: [${cell + 1}, 784] = v${cell}.shape; f${cell}(k.k.a)`
      expect(room.convert({ cell: 50, code: use })).toMatchObject({ status: 'ok' })
    }
  })

  it('lets names stand for anything whose declarations it trips over', () => {
    const engine = new LiveEngine(createWorld(stubConfig))
    const compile = engine.compile.bind(engine)
    const trips = (): string => {
      throw new Error('it trips')
    }
    engine.compile = (cell) => ({ ...compile(cell), declarations: trips })
    const room = new LanguageRoom(engine.world, engine)
    expect(room.convert({ cell: 1, code: 'const a = 1, b = { c: 2 }' })).toMatchObject({ status: 'ok' })
    expect(room.commit({ cell: 1, defined: ['b'] })).not.toContain('declare let a')
    expect(room.convert({ cell: 2, code: 'b.c.d' })).toMatchObject({ status: 'ok' })
    expect(room.convert({ cell: 3, code: 'a' })).toMatchObject({ status: 'error' })
  })

  it('asks for a new checker after some hundred cells, and goes on with it', { timeout: 60_000 }, () => {
    const world = createWorld(stubConfig)
    const room = new LanguageRoom(world)
    let cells = 0
    for (; !room.wantsRenewal && cells < 300; cells++) {
      room.convert({ cell: cells, code: declaring(cells) })
      room.commit({ cell: cells, defined: 'all' })
    }
    expect(cells).toBeGreaterThan(99)
    expect(cells).toBeLessThan(201)
    const before = world.checker
    room.renew()
    expect(world.checker).not.toBe(before)
    expect(room.wantsRenewal).toBe(false)
    expect(
      room.convert({
        cell: 400,
        code: 'f3(1).toFixed(); const i: I5 = { k: new K5() }; const t: Tensor<[8, 784]> = v7',
      }),
    ).toMatchObject({ status: 'ok' })
    expect(room.convert({ cell: 401, code: 'const t: Tensor<[9, 784]> = v7' })).toMatchObject({ status: 'error' })
  })

  it('tries a new checker when the compiler trips', () => {
    const world = createWorld(stubConfig)
    const engine = new LiveEngine(world)
    const room = new LanguageRoom(world, engine)
    const compile = engine.compile.bind(engine)
    let trips = 1
    engine.compile = (...call) => {
      if (trips-- > 0) throw new Error('Debug Failure')
      return compile(...call)
    }
    expect(room.convert({ cell: 1, code: '1+1' })).toMatchObject({ status: 'ok' })
    trips = 2
    expect(() => room.convert({ cell: 2, code: '1+1' })).toThrow('Debug Failure')
  })
})
