import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flagField, integerField, objectField, textField } from '../fields.js'
import type { Json } from '../message.js'
import type { SourceBreakpoint } from './breakpoints.js'
import type { Debugger } from './debugger.js'
import { NAMING } from './scripts.js'

/** How one command of the Debug Adapter Protocol is answered. */
interface Command {
  /** Also before `initialize`; `connects` then says that V8 is asked. */
  always?: 'connects' | 'alone'
  /** @returns the body of the response. @throws Error whose message is the response's */
  run(args: Json, debug: Debugger): Json | undefined | Promise<Json | undefined>
}

const THREAD = 1

/**
 * What JupyterLab sends (https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request) and what other
 * clients of the protocol may (https://microsoft.github.io/debug-adapter-protocol/specification).
 */
export const COMMANDS: Record<string, Command> = {
  debugInfo: {
    always: 'alone',
    run: (_args, { started, breakpoints, stops }) => ({
      isStarted: started,
      hashMethod: NAMING.method,
      hashSeed: NAMING.seed,
      tmpFilePrefix: NAMING.prefix,
      tmpFileSuffix: NAMING.suffix,
      breakpoints: breakpoints.list,
      stoppedThreads: stops.paused ? [THREAD] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    }),
  },
  initialize: {
    always: 'alone',
    async run(args, debug) {
      await debug.start(args.clientID === 'jupyterlab')
      return {
        supportsConfigurationDoneRequest: true,
        supportsConditionalBreakpoints: true,
        supportsHitConditionalBreakpoints: true,
        supportsLogPoints: true,
        supportsEvaluateForHovers: true,
        supportsExceptionInfoRequest: true,
        supportsModulesRequest: true,
        supportsSetVariable: true,
        // V8's "uncaught" never fires: the session catches everything.
        exceptionBreakpointFilters: [{ filter: 'all', label: 'Thrown exceptions', default: false }],
      }
    },
  },
  attach: { run: () => undefined },
  // JupyterLab does not send it after its breakpoints: nothing waits for it.
  configurationDone: { run: () => undefined },
  disconnect: { always: 'alone', run: (_args, debug) => void debug.stop() },
  dumpCell: {
    always: 'alone',
    run: (args, { scripts }) => ({ sourcePath: scripts.dump(textField(args, 'code')) }),
  },
  source: {
    always: 'alone',
    run(args, { scripts, stops }) {
      const path = textField(objectField(args, 'source'), 'path')
      const content = scripts.codeOf(path) ?? loadedFile(path, stops.urls)
      if (content === undefined) throw new Error(`there is no source of ${path}`)
      return { content, mimeType: 'application/typescript' }
    },
  },
  setBreakpoints: {
    async run(args, { breakpoints }) {
      const path = textField(objectField(args, 'source'), 'path')
      return { breakpoints: await breakpoints.set(path, askedBreakpoints(args)) }
    },
  },
  setExceptionBreakpoints: {
    async run(args, debug) {
      const filters = Array.isArray(args.filters) ? args.filters : []
      await debug.pauseOnExceptions(filters.length > 0)
      return {}
    },
  },
  exceptionInfo: { run: (_args, debug) => debug.exceptionInfo() },
  threads: { run: () => ({ threads: [{ id: THREAD, name: 'main' }] }) },
  stackTrace: {
    run(args, { stops }) {
      const start = integerField(args, 'startFrame', 0)
      const levels = integerField(args, 'levels', 0)
      const frames = stops.frames.slice(start, levels > 0 ? start + levels : undefined)
      const stackFrames = frames.map(({ id, call, script, line, column }) => ({
        id,
        name: call.functionName || '<cell>',
        line,
        column,
        source: { path: script.path, name: basename(script.path) },
      }))
      return { stackFrames, totalFrames: stops.frames.length }
    },
  },
  scopes: { run: async (args, debug) => ({ scopes: await debug.scopes(integerField(args, 'frameId', undefined)) }) },
  variables: {
    always: 'connects',
    async run(args, { values }) {
      const reference = integerField(args, 'variablesReference', 0)
      const [start, count] = [integerField(args, 'start', 0), integerField(args, 'count', undefined)]
      return { variables: await values.variables(reference, start, count) }
    },
  },
  inspectVariables: {
    always: 'connects',
    run: async (_args, { values }) => ({ variables: await values.variables(values.refer({ of: 'bindings' })) }),
  },
  richInspectVariables: {
    always: 'connects',
    async run(args, debug) {
      const object = await debug.evaluate(textField(args, 'variableName'), integerField(args, 'frameId', undefined))
      return { ...(await debug.values.bundle(object)) }
    },
  },
  copyToGlobals: {
    async run(args, debug) {
      const [from, to] = [textField(args, 'srcVariableName'), textField(args, 'dstVariableName')]
      await debug.copyToNotebook(from, to, integerField(args, 'srcFrameId', undefined))
      return {}
    },
  },
  evaluate: {
    always: 'connects',
    async run(args, debug) {
      const object = await debug.evaluate(textField(args, 'expression'), integerField(args, 'frameId', undefined))
      if (debug.values.forJupyterLab) debug.stops.renumber()
      return { ...(await debug.values.shown(object)) }
    },
  },
  setVariable: {
    async run(args, debug) {
      const [reference, name] = [integerField(args, 'variablesReference', 0), textField(args, 'name')]
      const object = await debug.setVariable(reference, name, textField(args, 'value'))
      const { result: value, ...rest } = await debug.values.shown(object)
      return { value, ...rest }
    },
  },
  modules: {
    always: 'alone',
    run(args, { scripts }) {
      const all = scripts.modules.map(({ path }, id) => ({ id, name: basename(path), path }))
      const start = integerField(args, 'startModule', 0)
      const count = integerField(args, 'moduleCount', 0)
      return { modules: all.slice(start, count > 0 ? start + count : undefined), totalModules: all.length }
    },
  },
  continue: {
    async run(_args, { stops }) {
      await stops.resume()
      return { allThreadsContinued: true }
    },
  },
  next: { run: (_args, { stops }) => stops.step('Debugger.stepOver').then(() => ({})) },
  stepIn: { run: (_args, { stops }) => stops.step('Debugger.stepInto').then(() => ({})) },
  stepOut: { run: (_args, { stops }) => stops.step('Debugger.stepOut').then(() => ({})) },
  pause: { run: (_args, { stops }) => stops.pause().then(() => ({})) },
}

/** @throws ContentError that names what is not as the protocol says. */
function askedBreakpoints(args: Json): SourceBreakpoint[] {
  const given = Array.isArray(args.breakpoints) ? (args.breakpoints as Json[]) : []
  if (flagField(args, 'sourceModified', false) && given.length === 0) return []
  return given.map((one) => {
    const text = (name: string) => (one[name] ? { [name]: textField(one, name) } : {})
    const line = integerField(one, 'line', 1)
    return { line, ...text('condition'), ...text('hitCondition'), ...text('logMessage') }
  })
}

/** A file is shown only if the program has loaded it. */
function loadedFile(path: string, urls: Iterable<string>): string | undefined {
  for (const url of urls) if (url.startsWith('file:') && fileURLToPath(url) === path) return readFileSync(path, 'utf8')
  return undefined
}
