/** Where things are in this checkout. Everything that set-up makes is inside it. */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(new URL('../../', import.meta.url)))

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts)

/** What set-up remembers: one stamp per step, its lock and its log. */
export const state = inRoot('.setup')

export const venv = inRoot('.venv')

/** A program of `.venv`: `venvBin('python')`. @param {string} [name] */
export const venvBin = (name = '') =>
  process.platform === 'win32' ? join(venv, 'Scripts', name && `${name}.exe`) : join(venv, 'bin', name)

/** Of this Node's major version: it uses V8's own API. */
export const sessionAddon = inRoot('native', 'session', 'built', `node-${process.versions.modules}.node`)

export const addon = inRoot('native', 'build', 'Release', 'tsgrad.node')
