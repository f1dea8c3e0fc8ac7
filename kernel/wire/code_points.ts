/**
 * The protocol counts a cursor in Unicode code points (since 5.2), JavaScript in UTF-16 units: they part at the first
 * character outside the basic plane.
 */

/** Offset in UTF-16 units of a code point offset; beyond the end is the end. */
export function toUtf16(text: string, codePoints: number): number {
  let units = 0
  for (let points = 0; points < codePoints && units < text.length; points++) {
    units += (text.codePointAt(units) as number) > 0xffff ? 2 : 1
  }
  return units
}

/** Offset in code points of a UTF-16 offset; within a pair it is the pair's start. */
export function toCodePoints(text: string, units: number): number {
  let points = 0
  for (let at = 0; at < Math.min(units, text.length); points++) {
    at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1
    if (at > units) break
  }
  return points
}
