import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Figure, median } from '../report.js'
import { outputOf } from '../rivals/run.js'

/** Run in processes of their own: `tg` is the runtime; what is left behind is the process's peak. */
const LOOPS = {
  '2000 temporaries of 4 MB': {
    ours: 'const x = tg.randn(1000, 1000); for (let i = 0; i < 2000; i++) x.add(1)',
    rival: 'x = torch.randn(1000, 1000)\nfor _ in range(2000): x.add(1)',
  },
  '500 training steps, 2,000 digits': {
    ours: `const { nn, F, optim } = tg
const model = new nn.Sequential(new nn.Linear(784, 500), new nn.ReLU(), new nn.Linear(500, 10))
const adam = new optim.Adam(model.parameters())
const [x, y] = [tg.rand(2000, 784), tg.randint(0, 10, [2000])]
for (let i = 0; i < 500; i++) { adam.zeroGrad(); F.crossEntropy(model(x), y).backward(); adam.step() }`,
    rival: `import torch.nn as nn, torch.nn.functional as F
model = nn.Sequential(nn.Linear(784, 500), nn.ReLU(), nn.Linear(500, 10))
adam = torch.optim.Adam(model.parameters())
x, y = torch.rand(2000, 784), torch.randint(0, 10, (2000,))
for _ in range(500):
    adam.zero_grad(); F.cross_entropy(model(x), y).backward(); adam.step()`,
  },
}

/** The most memory a process took, and how long the runtime takes to load, beside a bare start of each. */
export function memory(root: string, python: string): Figure[] {
  const runtime = JSON.stringify(pathToFileURL(join(root, 'dist', 'src', 'index.js')).href)
  const node = (code: string): number => {
    const output = outputOf(process.execPath, ['--input-type=module', '-e', code])
    if (output instanceof Error) throw output
    return Number(output)
  }
  let note: string | undefined
  const py = (code: string): number | undefined => {
    if (note !== undefined) return undefined
    const output = outputOf(python, ['-c', code])
    if (!(output instanceof Error)) return Number(output)
    note = output.message
    return undefined
  }
  const figures: Figure[] = Object.entries(LOOPS).map(([name, { ours, rival }]) => ({
    suite: 'memory',
    name: `peak of ${name}`,
    ours: node(`const tg = await import(${runtime}); ${ours}; console.log(process.resourceUsage().maxRSS / 1024)`),
    rival: py(`import torch, resource\n${rival}\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)`),
    rivalName: 'PyTorch',
    limit: 600,
    unit: 'MB',
    note,
  }))
  const load = (): number =>
    node(`const t = performance.now(); await import(${runtime}); console.log((performance.now() - t) / 1000)`)
  const loadRival = (): number | undefined =>
    py('import time; t = time.perf_counter(); import torch; print(time.perf_counter() - t)')
  const rounds = Array.from({ length: 7 }, () => [load(), loadRival()] as const)
  figures.push({
    suite: 'memory',
    name: 'import of the runtime',
    ours: median(rounds.map(([a]) => a)),
    rival: note === undefined ? median(rounds.map(([, b]) => b as number)) : undefined,
    rivalName: 'PyTorch',
    limit: 0.06,
    note,
  })
  return figures
}
