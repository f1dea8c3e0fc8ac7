import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Figure } from '../report.js'
import { median } from '../report.js'
import { KERNEL_CELLS, type KernelCells } from './kernel_cells.js'

const run = promisify(execFile)

/** Seconds, and MB of memory, of one kernel's life; keys as rivals/kernels.py prints them. `failed`: what never came. */
type Life = Record<string, number | boolean | string>
type Kernel = keyof typeof KERNEL_CELLS

interface Row extends Pick<Figure, 'bar' | 'limit' | 'unit' | 'note'> {
  name: string
  key: string
  /** The cell that it is the time of: a kernel without one is not asked. */
  of?: keyof KernelCells
}

const ROWS: Row[] = [
  { name: 'start → kernel_info_reply', key: 'kernel_info', bar: 0.5 },
  { name: 'start → first 1+1', key: 'first', bar: 1 },
  { name: 'start → first tensor result', key: 'tensor', of: 'tensor', bar: 0.3, note: 'ipykernel imports torch' },
  { name: 'memory, idle', key: 'memory', bar: 1, unit: 'MB', note: 'all its processes; torch is imported there' },
  { name: 'warm 1+1', key: 'warm', bar: 1 },
  { name: 'a cell of 20 lines', key: 'plain', of: 'plain', bar: 2 },
  { name: 'a cell of 20 lines with tensors', key: 'shapes', of: 'shapes', bar: 4, limit: 0.06 },
  { name: 'completion', key: 'complete', of: 'complete', bar: 1 },
  { name: 'completion while a cell runs', key: 'complete_busy', of: 'busy', limit: 0.05 },
  { name: 'a declaring cell, the 300th', key: 'cell300', of: 'declare' },
  { name: '1e5 printed lines', key: 'lines', of: 'lines', bar: 0.7 },
]

/** Folders for JUPYTER_PATH; of a rival that could not be installed, why. */
export interface Rivals {
  tslab: string | Error
  deno: string | Error
}

/** The script gives up by itself before. */
const LIFE_MS = 200_000

/** Starts and round trips as a client sees them: the kernels in turn, a fresh process each time. */
export async function kernel(root: string, python: string, rivals: Rivals, rounds = 5): Promise<Figure[]> {
  const script = join(root, 'bench', 'rivals', 'kernels.py')
  const folders = Object.values(rivals).filter((folder) => typeof folder === 'string')
  const env = { ...process.env, JUPYTER_PATH: [join(root, '.venv', 'share', 'jupyter'), ...folders].join(':') }
  const lives = new Map<Kernel, Life[]>()
  const failures = new Map<Kernel, string>()
  const absent = new Set<Kernel>()
  for (const [name, place] of Object.entries(rivals) as [Kernel, string | Error][])
    if (place instanceof Error) {
      failures.set(name, place.message)
      absent.add(name)
    }
  for (let round = 0; round < rounds; round++)
    for (const [name, cells] of Object.entries(KERNEL_CELLS) as [Kernel, KernelCells][]) {
      if (absent.has(name)) continue
      const long = round < 2 && !failures.has(name)
      const options = [script, name, JSON.stringify(cells), ...(long ? ['--long'] : [])]
      // Not in the checkout: stock tslab would take the package's own dependencies for its.
      const { stdout } = await run(python, options, { env, cwd: tmpdir(), maxBuffer: 1 << 26, timeout: LIFE_MS })
      const life = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Life
      lives.set(name, [...(lives.get(name) ?? []), life])
      if (typeof life.failed !== 'string') continue
      if (name === 'tsgrad' || name === 'python3') throw new Error(`${name}: ${life.failed}`)
      failures.set(name, life.failed)
      if (!long) absent.add(name)
    }
  const of = (name: Kernel, key: string): number | undefined => {
    const values = (lives.get(name) ?? []).map((life) => life[key]).filter((value) => typeof value === 'number')
    return values.length > 0 ? median(values) : undefined
  }

  const figures: Figure[] = []
  for (const { key, of: cell, name, bar, limit, unit, note } of ROWS)
    for (const [rival, rivalName] of RIVALS) {
      const [ours, theirs, failure] = [of('tsgrad', key), of(rival, key), failures.get(rival)]
      const asked = cell === undefined || KERNEL_CELLS[rival][cell] !== undefined
      if (ours === undefined || !asked || (theirs === undefined && failure === undefined)) continue
      const bounds = rival === 'python3' ? { bar, limit, note } : {}
      const missing = theirs === undefined ? { note: failure } : {}
      figures.push({ suite: 'kernel', name, ours, rival: theirs, rivalName, unit, ...bounds, ...missing })
    }
  checkLines(lives.get('tsgrad') ?? [])
  return [...figures, ...growth(of), ...shapes(of)]
}

const RIVALS: [Kernel, string][] = [
  ['python3', 'ipykernel'],
  ['tslab', 'stock tslab'],
  ['deno', 'Deno'],
]

type Of = (name: Kernel, key: string) => number | undefined

/** Does a cell cost more after three hundred? */
function growth(of: Of): Figure[] {
  return ([['tsgrad', 'itself'], ...RIVALS] as [Kernel, string][]).flatMap(([name, said]) => {
    const [early, late] = [of(name, 'cell10'), of(name, 'cell300')]
    if (early === undefined || late === undefined) return []
    const who = name === 'tsgrad' ? '' : ` (${said} alone)`
    const bar = name === 'tsgrad' ? { bar: 1.3 } : {}
    return [
      {
        suite: 'kernel',
        name: `cell 300 beside cell 10${who}`,
        ours: late,
        rival: early,
        rivalName: 'cell 10',
        ...bar,
      },
    ]
  })
}

/** What the types of shapes add to a cell. */
function shapes(of: Of): Figure[] {
  const [typed, untyped] = [of('tsgrad', 'shapes'), of('tsgrad', 'untyped')]
  if (typed === undefined || untyped === undefined) return []
  const added = { ours: Math.max(0, typed - untyped), rival: untyped, rivalName: 'tensors of type any' }
  return [{ suite: 'kernel', name: 'shapes add to a cell of 20 lines', ...added, limit: 0.03 }]
}

/** @throws Error unless all that was printed has come, in order. */
function checkLines(ours: Life[]): void {
  const long = ours.filter((life) => 'lines_ok' in life)
  const lost = long.filter((life) => !life.lines_ok).length
  if (lost > 0) throw new Error(`of 1e5 printed lines some were lost or out of order, ${lost} times of ${long.length}`)
}
