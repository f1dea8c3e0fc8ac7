import { homedir } from 'node:os'
import { join } from 'node:path'

/** Of all variables, those whose value is nobody's to see. */
const SECRET = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL/i

let before: string | undefined

/** Changes the working directory. Errors: what the file system says, or that there is no folder before. */
export function changeFolder(folder: string): void {
  const here = process.cwd()
  if (folder === '-' && before === undefined) throw new Error('%cd -: there is no folder before this one')
  process.chdir(folder === '-' ? (before as string) : untilded(folder))
  before = here
}

/** `~` and `~/x` as a shell reads them. */
export function untilded(path: string): string {
  return /^~(?=$|[\\/])/.test(path) ? join(homedir(), path.slice(1)) : path
}

export function environment(): Record<string, string> {
  const entries = Object.entries(process.env).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, value = '']) => [name, SECRET.test(name) ? '<hidden>' : value]))
}

/** Errors: one that names the variable where it is not set. */
export function variable(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`%env: there is no environment variable ${name}`)
  return value
}
