import type { Node } from '../autograd/graph.js'
import { ValueError } from '../errors.js'
import { Drawing } from './drawing.js'
import { textWidth } from './fonts.js'
import { ink, labelSize, palette, paper } from './theme.js'

export interface GraphOptions {
  /** Names of leaves, such as parameters: `{w1, b1}`. Default: leaves show their shape alone. */
  names?: { readonly [name: string]: Leaf }
  /** Where the loss is: below its inputs, or to their right. Default `'down'`. */
  direction?: 'down' | 'right'
}

/** A tensor, as far as the picture needs it. */
interface Leaf {
  readonly shape: readonly number[]
  readonly gradFn: Node | null
}

const LINE = 15
const family = 'DejaVu Sans'

/**
 * Draw the graph behind a tensor: the tensors that gradients end in, the ops in between as autograd recorded them, and the
 * tensor itself. Arrows go the way of the forward pass; backward goes against them.
 *
 * Errors: ValueError for a tensor without a graph.
 *
 * @example
 * plot.graph(ones(2, { requiresGrad: true }).sum()).constructor.name
 * // 'Drawing'
 */
export function graph(output: Leaf, options: GraphOptions = {}): Drawing {
  const { gradFn } = output
  if (!gradFn) throw new ValueError('graph: nothing was recorded for this tensor: its gradFn is null')
  const names = new Map(Object.entries(options.names ?? {}).map(([name, leaf]) => [leaf, name]))
  const nodes = reached(gradFn)
  const ids = new Map(nodes.map((node, i) => [node, `n${i}`]))
  const lines = nodes.map((node) => `${ids.get(node)} [${look(node, names)}]`)
  lines.push(`out [${attributes([names.get(output) ?? 'output', `${output.shape}`], 'box', '#e2f2ec', palette[2])}]`)
  lines.push(`${ids.get(gradFn)} -> out`)
  for (const node of nodes)
    for (const [next] of node.nextFunctions) if (next) lines.push(`${ids.get(next)} -> ${ids.get(node)}`)
  const dot = [
    'digraph {',
    `rankdir=${options.direction === 'right' ? 'LR' : 'TB'}; bgcolor="${paper}"; nodesep=0.25; ranksep=0.3; pad=0.15`,
    `edge [color="#595959", arrowsize=0.7]`,
    ...lines,
    '}',
  ].join('\n')
  const leaves = nodes.filter((node) => leafOf(node)).length
  return new Drawing(() => laidOut(dot), `graph of ${nodes.length - leaves} ops and ${leaves} leaves`)
}

/** Every node that gradients come to, in a fixed order. */
function reached(root: Node): Node[] {
  const seen = new Set<Node>()
  const stack = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    for (const [next] of node.nextFunctions) if (next) stack.push(next)
  }
  return [...seen]
}

/** The leaf that a node adds its gradient to; undefined for an op. */
const leafOf = (node: Node): Leaf | undefined => (node as Node & { variable?: Leaf }).variable

function look(node: Node, names: ReadonlyMap<Leaf, string>): string {
  const leaf = leafOf(node)
  if (!leaf) return attributes([node.name()], 'box', '#f3f3f3', '#595959')
  const name = names.get(leaf)
  return attributes([...(name ? [name] : []), `${leaf.shape}`], 'box', '#e6f1f8', palette[0])
}

/** Sizes are told and not left to the layout, which does not know the font. */
function attributes(label: readonly string[], shape: string, fill: string, stroke: string): string {
  const width = Math.max(...label.map((line) => textWidth(line, { size: labelSize }))) + 18
  const height = label.length * LINE + 9
  const inches = (px: number): string => (px / 72).toFixed(4)
  return (
    `label="${label.join('\\n')}", shape=${shape}, style="rounded,filled", fillcolor="${fill}", color="${stroke}", ` +
    `fontcolor="${ink}", fontname="${family}", fontsize=${labelSize}, fixedsize=true, ` +
    `width=${inches(width)}, height=${inches(height)}`
  )
}

/** Graphviz lays it out; loaded when the first graph is drawn. */
async function laidOut(dot: string): Promise<string> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz')
  const graphviz = await Graphviz.load()
  const svg = graphviz.layout(dot, 'svg', 'dot')
  return (
    svg
      .slice(svg.indexOf('<svg'))
      // Points would be shown a third larger than they were laid out.
      .replace(/<svg width="(\d+)pt" height="(\d+)pt"/, '<svg width="$1" height="$2"')
      .replaceAll(`font-family="${family}"`, `font-family="${family}, sans-serif"`)
      .replace(/<!--[\s\S]*?-->\n?/g, '')
      .replace(/<title>[^<]*<\/title>\n?/g, '')
      .trim()
  )
}
