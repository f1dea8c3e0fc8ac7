/**
 * The addon under AddressSanitizer and UndefinedBehaviorSanitizer (Linux, GCC):
 *
 *     node tests/native/asan.mjs [FILE …]     files for vitest; unless given, all that exercise the addon
 *
 * Builds it into .setup/asan/, then runs the tests with it in the place of the real one, and counts the reports. Leaks are
 * not looked for, since V8 never frees all of its own.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { nodeHeaders } from '../../scripts/setup/headers.mjs'
import { inRoot, root, state, venvBin } from '../../scripts/setup/paths.mjs'
import { venvEnv } from '../../scripts/setup/python.mjs'

const everything = [
  'tests/native',
  'tests/ops',
  'tests/autograd',
  'tests/nn',
  'tests/random',
  'tests/optim',
  'tests/fuzz',
]

// Wide vectors in clones for every machine are chosen by an ifunc, which runs before the sanitizer is set up.
const flags = '-fsanitize=address,undefined -fno-omit-frame-pointer -g -DTSGRAD_NO_CLONES'

const folder = join(state, 'asan')

function build() {
  const sources = join(folder, 'native')
  mkdirSync(sources, { recursive: true })
  // With their times, so that make compiles what has changed.
  for (const name of readdirSync(inRoot('native')))
    if (/\.(cc|h|py|gyp)$/.test(name)) cpSync(inRoot('native', name), join(sources, name), { preserveTimestamps: true })
  const headers = nodeHeaders(process.env)
  const gyp = inRoot('node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const options = [
    ...['--directory', sources, '--jobs', 'max', '--python', venvBin('python'), '--loglevel', 'error'],
    ...(headers ? ['--nodedir', headers] : []),
  ]
  const env = { ...venvEnv(process.env), CXX: 'g++', CXXFLAGS: flags, LDFLAGS: '-fsanitize=address,undefined' }
  for (const command of ['configure', 'build'])
    execFileSync(process.execPath, [gyp, command, ...options], { stdio: ['ignore', 'ignore', 'inherit'], env })
  return join(sources, 'build', 'Release', 'tsgrad.node')
}

/**
 * Exit code of vitest, and how often a sanitizer spoke.
 * @param {string} addon @param {string[]} files
 * @returns {Promise<{ code: number, reports: number }>}
 */
function test(addon, files) {
  const runtime = execFileSync('g++', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim()
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs')
  // In threads, since vitest drops what a process says as it dies; one file at a time, since each takes more memory.
  const args = ['run', '--pool=threads', '--no-file-parallelism', '--testTimeout=600000', '--hookTimeout=600000']
  const child = spawn(process.execPath, [vitest, ...args, ...files], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    env: {
      ...process.env,
      TSGRAD_ENGINE: 'native',
      TSGRAD_ASAN_ADDON: addon,
      NODE_OPTIONS: `--require ${JSON.stringify(fileURLToPath(new URL('asan-addon.cjs', import.meta.url)))}`,
      LD_PRELOAD: runtime,
      ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1',
      UBSAN_OPTIONS: 'print_stacktrace=1',
    },
  })
  let reports = 0
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (/runtime error: |ERROR: AddressSanitizer/.test(line)) reports++
    console.error(line)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, reports })))
}

const files = process.argv.slice(2)
const { code, reports } = await test(build(), files.length > 0 ? files : everything)
console.log(`\n${reports} reports of the sanitizers`)
process.exitCode = code || Math.min(1, reports)
