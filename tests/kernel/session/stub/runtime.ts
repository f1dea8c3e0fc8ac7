import * as display from '../../../../src/display/index.js'
import { restoreOnInterrupt } from '../../../../src/dynamic_state.js'

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
restoreOnInterrupt(() => {
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
