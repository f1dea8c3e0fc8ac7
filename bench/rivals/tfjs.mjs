// Times tfjs's WebAssembly backend, installed in the folder that is the first argument: prints {name: seconds} as JSON.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const folder = resolve(process.argv[2])
const require = createRequire(join(folder, 'package.json'))
const tf = require('@tensorflow/tfjs')
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm')
setWasmPaths(`${join(folder, 'node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist')}/`)
await tf.setBackend('wasm')
await tf.ready()

/** The least of up to 15 runs within a second; results are read back, as nothing else says that they are there. @param {() => any} f */
function time(f) {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0, spent = 0; i < 15 && (i < 2 || spent < 1000); i++) {
    const start = performance.now()
    tf.tidy(() => f().dataSync())
    const took = performance.now() - start
    best = Math.min(best, took)
    spent += took
  }
  return best / 1000
}

const [a, b] = [tf.randomNormal([512, 512]), tf.randomNormal([512, 512])]
const big = tf.randomNormal([1000, 1000])
const [images, kernel] = [tf.randomNormal([64, 28, 28, 8]), tf.randomNormal([3, 3, 8, 16])]
const [x, t] = [tf.randomNormal([64, 784]), tf.randomNormal([64, 10])]
const [w1, w2] = [tf.variable(tf.randomNormal([784, 50])), tf.variable(tf.randomNormal([50, 10]))]
const sgd = tf.train.sgd(0.001)
const step = () => sgd.minimize(() => tf.losses.meanSquaredError(t, tf.matMul(tf.relu(tf.matMul(x, w1)), w2)), true)
const times = {
  'matmul 512³': time(() => tf.matMul(a, b)),
  'add of 1e6': time(() => tf.add(big, big)),
  'exp of 1e6': time(() => tf.exp(big)),
  'softmax(1) of 1000×1000': time(() => tf.softmax(big)),
  'sum of 1e6': time(() => tf.sum(big)),
  'conv 8→16, stride 2': time(() => tf.conv2d(images, kernel, 2, 'same')),
  'MLP step of 64 rows': time(step),
}
process.stdout.write(`${JSON.stringify(times)}\n`)
