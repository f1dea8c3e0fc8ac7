/**
 * The runtime half of the magics: what rewritten cells call as `__magics` (`declarations.ts`). It runs in the session and
 * loads no compiler.
 */

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks' // the global one is the user's, and made when first asked for
import { bundleOf } from '../../src/display/bundle.js'
import { display } from '../../src/display/display.js'
import { currentHost } from '../../src/display/host.js'
import { isUrl } from './magic.js'
import { type CapturedOutput, captureOutput } from './runtime/capture.js'
import { changeFolder, environment, untilded, variable } from './runtime/folders.js'
import { type HistoryQuery, historyText } from './runtime/history.js'
import { listNames, tableOfNames } from './runtime/names.js'
import { type ProfileSettings, type Running, startProfile, stopProfile } from './runtime/profile.js'
import type { MagicCell, MagicSession } from './runtime/session.js'
import { CalledProcessError, runCommand, runProgram } from './runtime/shell.js'
import { CELL_TIMING, readTiming, startTiming } from './time.js'
import { type TimeitResult, type TimeitSettings, timeitText, timeLoop, timeLoopAsync } from './timeit.js'

export type { MagicCell, MagicSession } from './runtime/session.js'

type Loop<V> = (loops: number, local: V) => number
type AsyncLoop<V> = (loops: number, local: V) => Promise<number>

/** A magic that stands over a whole cell has no number of its own. */
const WHOLE_CELL = 0

/** Every function that a rewritten cell may call. */
export function magicsRuntime(session: MagicSession) {
  return { ...timing(session), ...files(session), ...commands(session), ...names(session), ...profiling(session) }
}

function timing({ cell, print }: MagicSession) {
  const report = (settings: TimeitSettings, result: TimeitResult): TimeitResult => {
    if (!settings.quiet) print(timeitText(result))
    return result
  }
  const runtime = {
    start(id: number): number {
      cell()?.timings.push(startTiming(id))
      return id
    },
    stop(id: number): void {
      const timings = cell()?.timings ?? []
      const at = timings.findLastIndex((timing) => timing.id === id)
      const [timing] = at < 0 ? [] : timings.splice(at, 1)
      if (timing) print(readTiming(timing))
    },
    time<T>(id: number, value: T): T {
      runtime.stop(id)
      return value
    },
    now: (): number => performance.now(),
    timeitResult<V>(settings: TimeitSettings, local: V, run: Loop<V>): TimeitResult {
      return report(
        settings,
        timeLoop(settings, (loops) => run(loops, { ...local })),
      )
    },
    timeit<V>(settings: TimeitSettings, local: V, run: Loop<V>): void {
      runtime.timeitResult(settings, local, run)
    },
    async timeitResultAsync<V>(settings: TimeitSettings, local: V, run: AsyncLoop<V>): Promise<TimeitResult> {
      return report(settings, await timeLoopAsync(settings, (loops) => run(loops, { ...local })))
    },
    async timeitAsync<V>(settings: TimeitSettings, local: V, run: AsyncLoop<V>): Promise<void> {
      await runtime.timeitResultAsync(settings, local, run)
    },
  }
  return runtime
}

function files({ cell, print, rerun }: MagicSession) {
  return {
    print,
    page(text: string): void {
      cell()?.payload.push({ source: 'page', data: { 'text/plain': text }, start: 0 })
    },
    cd(folder: string, quiet: boolean): void {
      changeFolder(folder)
      if (!quiet) print(`${process.cwd()}\n`)
    },
    pwd: (): string => process.cwd(),
    allEnv: environment,
    env: variable,
    setEnv(name: string, value: string): void {
      process.env[name] = value
      print(`env: ${name}=${value}\n`)
    },
    writefile(path: string, text: string, append: boolean): void {
      const file = untilded(path)
      const there = existsSync(file)
      if (append) appendFileSync(file, text)
      else writeFileSync(file, text)
      print(`${!there ? 'Writing' : append ? 'Appending to' : 'Overwriting'} ${path}\n`)
    },
    load(from: string): Promise<void> | undefined {
      const put = (text: string): void =>
        void cell()?.payload.push({ source: 'set_next_input', text: `// %load ${from}\n${text}`, replace: true })
      if (isUrl(from)) return fetchText(from).then(put)
      put(readFileSync(untilded(from), 'utf8'))
      return undefined
    },
    run(file: string, words: string[]): Promise<void> | undefined {
      const before = process.argv
      cell()?.ends.push(() => {
        process.argv = before
      })
      process.argv = [process.execPath, file, ...words]
      return rerun(file)
    },
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`%load: ${url} answers ${response.status} ${response.statusText}`)
  return response.text()
}

function commands(session: MagicSession) {
  const { cell, print } = session
  const onText = (stream: 'stdout' | 'stderr', text: string): void => void process[stream].write(text)
  return {
    /** As with IPython, a status other than 0 is no error: the command has said what is wrong. */
    async system(command: string): Promise<void> {
      await runCommand(cell(), command, { onText })
    },
    async lines(command: string): Promise<string[]> {
      let text = ''
      await runCommand(cell(), command, {
        onText(stream, part) {
          if (stream === 'stdout') text += part
          else process.stderr.write(part)
        },
      })
      return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
    },
    async bash(script: string): Promise<void> {
      const status = await runProgram(cell(), 'bash', ['-c', script], { onText })
      if (status !== 0) throw new CalledProcessError('bash', status)
    },
    async ls(words: string): Promise<void> {
      const program = process.platform === 'win32' ? 'dir' : 'ls'
      // To no terminal `ls` writes a name a line; in columns it is the list that is asked for.
      const options = process.platform === 'win32' ? '' : ' -C -F -w 80'
      await runCommand(cell(), `${program}${/^-\S*l/.test(words) ? '' : options} ${words}`, { onText })
    },
    async install(specs: string[]): Promise<void> {
      const { installPackages } = await import('./runtime/npm.js')
      await installPackages(specs, session)
    },
    async history(query: HistoryQuery): Promise<void> {
      print(await historyText(query, session))
    },
  }
}

function names({ cell, print, names: defined, clear }: MagicSession) {
  return {
    who: (types: string[]): void => print(listNames(defined(), types)),
    whos: (types: string[]): void => print(tableOfNames(defined(), types)),
    reset(sure: boolean): void {
      const ask = 'Once deleted, names cannot be recovered. Proceed (y/[n])? '
      if (!sure && !/^y(es)?$/i.test(currentHost().prompt(ask, 'n').trim())) {
        print('Nothing done.\n')
        return
      }
      clear()
      const current = cell()
      if (current) current.forgets = true
    },
    capture: (): CapturedOutput => captureOutput(cell()),
  }
}

function profiling({ cell, place }: MagicSession) {
  const running: Running[] = []
  const end = (profile: Running, failed: boolean): void => {
    running.splice(running.indexOf(profile), 1)
    const samples = stopProfile(profile, place)
    if (failed) return
    const shown = import('./runtime/flame_chart.js').then(async ({ flameChart, profileTable }) => {
      if (samples.length > 0) {
        const { data, metadata } = await bundleOf(flameChart(samples))
        display(data, { raw: true, metadata })
      }
      display(profileTable(samples, profile.settings))
    })
    currentHost().waitFor(shown)
  }
  return {
    profile(id: number, settings: ProfileSettings): number {
      const profile = startProfile(id, settings)
      running.push(profile)
      // A cell that fails on the way leaves none running.
      cell()?.ends.push((failed) => {
        if (running.includes(profile)) end(profile, failed && id !== WHOLE_CELL)
      })
      return id
    },
    profiled<T>(id: number, value: T): T {
      const profile = running.findLast((candidate) => candidate.id === id)
      if (profile) end(profile, false)
      return value
    },
  }
}

/** The cell ended: `%%time` says how long it took; after a failure, so do the clocks that it interrupted. */
export function endMagics(cell: MagicCell, failed: boolean, print: (text: string) => void): void {
  for (const timing of cell.timings.splice(0).reverse()) {
    if (failed || timing.id === CELL_TIMING) print(readTiming(timing))
  }
  for (const end of cell.ends.splice(0).reverse()) end(failed)
}
