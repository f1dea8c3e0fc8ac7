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

describe('`using` in async functions', () => {
  const off = async (ms: number, seen: boolean[] = []): Promise<boolean[]> => {
    using _ = noGrad()
    seen.push(recorded())
    await sleep(ms)
    seen.push(recorded())
    await sleep(ms)
    seen.push(recorded())
    return seen
  }

  test('who called goes on in its own mode, before the function has ended and after', async () => {
    const flow = off(3)
    const mine = [recorded()]
    await sleep(1)
    mine.push(recorded())
    expect(await flow).toEqual([false, false, false])
    mine.push(recorded())
    expect(mine).toEqual([true, true, true])
  })

  test('flows that are started while it waits are not in it', async () => {
    const on = async (): Promise<boolean[]> => {
      const seen = [recorded()]
      for (let i = 0; i < 6; i++) {
        await sleep(1)
        seen.push(recorded())
      }
      return seen
    }
    const before = on()
    const [a, after, b] = await Promise.all([off(2), on(), off(1)])
    expect([a, b]).toEqual([
      [false, false, false],
      [false, false, false],
    ])
    expect(new Set([...(await before), ...after])).toEqual(new Set([true]))
    expect(recorded()).toBe(true)
  })

  test('what it calls is in it, also what that starts', async () => {
    const inner = async (): Promise<boolean[]> => {
      const seen = [recorded()]
      await sleep(1)
      seen.push(recorded())
      return seen
    }
    const outer = async (): Promise<boolean[]> => {
      using _ = noGrad()
      const later = new Promise<boolean>((resolve) => setTimeout(() => resolve(recorded()), 1))
      const first = await inner()
      const second = await Promise.all([inner(), later])
      return [...first, ...second.flat(), recorded()]
    }
    const flow = outer()
    expect(recorded()).toBe(true)
    expect(await flow).toEqual([false, false, false, false, false, false])
    expect(recorded()).toBe(true)
  })

  test('scopes within scopes: each ends by itself', async () => {
    const flow = async (): Promise<boolean[]> => {
      using _ = noGrad()
      const seen: boolean[] = []
      await sleep(1)
      {
        using _on = enableGrad()
        seen.push(recorded())
        await sleep(1)
        seen.push(recorded())
        seen.push(await noGrad(() => sleep(1).then(recorded)))
        seen.push(recorded())
      }
      seen.push(recorded())
      await sleep(1)
      seen.push(recorded())
      return seen
    }
    const [a, , b] = await Promise.all([flow(), off(1), flow()])
    expect(a).toEqual([true, true, false, true, false, false])
    expect(b).toEqual(a)
    expect(recorded()).toBe(true)
  })

  test('within a flow of its own', async () => {
    const result = noGrad(async () => {
      await sleep(1)
      const inner = (async () => {
        using _ = enableGrad()
        await sleep(2)
        return recorded()
      })()
      const mine = [recorded()]
      await sleep(1)
      mine.push(recorded())
      return [...mine, await inner, recorded()]
    })
    expect(recorded()).toBe(true)
    expect(await result).toEqual([false, false, true, false])
  })

  test('a function that fails', async () => {
    const failing = async (): Promise<void> => {
      using _ = noGrad()
      await sleep(1)
      throw new Error('mine')
    }
    await expect(failing()).rejects.toThrow('mine')
    expect(recorded()).toBe(true)
  })

  test('a scope that an interrupted cell has left open is closed', async () => {
    const restore = saveDynamicState()
    noGrad()
    expect(recorded()).toBe(false)
    restore()
    expect(recorded()).toBe(true)
    await sleep(1)
    expect(recorded()).toBe(true)
  })

  test('timers that go on firing find the mode of whoever set them', async () => {
    const seen: boolean[] = []
    const timer = setInterval(() => seen.push(recorded()), 1)
    await off(4)
    clearInterval(timer)
    expect(new Set(seen)).toEqual(new Set([true]))
  })
})
