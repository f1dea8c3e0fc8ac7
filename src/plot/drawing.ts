import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { inspect } from 'node:util'
import { jupyterDisplay, jupyterMetadata, type MimeBundle } from '../display/bundle.js'
import { ValueError } from '../errors.js'
import type { RenderOptions } from './options.js'
import { pngSize, rasterise } from './render.js'

/**
 * A drawn picture. As the last expression of a cell, or given to `display`, it is shown; `save` writes it to a file.
 *
 * @example
 * plot.imshow(zeros(2, 2)) instanceof plot.Drawing
 * // false
 */
export class Drawing {
  /**
   * @param source SVG text, or what makes it when the picture is first shown
   * @param summary the line of text that stands for the picture where none can be shown
   */
  constructor(
    private readonly source: string | (() => Promise<string>),
    readonly summary: string,
  ) {}

  /**
   * The picture as SVG text.
   *
   * @example
   * (await plot.graph(ones(2, { requiresGrad: true }).sum()).toSVG()).startsWith('<svg')
   * // true
   */
  async toSVG(): Promise<string> {
    return typeof this.source === 'string' ? this.source : this.source()
  }

  /**
   * The picture as PNG bytes. `scale` is the number of pixels per CSS pixel (default 2).
   *
   * @example
   * (await plot.graph(ones(2, { requiresGrad: true }).sum()).toPNG()).length > 100
   * // true
   */
  async toPNG(options?: RenderOptions): Promise<Uint8Array> {
    return rasterise(await this.toSVG(), options)
  }

  /**
   * Write the picture to a file whose name ends in `.png` or `.svg`. Errors: ValueError for any other name.
   *
   * @example
   * await plot.imshow(rand(28, 28)).save('image.png')
   */
  async save(path: string, options?: RenderOptions): Promise<void> {
    const kind = extname(path).toLowerCase()
    if (kind === '.png') return writeFile(path, await this.toPNG(options))
    if (kind === '.svg') return writeFile(path, await this.toSVG())
    throw new ValueError(`a drawing is saved as .png or .svg, got '${path}'`)
  }

  toString(): string {
    return this.summary
  }

  [inspect.custom](): string {
    return this.summary
  }

  /** SVG for front ends that trust the notebook, PNG for the others (GitHub, a notebook from elsewhere). */
  async [jupyterDisplay](): Promise<MimeBundle & { [jupyterMetadata]?: MimeBundle }> {
    const svg = await this.toSVG()
    const png = await rasterise(svg)
    const size = pngSize(png)
    return {
      'image/svg+xml': svg,
      'image/png': Buffer.from(png).toString('base64'),
      'text/plain': this.summary,
      [jupyterMetadata]: { 'image/png': size },
    }
  }
}

/** Text for SVG. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
