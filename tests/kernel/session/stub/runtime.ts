import * as display from '../../../../src/display/index.js'

class Matrix {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.text
  }
}

/** Dynamic state as `noGrad` keeps it. */
let flag = false
const KEY = Symbol.for('tsgrad.dynamicState')
const states = globalThis as { [KEY]?: Set<() => () => void> }
states[KEY] ??= new Set()
states[KEY].add(() => {
  const saved = flag
  return () => {
    flag = saved
  }
})

export const runtime = {
  ...display,
  Matrix,
  flag: () => flag,
  fail: (message: string) => {
    throw new Error(message)
  },
  withFlag: (body: () => unknown) => {
    const before = flag
    flag = true
    try {
      return body()
    } finally {
      flag = before
    }
  },
}
