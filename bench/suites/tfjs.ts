import { join } from 'node:path'
import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import { outputOf } from '../rivals/run.js'
import { time } from '../timing.js'

/** Ours beside tfjs's WebAssembly backend, on what both can do. `folder`: where it is installed, or why it is not. */
export function tfjs(root: string, folder: string | Error): Figure[] {
  const script = join(root, 'bench', 'rivals', 'tfjs.mjs')
  const output = folder instanceof Error ? folder : outputOf(process.execPath, [script, folder])
  const note = output instanceof Error ? output.message : undefined
  const rivals: Record<string, number | undefined> =
    output instanceof Error ? {} : JSON.parse(output.trim().split('\n').at(-1) ?? '{}')
  const [a, b, big]: Tensor[] = [tg.randn(512, 512), tg.randn(512, 512), tg.randn(1000, 1000)]
  const [images, kernel]: Tensor[] = [tg.randn(64, 8, 28, 28), tg.randn(16, 8, 3, 3)]
  const [x, t]: Tensor[] = [tg.randn(64, 784), tg.randn(64, 10)]
  const model = new tg.nn.Sequential(
    new tg.nn.Linear(784, 50, { bias: false }),
    new tg.nn.ReLU(),
    new tg.nn.Linear(50, 10, { bias: false }),
  )
  const sgd = new tg.optim.SGD(model.parameters(), { lr: 0.001 })
  const ours: Record<string, () => unknown> = {
    'matmul 512³': () => a.matmul(b),
    'add of 1e6': () => big.add(big),
    'exp of 1e6': () => big.exp(),
    'softmax(1) of 1000×1000': () => big.softmax(1),
    'sum of 1e6': () => big.sum(),
    'conv 8→16, stride 2': () => tg.F.conv2d(images, kernel, { stride: 2, padding: 1 }),
    'MLP step of 64 rows': () => {
      sgd.zeroGrad()
      ;(tg.F.mseLoss(model(x) as Tensor, t) as Tensor).backward()
      sgd.step()
    },
  }
  return Object.entries(ours).map(([name, f]) => {
    const least = Math.min(...Array.from({ length: 7 }, () => time(f, 0.02)))
    return { suite: 'tfjs', name, ours: least, rival: rivals[name], rivalName: 'tfjs-wasm', bar: 0.1, note }
  })
}
