import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import { convertIndexedToRgb, decode } from 'fast-png'
import { compile, type TopLevelSpec } from 'vega-lite'
import { compile as compileOfJupyterLab } from 'vega-lite-jupyterlab'
import type { Figure } from '../../src/plot/index.js'

const require = createRequire(import.meta.url)

/** What Vega-Lite has to say about a figure's specification: schema errors and warnings, of our version and JupyterLab's. */
export function complaints({ spec }: Figure): string[] {
  const said: string[] = []
  const logger = {
    level: () => logger,
    error: (...words: unknown[]) => note(words),
    warn: (...words: unknown[]) => note(words),
    info: () => logger,
    debug: () => logger,
  }
  function note(words: unknown[]) {
    said.push(words.join(' '))
    return logger
  }
  compile(spec as unknown as TopLevelSpec, { logger: logger as never })
  compileOfJupyterLab(spec as never, { logger: logger as never })
  const validate = schemaOfJupyterLab()
  if (!validate(spec)) said.push(JSON.stringify(validate.errors?.slice(0, 5)))
  return said
}

let compiled: ValidateFunction | undefined

/** Takes seconds to compile: for one test file. */
function schemaOfJupyterLab(): ValidateFunction {
  const schema = () => require('vega-lite-jupyterlab/build/vega-lite-schema.json')
  // Only the schema's own keywords count; 'color-hex' and 'uri' are formats that Ajv leaves to a plug-in.
  compiled ??= new Ajv({ strict: false, validateFormats: false }).compile(schema())
  return compiled
}

export interface Pixels {
  width: number
  height: number
  at(x: number, y: number): [number, number, number]
  /** How many pixels have exactly this colour. */
  count(color: readonly [number, number, number]): number
}

export function pixels(png: Uint8Array): Pixels {
  const decoded = decode(png)
  const { width, height } = decoded
  const data = decoded.palette ? convertIndexedToRgb(decoded) : decoded.data
  const channels = decoded.palette ? decoded.palette[0].length : decoded.channels
  const at = (x: number, y: number): [number, number, number] => {
    const i = channels * (y * width + x)
    return channels < 3 ? [data[i], data[i], data[i]] : [data[i], data[i + 1], data[i + 2]]
  }
  return {
    width,
    height,
    at,
    count: ([red, green, blue]) => {
      let n = 0
      for (let i = 0; i < data.length; i += channels)
        if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) n++
      return n
    },
  }
}

/** `#0072b2` as numbers. */
export const rgb = (hex: string): [number, number, number] =>
  [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number]

/** The rows of the specification's data. */
export const rows = (figure: Figure): Record<string, unknown>[] =>
  (figure.spec.data as { values: Record<string, unknown>[] }).values
