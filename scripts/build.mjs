/**
 * Writes the package's JavaScript, after tsc has checked the types and written the declarations: src/ and the kernel's
 * session bundled, since Node takes some 130 ms to find and link the 270 files of src/, and half of it for the bundle; the
 * rest of kernel/ module by module. The session and what else is imported of src/ are entry points, which share chunks: so
 * each module is there once in a process. Modules that are only bundled have no file of their own, so that none can be
 * loaded a second time by mistake.
 *
 * `--list` prints what was made, as JSON.
 */
import { readFileSync, rmSync } from 'node:fs'
import { posix, relative } from 'node:path'
import { build } from 'esbuild'
import { lateBuiltins } from './build/builtins.mjs'
import { filesIn } from './setup/hash.mjs'
import { inRoot, root } from './setup/paths.mjs'
import { writeWhole } from './setup/stamp.mjs'

/** @param {string} path */
const isModule = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts')
const IMPORTED = /(?:^import (?!type )[^'"]*|^export (?!type )[^'"]*|\bimport\s*\(\s*)'(\.{1,2}\/[^']*)\.js'/gm

/** The modules that a file imports when it runs, as paths from the root. @param {string} file */
const importedBy = (file) =>
  [...readFileSync(inRoot(file), 'utf8').matchAll(IMPORTED)].map(
    ([, path]) => `${posix.join(posix.dirname(file), path)}.ts`,
  )

const SESSION = 'kernel/session/index.ts'
/** Only the session loads them, but for a few that others share. @param {string} file */
const isSessions = (file) => /^kernel\/(?:session|magics\/runtime)(?:\/|\.ts$)/.test(file)

/** Files, and what they import of the kernel's beside the session's entry. @param {string[]} files */
function withImports(files) {
  const found = new Set(files)
  for (const file of found)
    for (const imported of importedBy(file)) if (kernel.includes(imported) && imported !== SESSION) found.add(imported)
  return [...found]
}

/**
 * A class that names itself comes out of the bundler as `var Tensor = class _Tensor`, and V8 would call it so in stacks
 * and in the debugger. The inner name reaches no further than the class: it may be the outer one. A blank in place of
 * the underscore leaves the columns of the source map as they are.
 * @param {string} code
 */
function ownNames(code) {
  const names = new Set([...code.matchAll(/^var (\w+) = class _\1\b/gm)].map(([, name]) => name))
  if (names.size === 0) return code
  return code.replace(new RegExp(`(?<![\\w$.#'"])_(${[...names].join('|')})\\b`, 'g'), ' $1')
}

/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  outbase: '.',
  outdir: 'dist',
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Like tsc's: the sources are in the package.
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
}

const kernel = filesIn('kernel', isModule)
const bench = filesIn('bench', isModule)
const alone = withImports([...kernel.filter((file) => !isSessions(file)), ...bench])
const entries = alone.flatMap(importedBy).filter((path) => path.startsWith('src/'))
const [beside, bundled] = await Promise.all([
  build({ ...common, entryPoints: alone }),
  build({
    ...common,
    entryPoints: [...new Set(['src/index.ts', ...kernel.filter((file) => file === SESSION), ...entries])].sort(),
    bundle: true,
    splitting: true,
    packages: 'external',
    plugins: [lateBuiltins],
    // A module's representation and an error's stack show the names of classes and functions.
    keepNames: true,
    // Below src/, as what asks for the package's own folder expects.
    chunkNames: 'src/chunks/[name]-[hash]',
  }),
])

const made = [...bundled.outputFiles, ...beside.outputFiles]
for (const { path, text } of made) writeWhole(path, path.endsWith('.js') ? ownNames(text) : text)
const kept = made.map(({ path }) => relative(root, path))
for (const folder of ['src', 'kernel', 'bench'])
  for (const file of filesIn(`dist/${folder}`, (path) => /\.js(?:\.map)?$/.test(path)))
    if (!kept.includes(file)) rmSync(inRoot(file), { force: true })
if (process.argv.includes('--list')) console.log(JSON.stringify(kept))
