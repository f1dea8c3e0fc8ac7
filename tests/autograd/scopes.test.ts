import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { saveDynamicState } from '../../src/dynamic_state.js'
import {
  enableGrad,
  inferenceMode,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  ones,
  setGradEnabled,
} from '../../src/index.js'

const x = ones(2).requiresGrad_()
const recorded = (): boolean => x.mul(2).requiresGrad

afterEach(() => expect(isGradEnabled()).toBe(true))

describe('scopes', () => {
  test('functions: the result, nesting, errors', () => {
    expect(noGrad(recorded)).toBe(false)
    expect(noGrad(() => [recorded(), enableGrad(recorded), recorded()])).toEqual([false, true, false])
    expect(() =>
      noGrad(() => {
        throw new Error('mine')
      }),
    ).toThrow('mine')
    expect(recorded()).toBe(true)
    expect(inferenceMode(() => [recorded(), isInferenceModeEnabled()])).toEqual([false, true])
    expect(isInferenceModeEnabled()).toBe(false)
    expect(setGradEnabled(false, recorded)).toBe(false)
  })

  test('`using`', () => {
    {
      using _off = noGrad()
      expect(recorded()).toBe(false)
      {
        using _on = enableGrad()
        expect(recorded()).toBe(true)
      }
      expect(recorded()).toBe(false)
    }
    expect(recorded()).toBe(true)
    setGradEnabled(false)
    expect(recorded()).toBe(false)
    setGradEnabled(true)
  })

  test('async functions: the whole flow, and no other', async () => {
    const seen: unknown[] = []
    const off = noGrad(async () => {
      seen.push(recorded())
      await sleep(5)
      seen.push(recorded(), noGrad(recorded), enableGrad(recorded), recorded())
      await enableGrad(async () => {
        await sleep(1)
        seen.push(recorded())
      })
      seen.push(recorded())
      await sleep(5)
      seen.push(recorded())
      return 'done'
    })
    expect(recorded()).toBe(true)
    const on = (async () => {
      const mine: boolean[] = []
      for (let i = 0; i < 8; i++) {
        mine.push(recorded())
        await sleep(2)
      }
      return mine
    })()
    expect(await off).toBe('done')
    expect(seen).toEqual([false, false, false, true, false, true, false, false])
    expect(new Set(await on)).toEqual(new Set([true]))
  })

  test('a flow that fails, flows that overlap, functions that return the promise of another', async () => {
    await expect(
      noGrad(async () => {
        await sleep(1)
        throw new Error('mine')
      }),
    ).rejects.toThrow('mine')
    const flow = async (ms: number): Promise<boolean> => {
      await sleep(ms)
      return recorded()
    }
    expect(
      await Promise.all([noGrad(() => flow(3)), flow(2), enableGrad(() => flow(1)), noGrad(() => flow(1))]),
    ).toEqual([false, true, true, false])
  })

  test('setGradEnabled within an async flow holds there', async () => {
    const result = await noGrad(async () => {
      setGradEnabled(true)
      await sleep(1)
      return recorded()
    })
    expect(result).toBe(true)
  })

  test('an interrupted cell leaves the mode as it was', () => {
    const restore = saveDynamicState()
    setGradEnabled(false)
    restore()
    expect(recorded()).toBe(true)
  })
})
