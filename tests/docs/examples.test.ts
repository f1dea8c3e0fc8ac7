import { describe, expect, test } from 'vitest'
import { run, stepsOf } from './example.js'
import { type Public, publicNames } from './public.js'

const names = publicNames()
const exampleOf = ({ tags }: Public): string | undefined => tags.find(({ name }) => name === 'example')?.text
const paths = (list: readonly Public[]): string[] => list.map(({ path, file }) => `${path} (${file})`)

/** What asks a person, a browser, the network or the disk: its example is shown, and not run. */
const ELSEWHERE =
  /^(widgets\.|Comm\b|plot\.\w+\.save$|(data\.getData|data\.mnist|save|load|input|prompt)$)|^(clearOutput|display|image|progress|table)$/

describe('every public name', () => {
  test('is described', () => {
    expect(paths(names.filter(({ documentation }) => documentation === ''))).toEqual([])
  })

  test('has an example', () => {
    expect(paths(names.filter((name) => !exampleOf(name)))).toEqual([])
  })

  test('shows what its example prints', () => {
    const silent = names.filter((name) => {
      const example = exampleOf(name)
      return example && !ELSEWHERE.test(name.path) && !stepsOf(example).some(({ shown }) => shown !== undefined)
    })
    expect(paths(silent)).toEqual([])
  })

  test('of tensors says what PyTorch calls it', () => {
    const ours = /^(Tensor\.(as|toJSON|maximum_|minimum_)|assertShape)$/
    const files = /^(methods|functions)\//
    const without = names.filter(
      ({ path, file, tags }) =>
        files.test(file) && !ours.test(path) && !tags.some(({ name, text }) => name === 'see' && /^torch\./.test(text)),
    )
    expect(paths(without)).toEqual([])
  })
})

describe('the examples print what they say', () => {
  for (const name of names) {
    const example = exampleOf(name)
    if (!example || ELSEWHERE.test(name.path)) continue
    const steps = stepsOf(example)
    test(name.path, async () => {
      expect(await run(steps)).toEqual(steps.flatMap(({ shown }) => shown ?? []))
    })
  }
})
