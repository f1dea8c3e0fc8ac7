import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { inspect } from 'node:util'
import { jupyterDisplay, jupyterMetadata, type MimeBundle } from '../display/bundle.js'
import { vegaBundle } from '../display/vega.js'
import { ValueError } from '../errors.js'
import type { RenderOptions, VegaLiteSpec } from './options.js'
import { renderVegaLite, vegaLiteToSVG } from './render.js'

/**
 * A chart. As the last expression of a cell, or given to `display`, it is shown; `save` writes it to a file.
 *
 * @example
 * plot.line([1, 4, 9]) instanceof plot.Figure
 * // true
 */
export class Figure {
  /**
   * @param spec the Vega-Lite v5 specification; change it before the figure is shown to change the picture
   * @param summary the line of text that stands for the picture where none can be shown
   */
  constructor(
    readonly spec: VegaLiteSpec,
    readonly summary: string,
  ) {}

  /**
   * The picture as SVG text.
   *
   * @example
   * (await plot.line([1, 4, 9]).toSVG()).startsWith('<svg')
   * // true
   */
  toSVG(): Promise<string> {
    return vegaLiteToSVG(this.spec)
  }

  /**
   * The picture as PNG bytes. `scale` is the number of pixels per CSS pixel (default 2).
   *
   * @example
   * (await plot.line([1, 4, 9]).toPNG()).length > 100
   * // true
   */
  toPNG(options?: RenderOptions): Promise<Uint8Array> {
    return renderVegaLite(this.spec, options)
  }

  /**
   * Write the picture to a file; the name's end says how: `.png`, `.svg`, or `.json` for the specification.
   * Errors: ValueError for any other name.
   *
   * @example
   * await plot.line([1, 4, 9]).save('line.svg')
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

  /**
   * One bundle: the specification for front ends that draw it themselves (JupyterLab, VS Code), a picture for those that
   * do not (GitHub, nbviewer, nbconvert), and the summary.
   */
  async [jupyterDisplay](): Promise<MimeBundle & { [jupyterMetadata]?: MimeBundle }> {
    const { data, metadata } = await vegaBundle(this.spec)
    return { ...data, 'text/plain': this.summary, [jupyterMetadata]: metadata }
  }
}
