/**
 * Bundles the kernel's first steps: the main thread's and the wire's, each one CommonJS file instead of many modules,
 * which takes 60 ms off the way to the first kernel_info_reply. Set-up runs it after tsc.
 */
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { BUNDLE } from './bundle.js'

const WIRE = dirname(BUNDLE)
const KERNEL = dirname(WIRE)
/** What the kernelspec starts. */
export const MAIN_BUNDLE = join(KERNEL, 'main.bundle.cjs')

/** @throws Error when the modules are not there or do not bundle. */
export async function buildWire(): Promise<void> {
  await bundle(join(WIRE, 'worker.js'), BUNDLE, '')
  await bundle(join(KERNEL, 'main.js'), MAIN_BUNDLE, NO_OLDER)
}

/** The session stays a module, which the main thread imports when the wire listens. */
async function bundle(entry: string, outfile: string, head: string): Promise<void> {
  const { build } = await import('esbuild')
  const temporary = `${outfile}.${process.pid}`
  try {
    await build({
      entryPoints: [entry],
      outfile: temporary,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      banner: { js: head + PLACES },
      external: ['./session/index.js', ADDON_LOADER],
      logLevel: 'error',
      plugins: [
        {
          name: 'modules-keep-their-place',
          setup({ onLoad }) {
            const folder = dirname(outfile)
            // It would search for its addon around the bundle.
            onLoad({ filter: /[/\\]zeromq[/\\]lib[/\\]load-addon\.js$/ }, () => ({ contents: loadAddon(folder) }))
            onLoad({ filter: /[/\\]kernel[/\\].*\.js$/ }, ({ path }) => ({
              contents: withPlace(path, folder, readFileSync(path, 'utf8')),
            }))
          },
        },
      ],
    })
    renameSync(temporary, outfile)
  } finally {
    rmSync(temporary, { force: true })
  }
}

const ADDON_LOADER = 'zeromq/lib/load-addon'

/** zeromq tries its prebuilt addons until one loads; which one it was here is known now. Elsewhere it may be another. */
function loadAddon(folder: string): string {
  const require = createRequire(import.meta.url)
  require('zeromq')
  const addon = Object.keys(require.cache).find((file) => /[/\\]zeromq[/\\].*\.node$/.test(file))
  const path = JSON.stringify(relative(folder, addon ?? ''))
  return `exports.__esModule = true
try { exports.default = require(__place(${path})) } catch { exports.default = require('${ADDON_LOADER}').default }`
}

// CommonJS has no import.meta: what a module asks of it is told from the place of the bundle.
const PLACES = `const __place = (path) => require('node:path').join(__dirname, path);
const __placeUrl = (path) => require('node:url').pathToFileURL(__place(path)).href;`

// A bundle that is older than what tsc wrote last is not used, whatever it holds.
const NO_OLDER = `{
  const { statSync } = require('node:fs');
  const time = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (time(require('node:path').join(__dirname, '..', '.tsbuildinfo')) > time(__filename)) {
    void import('./main.js');
    return;
  }
}
`

function withPlace(path: string, bundleFolder: string, source: string): string {
  const folder = JSON.stringify(relative(bundleFolder, dirname(path)) || '.')
  return source
    .replaceAll('import.meta.dirname', `__place(${folder})`)
    .replaceAll('import.meta.url', `__placeUrl(${JSON.stringify(relative(bundleFolder, path))})`)
}
