import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from '../setup/paths.mjs'

/**
 * A bundle that asks for Node's own modules when it first uses them. An `import` of one makes Node look at everything that
 * the module exports, and so load what that is made of: of node:fs alone all of the streams, 8 ms for two functions.
 * Like an import's, the names are the module's of the moment: what the session or a notebook puts there is seen.
 * @type {import('esbuild').Plugin}
 */
export const lateBuiltins = {
  name: 'late-builtins',
  setup({ onResolve, onLoad }) {
    // One for each module that imports it: shared ones would be files of their own.
    onResolve({ filter: /^node:/ }, ({ path, kind, importer }) =>
      kind === 'import-statement'
        ? { path: `${path} of ${relative(root, importer)}`, namespace: 'builtin', pluginData: { path, importer } }
        : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ pluginData: { path, importer } }) => ({
      contents: late(path, importedNames(readFileSync(importer, 'utf8'), path)),
      loader: 'js',
    }))
  },
}

/** CommonJS, which the bundler reads property by property where it is used. @param {string} path @param {string[] | undefined} names */
function late(path, names) {
  const load = `process.getBuiltinModule(${JSON.stringify(path)})`
  // Imported as a whole: then as it is.
  if (!names) return `module.exports = ${load}`
  const getters = names.map((name) => `get ${name}() { return (m ??= ${load}).${name} }`)
  return `let m\nmodule.exports = { ${getters.join(', ')} }`
}

/** undefined where not only names are imported. @param {string} source @param {string} path */
function importedNames(source, path) {
  const clauses = [...source.matchAll(/^import ([^'"]*?) from '(node:[\w/]+)'/gm)]
    .filter(([, clause, from]) => from === path && !clause.startsWith('type '))
    .map(([, clause]) => clause.match(/^\{([^}]*)\}$/)?.[1])
  if (clauses.some((names) => names === undefined)) return undefined
  return clauses
    .flatMap((names) => names?.split(',') ?? [])
    .map((name) => name.trim().split(/\s+as\s+/)[0])
    .filter((name) => name !== '' && !name.startsWith('type '))
}
