import { createHook, executionAsyncResource } from 'node:async_hooks'

/** What holds in a scope. */
export interface State {
  /** Is recording switched on? */
  enabled: boolean
  inference: boolean
}

/** Newer scopes lie within older ones. */
let serials = 0
export const nextSerial = (): number => ++serials

/** Where a scope was opened: the function that called, and how many frames lie below it. */
interface Place {
  readonly depth: number
  readonly creator: string
}

/**
 * `using _ = noGrad()`. In a synchronous function the scope holds until the block ends. An async function leaves it at
 * each `await` and comes back to it afterwards, without a word to anybody; who runs meanwhile must not find the scope open.
 * So as long as such a scope is open, a hook tells of each promise that is made:
 *
 * - what the function starts (also the promise that continues it after an `await`) belongs to the scope;
 * - whoever asks for the mode after a promise was made in the run that opened the scope may already be the caller: then
 *   the stack tells whether the function is still on it.
 *
 * Generators are resumed by whoever asks them for more, and run in the mode of that: a scope in one should not span a `yield`.
 */
export class UsingScope implements State, Disposable {
  readonly serial = nextSerial()
  over = false
  /** The scope around it. */
  readonly parent: UsingScope | null
  /** The run that opened it: the same until the function awaits, another one after that. */
  readonly home: object
  /** May the function have been left? */
  doubtful = false
  #place: Place | null = null
  readonly #trace: { stack?: unknown } = {}

  constructor(
    public enabled: boolean,
    public inference: boolean,
    opener: (...args: never[]) => unknown,
  ) {
    wholeStack(() => Error.captureStackTrace(this.#trace, opener))
    if (open.size === 0) hook.enable()
    this.parent = scopeHere()
    this.home = executionAsyncResource()
    open.add(this)
    flows.set(this.home, this)
    known = this
  }

  [Symbol.dispose](): void {
    this.over = true
    open.delete(this)
    known = undefined
    if (open.size > 0) return
    hook.disable()
    flows = new WeakMap()
  }

  /** Has the function that opened it gone from the stack? */
  hasLeft(): boolean {
    this.#place ??= placeOf(sitesOf(this.#trace))
    const { depth, creator } = this.#place
    const now: { stack?: unknown } = {}
    wholeStack(() => Error.captureStackTrace(now))
    const sites = sitesOf(now)
    return sites.length < depth || nameOf(sites[sites.length - depth]) !== creator
  }
}

const open = new Set<UsingScope>()
/** What each run belongs to. */
let flows = new WeakMap<object, UsingScope>()
/** The scope of this very moment, if somebody has asked already. */
let known: UsingScope | null | undefined

const forget = (): void => {
  known = undefined
}
const hook = createHook({
  init(_id, _type, _trigger, resource) {
    const scope = scopeHere()
    if (scope === null) return
    flows.set(resource, scope)
    for (let s: UsingScope | null = scope; s !== null; s = s.parent) s.doubtful = true
    known = undefined
  },
  before: forget,
  after: forget,
})

/** Is any scope open, anywhere? */
export const anyOpen = (): boolean => open.size > 0

/** The innermost scope that holds here. */
export function scopeHere(): UsingScope | null {
  if (known !== undefined) return known
  const here = executionAsyncResource()
  let scope = flows.get(here) ?? null
  while (scope !== null && (scope.over || leftIn(scope, here))) scope = scope.parent
  if (scope === null) flows.delete(here)
  else flows.set(here, scope)
  known = scope
  return scope
}

function leftIn(scope: UsingScope, here: object): boolean {
  if (scope.home !== here || !scope.doubtful) return false
  if (scope.hasLeft()) return true
  scope.doubtful = false
  return false
}

/** Closes the scopes that were opened since: those of a cell that was cut off. */
export function closeSince(serial: number): void {
  for (const scope of [...open]) if (scope.serial > serial) scope[Symbol.dispose]()
}

function wholeStack(capture: () => void): void {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = Number.POSITIVE_INFINITY
  capture()
  Error.stackTraceLimit = stackTraceLimit
}

/** The frames of a captured stack, the innermost first; without those that wait for an `await`. */
function sitesOf(trace: { stack?: unknown }): NodeJS.CallSite[] {
  const { prepareStackTrace } = Error
  Error.prepareStackTrace = (_error, sites) => sites
  const sites = trace.stack as NodeJS.CallSite[]
  Error.prepareStackTrace = prepareStackTrace
  return sites.filter((site) => !site.isAsync())
}

function placeOf(sites: readonly NodeJS.CallSite[]): Place {
  return { depth: sites.length, creator: sites.length > 0 ? nameOf(sites[0]) : '' }
}

/** A function by its name and the place where it is written. */
function nameOf(site: NodeJS.CallSite): string {
  const begins = `${site.getEnclosingLineNumber()}:${site.getEnclosingColumnNumber()}`
  return `${site.getScriptNameOrSourceURL()}:${begins}:${site.getFunctionName()}`
}
