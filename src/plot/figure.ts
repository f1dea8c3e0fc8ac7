import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { inspect } from 'node:util'
import type { TopLevelSpec } from 'vega-lite'
import { ValueError } from '../errors.js'
import { type ChartBundle, vegaLiteBundle } from './bundle.js'
import { type RenderOptions, renderVegaLite, vegaLiteToSVG } from './render.js'

/**
 * A chart. As the last expression of a cell, or given to `display`, it is shown; `save` writes it to a file.
 */
export class Figure {
  /**
   * @param spec the Vega-Lite v5 specification; change it before the figure is shown to change the picture
   * @param summary the line of text that stands for the picture where none can be shown
   */
  constructor(
    readonly spec: TopLevelSpec,
    readonly summary: string,
  ) {}

  /** The picture as SVG text. */
  toSVG(): Promise<string> {
    return vegaLiteToSVG(this.spec)
  }

  /** The picture as PNG bytes. `scale` is the number of pixels per CSS pixel (default 2). */
  toPNG(options?: RenderOptions): Promise<Uint8Array> {
    return renderVegaLite(this.spec, options)
  }

  /**
   * Write the picture to a file; the name's end says how: `.png`, `.svg`, or `.json` for the specification.
   * Errors: ValueError for any other name.
   */
  async save(path: string, options?: RenderOptions): Promise<void> {
    const kind = extname(path).toLowerCase()
    if (kind === '.png') return writeFile(path, await this.toPNG(options))
    if (kind === '.svg') return writeFile(path, await this.toSVG())
    if (kind === '.json') return writeFile(path, `${JSON.stringify(this.spec, null, 2)}\n`)
    throw new ValueError(`a figure is saved as .png, .svg or .json, got '${path}'`)
  }

  toString(): string {
    return this.summary
  }

  [inspect.custom](): string {
    return this.summary
  }

  async [Symbol.for('Jupyter.display')](): Promise<ChartBundle['data']> {
    return (await this.bundle()).data
  }

  /** Data and metadata by MIME type, as Jupyter's messages hold them. */
  bundle(): Promise<ChartBundle> {
    return vegaLiteBundle(this.spec, this.summary)
  }
}
