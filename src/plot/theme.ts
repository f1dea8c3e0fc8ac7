import type { Config } from 'vega-lite'

/**
 * The look of every chart. All colours are set, because a front end with a dark theme would otherwise lay its own
 * over half of them. Text takes the reader's sans-serif font; pictures made here draw it in DejaVu Sans.
 */

/**
 * Colours for series: Okabe and Ito's set, which people with any kind of colour vision can tell apart
 * (https://jfly.uni-koeln.de/color/), without its black and yellow, which text and white paper swallow.
 */
export const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#5d5d5d'] as const

export const paper = '#ffffff'
export const ink = '#262626'
const softInk = '#595959'
export const hairline = '#d4d4d4'
const grid = '#ebebeb'

export const font = 'sans-serif'
export const labelSize = 11
export const titleSize = 13

/** Chart sizes, in CSS pixels. */
export const chartWidth = 440
export const chartHeight = 260

export const config: Config = {
  background: paper,
  font,
  padding: 8,
  view: { stroke: null },
  mark: { color: palette[0] },
  axis: {
    labelColor: softInk,
    titleColor: ink,
    domainColor: softInk,
    tickColor: softInk,
    gridColor: grid,
    labelFontSize: labelSize,
    titleFontSize: labelSize,
    titleFontWeight: 'normal',
    titlePadding: 8,
    tickSize: 4,
    labelSeparation: 4,
  },
  legend: {
    labelColor: ink,
    titleColor: ink,
    labelFontSize: labelSize,
    titleFontSize: labelSize,
    titleFontWeight: 'normal',
    labelLimit: 240,
  },
  header: { labelColor: ink, titleColor: ink, labelFontSize: labelSize },
  title: { color: ink, subtitleColor: softInk, fontSize: titleSize, fontWeight: 'bold', anchor: 'middle', offset: 10 },
  style: { 'guide-label': { fill: softInk }, 'guide-title': { fill: ink } },
  range: { category: [...palette] },
}
