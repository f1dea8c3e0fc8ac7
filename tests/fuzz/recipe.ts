import type { Draw, Drawn } from './draw.js'
import type { Bound, Case } from './outcome.js'

export type Recipe = (d: Draw) => Case

/** All recipes; the files that are named after what they draw add theirs. */
export const list: [name: string, recipe: Recipe][] = []
export const add = (names: readonly string[], recipe: (d: Draw, name: string) => Case) => {
  for (const name of names) list.push([name, (d) => recipe(d, name)])
}
export const method = (
  names: readonly string[],
  args: (d: Draw, x: Drawn) => unknown[],
  bound: Bound = 'exact',
  self: (d: Draw) => Drawn = (d) => d.tensor({ plain: bound === 'sum' }),
) =>
  add(names, (d, name) => {
    let x = self(d)
    // In memory that overlaps, what an in-place op leaves depends on its order, in PyTorch as well.
    while (name.endsWith('_') && x.views.some(([view]) => view === 'unfold')) x = self(d)
    return { self: x, name, args: args(d, x), bound }
  })
export const free = (names: readonly string[], args: (d: Draw) => unknown[], bound: Bound = 'exact') =>
  add(names, (d, name) => ({ name, args: args(d), bound }))

export const underscored = (names: readonly string[]) => names.map((name) => `${name}_`)
export const other = (d: Draw, x: Drawn, plain = false) => (d.chance(0.75) ? d.operand(x.sizes, { plain }) : d.scalar())
export const rank = (x: Drawn) => x.sizes.length
export const dims = (d: Draw, x: Drawn) =>
  d.one<() => unknown[]>([
    () => [],
    () => [d.dim(rank(x))],
    () => [d.dim(rank(x)), true],
    () => [{ dim: d.dim(rank(x)), keepdim: d.chance(0.5) }],
    () => [d.times(d.below(3), () => d.dim(rank(x))), d.chance(0.5)],
  ])()
export const floats = (plain: boolean) => (d: Draw) => d.tensor({ dtype: d.float(), plain })
