/** What makes a kernel start fast, beside the language's snapshot: the wire as one file, and the launcher. */
import { buildLauncher } from './launcher/build.js'
import { buildWire } from './wire/build.js'

/** Set-up runs it after tsc. @returns why there is no launcher, for people. @throws Error when the wire does not bundle. */
export async function buildKernel(): Promise<string | undefined> {
  await buildWire()
  return buildLauncher()
}
