/** Where Node's headers are. */
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { inRoot } from './paths.mjs'

/**
 * Where the environment or npm's configuration says (`nodedir`), else beside this Node, if they are of its version:
 * Node's own archives and most packages bring them. undefined: node-gyp has to download them.
 * @param {NodeJS.ProcessEnv} env
 */
export function nodeHeaders(env) {
  const named =
    env.npm_package_config_node_gyp_nodedir ??
    env.npm_config_nodedir ??
    env.NPM_CONFIG_NODEDIR ??
    fromNpmrc('nodedir', env)
  if (named) return named
  const beside = dirname(dirname(process.execPath))
  return majorVersion(beside) === process.versions.node.split('.')[0] ? beside : undefined
}

/** Of the headers under `prefix`. @param {string} prefix */
function majorVersion(prefix) {
  try {
    const text = readFileSync(join(prefix, 'include', 'node', 'node_version.h'), 'utf8')
    return text.match(/#define NODE_MAJOR_VERSION (\d+)/)?.[1]
  } catch {
    return undefined
  }
}

/**
 * A key of npm's configuration files, the nearest first: project, user, global.
 * @param {string} key @param {NodeJS.ProcessEnv} env
 */
function fromNpmrc(key, env) {
  const files = [
    inRoot('.npmrc'),
    env.npm_config_userconfig ?? env.NPM_CONFIG_USERCONFIG ?? join(env.HOME ?? homedir(), '.npmrc'),
    env.npm_config_globalconfig ??
      env.NPM_CONFIG_GLOBALCONFIG ??
      join(dirname(dirname(process.execPath)), 'etc', 'npmrc'),
  ]
  for (const file of files) {
    const line = existsSync(file) && readFileSync(file, 'utf8').match(new RegExp(`^\\s*${key}\\s*=\\s*(.+?)\\s*$`, 'm'))
    // npm's own rule: ${NAME} is the environment's.
    if (line) return line[1].replace(/^"(.*)"$/, '$1').replace(/\$\{(\w+)\}/g, (all, name) => env[name] ?? all)
  }
  return undefined
}
