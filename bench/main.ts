import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { engine, setNumThreads } from '../src/index.js'
import { type Figure, isMet, table } from './report.js'
import { Rivals } from './rivals/install.js'
import { Python } from './rivals/python.js'
import { autograd } from './suites/autograd.js'
import { loader } from './suites/data.js'
import { elementwise } from './suites/elementwise.js'
import { kernel } from './suites/kernel.js'
import { matmul } from './suites/matmul.js'

const USAGE =
  'usage: npm run bench [-- NAME…]   NAME: matmul, elementwise, autograd, data, kernel (all of them unless given)'
const SUITES = ['matmul', 'elementwise', 'autograd', 'data', 'kernel']

const wanted = process.argv.slice(2)
if (wanted.some((n) => !SUITES.includes(n))) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(wanted.includes('--help') ? 0 : 2)
}
const runs = (name: string): boolean => wanted.length === 0 || wanted.includes(name)

const root = process.cwd()
const rivals = new Rivals(root)
setNumThreads(2)
const python = rivals.python()
const figures: Figure[] = []
const add = (more: Figure[]): void => {
  figures.push(...more)
  console.log(`${table(more)}\n`)
}

console.log(
  `${cpus()[0].model}, ${cpus().length} cores; Node ${process.version}; engine ${engine.name}: ${engine.description}\n`,
)
if (['matmul', 'elementwise', 'autograd', 'data'].some(runs)) {
  const torch = new Python(python, join(root, 'bench', 'rivals', 'timer.py'))
  if (runs('matmul')) add(await matmul(torch))
  if (runs('elementwise')) add(await elementwise(torch))
  if (runs('autograd')) add(await autograd(torch))
  if (runs('data')) add(await loader(torch))
  torch.close()
}
if (runs('kernel')) add(await kernel(root, python, { tslab: rivals.tslab(), deno: rivals.deno() }))

const missed = figures.filter((f) => isMet(f) === false)
mkdirSync(join(root, 'bench'), { recursive: true })
writeFileSync(
  join(root, 'bench', 'results.json'),
  `${JSON.stringify({ cpu: cpus()[0].model, cores: cpus().length, node: process.version, engine: engine.description, figures }, null, 2)}\n`,
)
console.log(`${figures.length} figures, ${missed.length} short of their bar; bench/results.json has them all`)
