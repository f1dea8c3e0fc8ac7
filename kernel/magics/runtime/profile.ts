import type { Profiler, Session } from 'node:inspector'
import type { FrameKind, MagicSession } from './session.js'

/** How `%prun` shows what it found. */
export interface ProfileSettings {
  rows: number
  order: 'self' | 'total'
}

/** A profile that is being taken. */
export interface Running {
  id: number
  settings: ProfileSettings
  inspector: Session
}

/** What runs at one time, outermost first; each function with its place. */
export interface Sample {
  stack: ProfiledFunction[]
  /** Milliseconds from the profile's start. */
  start: number
  end: number
}

/** A function of a profile, the same object wherever it appears. */
export interface ProfiledFunction {
  name: string
  place: string
  kind: FrameKind
}

const INTERVAL_US = 200

/** V8's profiler over an inspector session of this thread's own: its answers come before `post` returns. */
export function startProfile(id: number, settings: ProfileSettings): Running {
  const { Session: Inspector } = process.getBuiltinModule('node:inspector')
  const inspector = new Inspector()
  inspector.connect()
  inspector.post('Profiler.enable')
  inspector.post('Profiler.setSamplingInterval', { interval: INTERVAL_US })
  inspector.post('Profiler.start')
  return { id, settings, inspector }
}

/** Ends it. @returns what ran when, by the user's places */
export function stopProfile({ inspector }: Running, place: MagicSession['place']): Sample[] {
  let profile: Profiler.Profile | undefined
  inspector.post('Profiler.stop', (_error, answer) => {
    profile = answer?.profile
  })
  inspector.post('Profiler.disable')
  inspector.disconnect()
  return profile ? samplesOf(profile, place) : []
}

/** https://chromedevtools.github.io/devtools-protocol/v8/Profiler/#type-Profile */
function samplesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, place: MagicSession['place']): Sample[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const known = new Map<string, ProfiledFunction>()
  const stacks = new Map<number, ProfiledFunction[]>()
  const same = (found: ProfiledFunction): ProfiledFunction => {
    const key = `${found.name}\n${found.place}`
    if (!known.has(key)) known.set(key, found)
    return known.get(key) as ProfiledFunction
  }
  const stackOf = (id: number): ProfiledFunction[] => {
    const path: ProfiledFunction[] = []
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = byId.get(at)?.callFrame
      const found = frame && place(frame)
      if (found) path.unshift(same(found))
    }
    return fromTheCell(path.map((called, i) => same(ofAddon(called, path[i - 1]))))
  }
  const found: Sample[] = []
  let now = 0
  samples.forEach((id, i) => {
    // The i-th delta is the time between sample i − 1 and sample i.
    now += (timeDeltas[i] ?? 0) / 1000
    const end = now + (timeDeltas[i + 1] ?? 0) / 1000
    if (!stacks.has(id)) stacks.set(id, stackOf(id))
    const stack = stacks.get(id) as ProfiledFunction[]
    if (stack.length > 0 && end > now) found.push({ stack, start: now, end })
  })
  const [first] = found
  return found.map((sample) => ({
    ...sample,
    start: sample.start - (first?.start ?? 0),
    end: sample.end - (first?.start ?? 0),
  }))
}

/** All functions of an addon are one to V8, which calls them by the first one's name: better the name of who calls. */
function ofAddon(called: ProfiledFunction, caller: ProfiledFunction | undefined): ProfiledFunction {
  if (called.place !== NATIVE || caller?.kind !== 'tsgrad') return called
  return { name: `${caller.name} (native)`, place: caller.place, kind: 'tsgrad' }
}

/** Where functions are that have no script. */
export const NATIVE = 'native'

/** Above the cell lies the session, which is nobody's question; what never came through a cell counts where it is V8's own. */
function fromTheCell(path: ProfiledFunction[]): ProfiledFunction[] {
  if (path.some(({ place }) => place === 'node:inspector')) return [] // the profiler itself
  const first = (wanted: FrameKind): number => path.findIndex(({ kind }) => kind === wanted)
  const cell = first('cell') >= 0 ? first('cell') : first('module')
  if (cell >= 0) return path.slice(cell)
  return path.filter(({ kind }) => kind === 'engine').slice(-1)
}

/** A row of the table; milliseconds. */
export interface ProfileRow extends ProfiledFunction {
  self: number
  total: number
}

/** Time by function, the most first. A function that calls itself counts once. */
export function profileRows(samples: readonly Sample[], order: ProfileSettings['order']): ProfileRow[] {
  const rows = new Map<ProfiledFunction, ProfileRow>()
  for (const { stack, start, end } of samples) {
    for (const called of new Set(stack)) {
      const row = rows.get(called) ?? { ...called, self: 0, total: 0 }
      row.total += end - start
      if (called === stack.at(-1)) row.self += end - start
      rows.set(called, row)
    }
  }
  return [...rows.values()].sort((a, b) => b[order] - a[order] || b.total - a.total)
}

/** A box of the flame chart. */
export interface Flame extends ProfiledFunction {
  depth: number
  start: number
  end: number
}

/** Samples that follow one another with the same function in the same place become one box. */
export function flames(samples: readonly Sample[]): Flame[] {
  const boxes: Flame[] = []
  let open: Flame[] = []
  let last = 0
  for (const { stack, start, end } of samples) {
    const gap = start - last > GAP_MS
    let shared = 0
    while (!gap && shared < stack.length && isSame(open[shared], stack[shared] as ProfiledFunction)) shared++
    open = open.slice(0, shared)
    for (const box of open) box.end = end
    for (let depth = shared; depth < stack.length; depth++) {
      const box = { ...(stack[depth] as ProfiledFunction), depth, start, end }
      open.push(box)
      boxes.push(box)
    }
    last = end
  }
  return boxes
}

/** What was not running for so long was called again. */
const GAP_MS = 1

const isSame = (box: Flame | undefined, called: ProfiledFunction): boolean =>
  box?.name === called.name && box.place === called.place
