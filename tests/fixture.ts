import { readFileSync } from 'node:fs'
import { type Data, type DType, dtypes } from '../src/dtype.js'

/** A number as the oracle scripts write it: by name where JSON has no word for it. */
export type Plain = number | string | boolean

const NAMES: Record<string, number> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity }

export const numberOf = (x: Plain): number => (typeof x === 'string' ? (NAMES[x] ?? Number(x)) : Number(x))

/** The rows of tests/fixtures/NAME.json, which tests/oracle/NAME.py has written. */
export const fixture = <Row>(name: string): Row[] =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'))

/** Memory of `dtype` that holds these elements. */
export function dataOf(values: readonly Plain[], dtype: DType): Data {
  const data = new dtypes[dtype].array(new ArrayBuffer(values.length * dtypes[dtype].bytes))
  for (let i = 0; i < values.length; i++) {
    const x = values[i]
    data[i] = data instanceof BigInt64Array ? BigInt(x) : numberOf(x)
  }
  return data
}
