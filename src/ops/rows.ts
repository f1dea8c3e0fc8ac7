/** A function from each row of a table, under the row's name. */
export const mapRows = <K extends string, R, F>(rows: Record<K, R>, make: (name: string, row: R) => F): Record<K, F> =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, make(name, row as R)])) as Record<K, F>
