import { decode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { ValueError } from '../../src/errors.js'
import { imshow } from '../../src/plot/index.js'
import { Tensor } from '../../src/tensor.js'
import { pixels, rows } from './oracle.js'

const matrix = (rows: number[][]): Tensor =>
  Tensor.own(Float32Array.from(rows.flat()), 'float32', [rows.length, rows[0].length])

const gradient = matrix([
  [0, 0.25],
  [0.5, 1],
])

const embedded = (figure: ReturnType<typeof imshow>, i = 0) =>
  decode(Buffer.from(String(rows(figure)[i].url).split(',')[1], 'base64'))

describe('one image', () => {
  test('each value becomes one pixel of the embedded image', () => {
    const image = embedded(imshow(gradient))
    expect(image).toMatchObject({ width: 2, height: 2, channels: 1 })
    expect([...image.data]).toEqual([0, 64, 128, 255])
  })

  test('is drawn value by value, without blur, at twice the size', async () => {
    const figure = imshow(gradient, { size: 100 })
    const png = pixels(await figure.toPNG())
    // 8 pixels of padding, then two squares of 50 CSS pixels.
    const at = (x: number, y: number) => png.at(2 * (8 + x), 2 * (8 + y))[0]
    expect([at(5, 5), at(48, 48), at(53, 5), at(97, 45)]).toEqual([0, 0, 64, 64])
    expect([at(5, 55), at(45, 95), at(55, 55), at(95, 95)]).toEqual([128, 128, 255, 255])
  })

  test("'bilinear' blurs between the values", async () => {
    const png = pixels(await imshow(gradient, { size: 100, interpolation: 'bilinear' }).toPNG())
    const middle = png.at(2 * 58, 2 * 13)[0]
    expect(middle).toBeGreaterThan(10)
    expect(middle).toBeLessThan(60)
  })

  test('viridis has the colours of matplotlib', () => {
    const { data } = embedded(imshow([[0, 1]], { cmap: 'viridis' }))
    expect([...data]).toEqual([68, 1, 84, 253, 231, 37])
  })

  test('vmin and vmax set the ends of the map; what lies outside takes the nearest end', () => {
    const { data } = embedded(imshow([[-1, 0, 2, 4, 9]], { vmin: 0, vmax: 4 }))
    expect([...data]).toEqual([0, 0, 128, 255, 255])
  })

  test('a flat image is drawn in the first colour', () => {
    expect([...embedded(imshow([[7, 7]])).data]).toEqual([0, 0])
  })

  test('colour: floats count to 1, integers to 255', () => {
    expect([...embedded(imshow([[[1, 0.5, 0]]])).data]).toEqual([255, 128, 0])
    const bytes = Tensor.own(Uint8Array.of(255, 128, 0), 'uint8', [1, 1, 3])
    expect([...embedded(imshow(bytes)).data]).toEqual([255, 128, 0])
  })

  test('views are read through their strides', () => {
    const transposed = gradient.alias([2, 2], [1, 2], 0)
    expect([...embedded(imshow(transposed)).data]).toEqual([0, 128, 64, 255])
  })

  test('the text tells size and range', () => {
    expect(String(imshow(gradient))).toBe('imshow 2×2, 0…1')
    expect(String(imshow([[[1, 0.5, 0]]]))).toBe('imshow 1×1 in colour')
  })
})

describe('a grid of images', () => {
  test('lies row by row, with a title above each', () => {
    const figure = imshow([gradient, gradient, gradient], { columns: 2, titles: [5, 0, 4], size: 20 })
    expect(rows(figure).map(({ x, y, title }) => [x, y, title])).toEqual([
      [0, 18, '5'],
      [28, 18, '0'],
      [0, 64, '4'],
    ])
    expect(figure.spec).toMatchObject({ width: 48, height: 84 })
    expect(String(figure)).toBe('imshow 3 images 2×2, 0…1')
  })

  test('shares one scale, unless each is to have its own', () => {
    const images = [matrix([[0, 1]]), matrix([[0, 4]])]
    expect([...embedded(imshow(images), 0).data]).toEqual([0, 64])
    expect([...embedded(imshow(images, { each: true }), 0).data]).toEqual([0, 255])
  })

  test('takes nested arrays too: of images, not of rows', () => {
    expect(String(imshow([[[1, 2]], [[3, 4]]]))).toBe('imshow 2 images 1×2, 1…4')
    expect(String(imshow([[1, 2], [3, 4]]))).toBe('imshow 2×2, 1…4') // biome-ignore format: a matrix
  })

  test('titles can be a tensor', () => {
    const labels = Tensor.own(BigInt64Array.of(7n, 2n), 'int64', [2])
    expect(rows(imshow([gradient, gradient], { titles: labels })).map(({ title }) => title)).toEqual(['7', '2'])
  })
})

describe('the specification', () => {
  test('is the same every time, byte by byte', () => {
    // Pinned: a change of encoder or colour map would change every stored notebook.
    const { url } = rows(imshow(gradient))[0]
    expect(url).toBe(rows(imshow(gradient))[0].url)
    expect(url).toMatchInlineSnapshot(
      `"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR42mNgcGBo+A8AAwUBwFNbFZ8AAAAASUVORK5CYII="`,
    )
  })

  test('is small: a digit takes under 2.5 kB', () => {
    const digit = Array.from({ length: 28 }, (_, y) =>
      Array.from({ length: 28 }, (_, x) => Math.exp(-((x - y) ** 2) / 9)),
    )
    expect(JSON.stringify(imshow(digit).spec).length).toBeLessThan(2500)
  })

  test('of a large image every n-th row and column is drawn', () => {
    const figure = imshow(
      Tensor.own(
        Float32Array.from({ length: 5000 * 4 }, (_, i) => i),
        'float32',
        [5000, 4],
      ),
    )
    expect(embedded(figure)).toMatchObject({ width: 1, height: 1000 })
    expect(String(figure)).toBe('imshow 5000×4, 0…20000')
  })

  test('a colour bar shows the range of the values', () => {
    const spec = JSON.stringify(imshow(gradient, { colorbar: true, cmap: 'viridis', vmax: 2 }).spec)
    expect(spec).toContain('"domain":[0,2],"scheme":"viridis"')
  })
})

describe('misuse', () => {
  const nan = [
    [0, 1],
    [Number.NaN, 1],
  ]
  test.each([
    [
      'a vector',
      () => imshow(new Float32Array(784)),
      TypeError,
      'Invalid shape (784,) for image data: the image must be (height, width), such as x.view(28, 28)',
    ],
    ['a number', () => imshow(3), TypeError, 'Invalid shape () for image data'],
    [
      'channels first',
      () => imshow(Tensor.own(new Float32Array(12), 'float32', [3, 2, 2])),
      TypeError,
      'move the channels to the end',
    ],
    [
      'a batch',
      () => imshow(Tensor.own(new Float32Array(40), 'float32', [10, 2, 2])),
      TypeError,
      'for several give an array, such as [...x]',
    ],
    [
      'four dimensions',
      () => imshow(Tensor.own(new Float32Array(16), 'float32', [2, 2, 2, 2])),
      TypeError,
      'Invalid shape (2, 2, 2, 2)',
    ],
    ['NaN', () => imshow(nan), ValueError, 'the image holds NaN (at row 1, column 0)'],
    [
      'no pixel',
      () => imshow(Tensor.own(new Float32Array(0), 'float32', [0, 5])),
      ValueError,
      'the image is empty: its shape is (0, 5)',
    ],
    ['no image', () => imshow([]), ValueError, 'the array is empty'],
    [
      'ragged rows',
      () => imshow([[1, 2], [3]]),
      ValueError,
      'the image is ragged: [0] has shape (2,), [1] has shape (1,)',
    ],
    [
      'text',
      () => imshow('digit' as never),
      TypeError,
      "the image must be a tensor or numbers, got the string 'digit'",
    ],
    ['nothing', () => imshow(undefined as never), TypeError, 'the image must be a tensor or numbers, got undefined'],
    [
      'too few titles',
      () => imshow([gradient, gradient], { titles: ['a'] }),
      ValueError,
      'imshow has 2 images but 1 titles',
    ],
    [
      'an unknown map',
      () => imshow(gradient, { cmap: 'jet' as never }),
      ValueError,
      "'jet' is not a colour map; the colour maps are gray,",
    ],
    [
      'limits the wrong way round',
      () => imshow(gradient, { vmin: 2, vmax: 1 }),
      ValueError,
      'vmin must not be above vmax, got 2 and 1',
    ],
    [
      'no columns',
      () => imshow([gradient], { columns: 0 }),
      ValueError,
      'columns must be a whole number above 0, got 0',
    ],
    [
      'an unknown interpolation',
      () => imshow(gradient, { interpolation: 'cubic' as never }),
      ValueError,
      "got 'cubic'",
    ],
  ])('%s', (_name, call, error, message) => {
    expect(call).toThrow(error)
    expect(call).toThrow(message)
  })
})
