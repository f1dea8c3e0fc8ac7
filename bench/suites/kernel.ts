import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Figure } from '../report.js'
import { median } from '../report.js'

const run = promisify(execFile)

interface Times {
  kernel_info: number
  first: number
  tensor?: number
  warm: number
  cell?: number
  lines?: number
  lines_ok?: boolean
  messages?: number
}

const TS_CELL = Array.from({ length: 20 }, (_, i) => `const v${i} = [1, 2, ${i}].map((x) => x * ${i}).join(',')`).join(
  '\n',
)
const PY_CELL = Array.from({ length: 20 }, (_, i) => `v${i} = ','.join(str(x * ${i}) for x in [1, 2, ${i}])`).join('\n')
const KERNELS = {
  tsgrad: {
    tensor: 'tensor([1, 2, 3]).add(1)',
    cell: TS_CELL,
    lines: 'for (let i = 0; i < 1e5; i++) console.log("line", i)',
  },
  python3: {
    tensor: 'import torch\ntorch.tensor([1., 2, 3]) + 1',
    cell: PY_CELL,
    lines: 'for i in range(100000): print("line", i)',
  },
  // 1e5 lines never end in stock tslab: most are lost, and idle with them.
  tslab: { cell: TS_CELL },
}

/** Starts and round trips as a client sees them: the kernels in turn, a fresh process each time. */
export async function kernel(root: string, python: string, tslab: string | null, rounds = 5): Promise<Figure[]> {
  const script = join(root, 'bench', 'rivals', 'kernels.py')
  const env = {
    ...process.env,
    JUPYTER_PATH: [join(root, '.venv', 'share', 'jupyter'), ...(tslab ? [tslab] : [])].join(':'),
  }
  const names = Object.keys(KERNELS).filter((n) => n !== 'tslab' || tslab) as (keyof typeof KERNELS)[]
  const all = new Map<string, Times[]>(names.map((n) => [n, []]))
  for (let i = 0; i < rounds; i++)
    for (const name of names) {
      const { stdout } = await run(python, [script, name, JSON.stringify(KERNELS[name])], {
        env,
        // Not in the checkout: stock tslab would take the package's own dependencies for its.
        cwd: tmpdir(),
        maxBuffer: 1 << 26,
        timeout: 120_000,
      })
      all.get(name)?.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}'))
    }
  const of = (name: string, key: keyof Times): number => median((all.get(name) ?? []).map((t) => Number(t[key])))
  const lost = (all.get('tsgrad') ?? []).some((t) => !t.lines_ok)
  const rows: [string, keyof Times, number?, string?][] = [
    ['start → kernel_info_reply', 'kernel_info', 0.5],
    ['start → first 1+1', 'first', 1.3],
    ['start → first tensor result', 'tensor', 0.5, 'ipykernel imports torch'],
    ['warm 1+1', 'warm', 1.2],
    ['a cell of 20 lines', 'cell'],
    ['1e5 printed lines', 'lines', 1, lost ? 'LINES LOST' : 'all delivered, in order'],
  ]
  const figures: Figure[] = []
  for (const [name, key, bar, note] of rows) {
    figures.push({
      suite: 'kernel',
      name,
      ours: of('tsgrad', key),
      rival: of('python3', key),
      rivalName: 'ipykernel',
      bar,
      note,
    })
    if (tslab && KERNELS.tslab && all.get('tslab')?.every((t) => t[key] !== undefined))
      figures.push({
        suite: 'kernel',
        name,
        ours: of('tsgrad', key),
        rival: of('tslab', key),
        rivalName: 'stock tslab',
      })
  }
  return figures
}
