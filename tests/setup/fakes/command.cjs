/**
 * Stands in for npm, python3, g++ and make in the tests of set-up: does what set-up needs of them, at once, and writes
 * down that it was called. FAKE_LOG: where. FAKE_SLOW=npm: takes two seconds. FAKE_FAIL=npm: fails as
 * without a network. FAKE_PYTHON: what Python says of itself. FAKE_ADDON: the file that node-gyp builds.
 */
const { appendFileSync, chmodSync, copyFileSync, mkdirSync, writeFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const { setTimeout: sleep } = require('node:timers/promises')

const { FAKE_LOG = '', FAKE_SLOW, FAKE_FAIL, FAKE_PYTHON = '3 11 7 1' } = process.env
const name = basename(process.argv[1])
const args = process.argv.slice(2)

/** @param {string} path @param {string} [text] */
function put(path, text = '') {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** A program of node_modules that is run by Node itself. @param {string} path @param {string} body */
const script = (path, body) =>
  put(
    path,
    `const fs = require('fs'), path = require('path');\nfs.appendFileSync(process.env.FAKE_LOG, ${JSON.stringify(basename(path))} + ' ' + process.argv.slice(2).join(' ') + '\\n');\n${body}`,
  )

/** @param {string} what */
async function called(what) {
  appendFileSync(FAKE_LOG, `${what}\n`)
  if (FAKE_SLOW === what.split(' ')[0]) {
    console.log('still at it')
    await sleep(2000)
    appendFileSync(FAKE_LOG, `${what.split(' ')[0]} ended\n`)
  }
  if (FAKE_FAIL?.split(',').some((one) => what.startsWith(one))) {
    console.error(`${name} error the network is down`)
    process.exit(1)
  }
}

const compile = `
const walk = (dir) => fs.existsSync(dir) ? fs.readdirSync(dir, { recursive: true }).filter((f) => f.endsWith('.ts')).map((f) => path.join(dir, f)) : [];
for (const source of [...walk('src'), ...walk('kernel')]) {
  const text = fs.readFileSync(source, 'utf8');
  if (text.includes('BROKEN')) { console.error(source + '(1,1): error TS1005: broken'); process.exit(2) }
  const out = path.join('dist', source.replace(/\\.ts$/, '.d.ts'));
  fs.mkdirSync(path.dirname(out), { recursive: true });
  fs.writeFileSync(out, text);
}`

const bundle = `
const fs = require('fs'), path = require('path');
exports.transformSync = () => {};
exports.build = async ({ entryPoints, outdir }) => ({
  outputFiles: entryPoints.map((source) => ({
    path: path.resolve(outdir, source.replace(/\\.ts$/, '.js')),
    text: fs.readFileSync(source, 'utf8'),
  })),
});`

const build = `
if (process.env.FAKE_FAIL === 'node-gyp.js') { console.error('a.cc:1:1: error: expected ;'); process.exit(1) }
const folder = process.argv[process.argv.indexOf('--directory') + 1];
if (folder === 'native') fs.writeFileSync('gyp.env', JSON.stringify({ CXX: process.env.CXX, TSGRAD_OPENBLAS: process.env.TSGRAD_OPENBLAS, PATH: process.env.PATH }));
const release = path.join(folder, 'build', 'Release');
fs.mkdirSync(release, { recursive: true });
fs.copyFileSync(process.env.FAKE_ADDON, path.join(release, folder === 'native' ? 'tsgrad.node' : 'session.node'));`

async function main() {
  if (name === 'npm') {
    await called(`npm ${args.join(' ')}`)
    for (const stub of ['zeromq', '@resvg/resvg-js']) put(join('node_modules', stub, 'index.js'))
    put(join('node_modules', 'esbuild', 'index.js'), bundle)
    script('node_modules/typescript/bin/tsc', compile)
    script('node_modules/node-gyp/bin/node-gyp.js', build)
    copyFileSync('package-lock.json', 'node_modules/.package-lock.json')
  } else if (name.startsWith('python')) {
    if (args[0] === '-c') console.log(FAKE_PYTHON)
    else if (args[0] === '--version') console.log('Python 3.11.7')
    else if (args[1] === 'venv') {
      await called('venv')
      const python = join(String(args.at(-1)), 'bin', 'python')
      put(python)
      copyFileSync(process.argv[1], python)
      chmodSync(python, 0o755)
    } else if (args[1] === 'pip') {
      const files = args.filter((one) => one.endsWith('.txt'))
      await called(`pip ${files.join(' ')}`)
      if (files.includes('requirements-core.txt')) put('.venv/bin/pytest')
      if (files.includes('requirements-lab.txt')) put('.venv/bin/jupyter-lab')
    }
  } else await called(name) // a compiler that is only looked for
}
main()
