/**
 * Writes the package's JavaScript, after tsc has checked the types and written the declarations: kernel/ module by module,
 * src/ bundled, since Node takes some 130 ms to find and link its 270 files, and a third of it for the bundle.
 * What kernel and benchmark import of src/ are entry points, which share chunks: so each module is there once in a
 * process. Other modules of src/ have no file of their own, so that none can be loaded a second time by mistake.
 */
import { readFileSync, rmSync } from 'node:fs'
import { posix, relative } from 'node:path'
import { build } from 'esbuild'
import { filesIn } from './setup/hash.mjs'
import { inRoot, root } from './setup/paths.mjs'
import { writeWhole } from './setup/stamp.mjs'

/** @param {string} path */
const isModule = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts')
const IMPORTED = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']*)\.js'/g

/** The modules of src/ that these files import, as paths from the root. @param {string[]} files */
function importedOfRuntime(files) {
  return files.flatMap((file) =>
    [...readFileSync(inRoot(file), 'utf8').matchAll(IMPORTED)]
      .map(([, path]) => `${posix.join(posix.dirname(file), path)}.ts`)
      .filter((path) => path.startsWith('src/')),
  )
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
const beside = await build({ ...common, entryPoints: [...kernel, ...bench] })
const runtime = await build({
  ...common,
  entryPoints: [...new Set(['src/index.ts', ...importedOfRuntime([...kernel, ...bench])])].sort(),
  bundle: true,
  splitting: true,
  packages: 'external',
  // A module's representation and an error's stack show the names of classes and functions.
  keepNames: true,
  // Below src/, as what asks for the package's own folder expects.
  chunkNames: 'src/chunks/[name]-[hash]',
})

const made = [...runtime.outputFiles, ...beside.outputFiles]
for (const { path, text } of made) writeWhole(path, path.endsWith('.js') ? ownNames(text) : text)
const kept = new Set(made.map(({ path }) => relative(root, path)))
for (const folder of ['src', 'kernel', 'bench'])
  for (const file of filesIn(`dist/${folder}`, (path) => /\.js(?:\.map)?$/.test(path)))
    if (!kept.has(file)) rmSync(inRoot(file), { force: true })
