import type { Verdict } from './compiler.js'

/** What PyTorch made of an expression, as far as shapes go: tests/oracle/table.py, `describe`. */
export interface Outcome {
  shape?: number[]
  list?: Outcome[]
  value?: unknown
  text?: string
  error?: [name: string, message: string]
}
export type Row = [python: string, typescript: string, outcome: Outcome]

/** Newer versions of PyTorch name the op before some messages; either spelling is right. */
const withoutOp = (message: string): string => message.replace(/^(addmm|mm|bmm|baddbmm): /, '')

/** What PyTorch says of the shape, in the words of the types. */
export function toldByPyTorch({ error, shape, list }: Outcome): string {
  if (error) return withoutOp(error[1])
  if (shape) return `Tensor<[${shape.join(', ')}]>`
  return (list ?? []).map(toldByPyTorch).join(' · ')
}

/** What the compiler says, in the same words. Lists of tensors have one type for all their members. */
export function toldByTypes({ type, errors }: Verdict, { list }: Outcome): string {
  if (errors.length > 0) return errors.map((e) => e.sentence ?? `TS${e.code}: ${e.message}`).join(' · ')
  if (!list) return type
  const member = type.replace(/^ValuesAndIndices</, 'Tensor<').replace(/\[\]$/, '')
  return list.map(() => member).join(' · ')
}

/** A type whose unknown sizes and rank allow for the shape. */
export function allows(type: string, { shape, list }: Outcome): boolean {
  if (list) {
    const member = type.replace(/^ValuesAndIndices</, 'Tensor<').replace(/\[\]$/, '')
    return list.every((x) => allows(member, x))
  }
  const sizes = /^Tensor<(?:any|\[(.*)\])>$/.exec(type)
  if (!shape || !sizes) return true
  if (sizes[1] === undefined) return true
  const told = sizes[1] === '' ? [] : sizes[1].split(', ')
  return told.length === shape.length && told.every((n, d) => n === 'number' || Number(n) === shape[d])
}
