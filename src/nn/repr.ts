import type { BaseModule } from './module.js'

const INDENT = '  '

/** A module as PyTorch prints it: `Linear(…)`, or its children in a block; equal neighbours in lists are counted. */
export function reprOf(module: BaseModule, name: string, extra: string): string {
  const children = [...childLines(module)]
  if (children.length === 0) return `${name}(${extra})`
  const lines = [...(extra === '' ? [] : [extra]), ...children].map((l) => INDENT + l.replaceAll('\n', `\n${INDENT}`))
  return `${name}(\n${lines.join('\n')}\n)`
}

function* childLines(module: BaseModule): Generator<string> {
  const entries = [...module.namedChildrenForRepr()].map(([name, child]) => [name, String(child)] as const)
  if (!module.countsRepeats) {
    for (const [name, text] of entries) yield `(${name}): ${text}`
    return
  }
  for (let i = 0; i < entries.length; ) {
    let j = i
    while (j + 1 < entries.length && entries[j + 1][1] === entries[i][1]) j++
    yield i === j
      ? `(${entries[i][0]}): ${entries[i][1]}`
      : `(${entries[i][0]}-${entries[j][0]}): ${j - i + 1} x ${entries[i][1]}`
    i = j + 1
  }
}
