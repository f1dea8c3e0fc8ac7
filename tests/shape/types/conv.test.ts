import { describe, expect, test } from 'vitest'
import { fixture } from '../../fixture.js'
import { check } from './compiler.js'

const rows = fixture<[type: string, told: number[] | string]>('conv_shapes')
const { verdicts } = check(
  `import type { AdaptivePool, Conv, Pool } from '../../../src/index.js'
declare const told: <R>() => R
declare const n: number`,
  rows.map(([type]) => `told<${type}>()`),
)

describe('sizes of convolutions and poolings, as PyTorch', () => {
  for (const [i, [type, told]] of rows.entries())
    test(type, () => {
      expect(verdicts[i].errors).toEqual([])
      expect(verdicts[i].type).toBe(typeof told === 'string' ? JSON.stringify(told) : `[${told.join(', ')}]`)
    })
})
