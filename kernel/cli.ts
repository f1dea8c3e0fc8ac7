#!/usr/bin/env node
/** The `tsgrad` command. */
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { install, uninstall } from './install.js'
import type { Place } from './kernelspecs.js'
import { packageInfo } from './package_info.js'

interface PlaceOptions {
  user?: boolean
  sysPrefix?: boolean
  prefix?: string
}

const program = new Command('tsgrad')
  .description('Deep learning in TypeScript, in Jupyter: the kernel and what belongs to it.')
  .version(packageInfo().version)
  .showHelpAfterError('(tsgrad --help tells more)')

withPlace(program.command('install'))
  .description('make the kernel known to Jupyter (without an option: for the user)')
  .action((options: PlaceOptions) => {
    console.log(`The kernel is installed in ${install(placeOf(options) ?? { kind: 'user' })}`)
  })

withPlace(program.command('uninstall'))
  .description('take it away again (without an option: wherever it is found)')
  .action((options: PlaceOptions) => {
    const removed = uninstall(placeOf(options))
    console.log(
      removed.length > 0 ? `Removed ${removed.join(', ')}` : 'The kernel is not installed there: nothing to remove',
    )
  })

program
  .command('kernel')
  .description('run a kernel; what Jupyter does through the kernelspec')
  .requiredOption('-f, --connection-file <file>', 'the connection file that a Jupyter client wrote')
  .action(async ({ connectionFile }: { connectionFile: string }) => {
    const main = new URL('./main.js', import.meta.url)
    process.argv = [process.execPath, main.pathname, resolve(connectionFile)]
    await import(main.href)
  })

program
  .command('export')
  .description('write the cells that begin with //| export as a module')
  .argument('<notebook>', 'the .ipynb file')
  .option(
    '-o, --output <file>',
    'NAME.ts, or NAME.js for JavaScript with its declarations (default: beside the notebook)',
  )
  .action(async (notebook: string, { output }: { output?: string }) => {
    const { exportNotebook } = await import('./export/index.js')
    const { files, cells, names } = exportNotebook(notebook, output)
    console.log(`${files.join(', ')}: ${cells} cell${cells === 1 ? '' : 's'}, exports ${names.join(', ') || 'nothing'}`)
  })

program
  .command('doctor')
  .description('what is there, what is missing, which engine and OpenBLAS, how fast')
  .option('--json', 'for programs')
  .action(async (options: { json?: boolean }) => {
    const { doctor } = await import('./doctor.js')
    process.exitCode = await doctor(options)
  })

try {
  await program.parseAsync()
} catch (error) {
  console.error(`tsgrad: ${(error as Error).message}`)
  process.exitCode = 1
}

function withPlace(command: Command): Command {
  return command
    .addOption(new Option('--user', 'the folder of this user').conflicts(['sysPrefix', 'prefix']))
    .addOption(new Option('--sys-prefix', 'the active Python environment').conflicts(['prefix']))
    .addOption(new Option('--prefix <dir>', 'DIR/share/jupyter'))
}

function placeOf({ user, sysPrefix, prefix }: PlaceOptions): Place | undefined {
  if (prefix !== undefined) return { kind: 'prefix', prefix }
  if (sysPrefix) return { kind: 'sys-prefix' }
  return user ? { kind: 'user' } : undefined
}
