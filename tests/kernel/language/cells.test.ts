import { beforeAll, describe, expect, it } from 'vitest'
import { Notebook } from './notebook.js'

let nb: Notebook
beforeAll(() => {
  nb = new Notebook()
})

describe('cells see one another', () => {
  it('runs', async () => {
    expect(await nb.value('1+1')).toBe(2)
    for (const code of [
      'let c = 0; function inc() { c++ }\nenum E { A }\nclass K { a = 1 }; interface I { a: number }',
      'c = 100; inc(); c',
      'const {a: zz, ...rest} = {a: 1, b: 2}\nfor (var i = 0; i < 3; i++) {}\nconst g = () => inc() + K.name',
      'import * as fs from "node:fs"\nimport {existsSync} from "fs"\nexistsSync("/")',
      'for await (const x of [1]) {}\n({ c }).c',
      'using r = { [Symbol.dispose]() {} }',
    ]) {
      const r = await nb.run(code)
      console.log(
        code,
        '\n--->\n',
        r.converted?.js.replace(/\/\/# source.*/, ''),
        r.rejected,
        r.value,
        r.error,
        r.converted?.declares,
      )
    }
  })
})
