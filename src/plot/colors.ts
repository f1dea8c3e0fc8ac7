import { ValueError } from '../errors.js'
import { loadVega } from './vega.js'

/** Colour maps by name. `redblue` is for values on both sides of zero; `gray_r` draws ink on paper. */
export const colorMaps = [
  'gray',
  'grey',
  'gray_r',
  'viridis',
  'magma',
  'inferno',
  'plasma',
  'cividis',
  'redblue',
] as const
export type ColorMap = (typeof colorMaps)[number]

/** 256 colours, red, green and blue one after the other. */
export type ColorTable = Uint8Array

/** Errors: ValueError for a name that is no colour map. */
export function checkColorMap(name: ColorMap): void {
  if (!colorMaps.includes(name))
    throw new ValueError(`'${name}' is not a colour map; the colour maps are ${colorMaps.join(', ')}`)
}

/** Is every colour of the map a grey? */
export const isGrey = (name: ColorMap): boolean => name.startsWith('gr')

/** The colour map as a range for a Vega-Lite scale. */
export const scaleRange = (name: ColorMap): { scheme: string } | { range: string[] } =>
  isGrey(name) ? { range: name === 'gray_r' ? ['#ffffff', '#000000'] : ['#000000', '#ffffff'] } : { scheme: name }

/** The colours of 256 levels, from vega's own scheme, so that pixels and colour bar agree. */
export function colorTable(name: ColorMap): ColorTable {
  const table = new Uint8Array(3 * 256)
  const color = isGrey(name) ? greys(name === 'gray_r') : vegaScheme(name)
  for (let level = 0; level < 256; level++) table.set(color(level / 255), 3 * level)
  return table
}

type RGB = [red: number, green: number, blue: number]

const greys =
  (reverse: boolean) =>
  (t: number): RGB => {
    const level = Math.round(255 * (reverse ? 1 - t : t))
    return [level, level, level]
  }

function vegaScheme(name: string): (t: number) => RGB {
  const interpolate = loadVega().scheme(name) as (t: number) => string
  return (t) => interpolate(t).match(/\d+/g)!.map(Number) as RGB
}
