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
import { layers } from './suites/layers.js'
import { matmul } from './suites/matmul.js'
import { memory } from './suites/memory.js'
import { network } from './suites/network.js'
import { places } from './suites/places.js'
import { tfjs } from './suites/tfjs.js'
import { training } from './suites/training.js'

/** Suites that time statements of both sides in turn. */
const TIMED = { matmul, elementwise, autograd, network, layers, training, places, data: loader }
const SUITES = [...Object.keys(TIMED), 'memory', 'tfjs', 'kernel']
const USAGE = `usage: npm run bench [-- NAME…]   NAME: ${SUITES.join(', ')} (all of them unless given)`

const wanted = process.argv.slice(2)
if (wanted.some((n) => !SUITES.includes(n))) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(wanted.includes('--help') ? 0 : 2)
}
const runs = (name: string): boolean => wanted.length === 0 || wanted.includes(name)

const root = process.cwd()
const rivals = new Rivals(root)
setNumThreads(Number(process.env.TSGRAD_BENCH_THREADS ?? 2))
const python = rivals.python()
const figures: Figure[] = []
const add = (more: Figure[]): void => {
  figures.push(...more)
  console.log(`${table(more)}\n`)
}

console.log(
  `${cpus()[0].model}, ${cpus().length} cores; Node ${process.version}; engine ${engine.name}: ${engine.description}\n`,
)
for (const [name, suite] of Object.entries(TIMED)) {
  if (!runs(name)) continue
  // A process of its own: what one suite has defined is none of another's.
  const torch = new Python(python, join(root, 'bench', 'rivals', 'timer.py'))
  add(await suite(torch))
  torch.close()
}
if (runs('memory')) add(memory(root, python))
if (runs('tfjs'))
  add(
    tfjs(
      root,
      Rivals.optional(() => rivals.tfjs()),
    ),
  )
if (runs('kernel')) {
  const [tslab, deno] = [() => rivals.tslab(), () => rivals.deno()].map(Rivals.optional)
  add(await kernel(root, python, { tslab, deno }))
}

const missed = figures.filter((f) => isMet(f) === false)
mkdirSync(join(root, 'bench'), { recursive: true })
writeFileSync(
  join(root, 'bench', 'results.json'),
  `${JSON.stringify({ cpu: cpus()[0].model, cores: cpus().length, node: process.version, engine: engine.description, figures }, null, 2)}\n`,
)
console.log(`${figures.length} figures, ${missed.length} short of their bar; bench/results.json has them all`)
