/**
 * The language room as a process: the main function of the start-up snapshot, of the bundle, and of this file by itself.
 * `TSGRAD_LANGUAGE=watch` in the environment takes tslab's own watch program instead of the live engine, in case it errs.
 */
import v8 from 'node:v8'
import { collectYoung } from '../../src/young_generation.js'
import type { RoomConfig } from './config.js'
import { IdleWork } from './idle.js'
import { compiler } from './internals.js'
import { LiveEngine } from './live-engine.js'
import type { Answer, Call, Memory, Ready } from './protocol.js'
import { LanguageRoom } from './room.js'
import { executableLines, transpile } from './transpile.js'
import { practice, warm, withoutIntl } from './warm.js'
import { WatchEngine } from './watch-engine.js'
import { createCoreWorld, createWorld, type World } from './world.js'

function answer(room: LanguageRoom, { op, request }: Call): unknown {
  switch (op) {
    case 'convert':
      return room.convert(request as Parameters<LanguageRoom['convert']>[0])
    case 'commit':
      return room.commit(request as Parameters<LanguageRoom['commit']>[0])
    case 'complete':
      return room.complete(request as Parameters<LanguageRoom['complete']>[0])
    case 'inspect':
      return room.inspect(request as Parameters<LanguageRoom['inspect']>[0])
    case 'isComplete':
      return room.isComplete(request as Parameters<LanguageRoom['isComplete']>[0])
    case 'transpile':
      return transpile(request as { code: string })
    case 'executableLines':
      return executableLines(request as { code: string })
    case 'restore':
      return room.restore(request as Memory)
  }
}

function serve(world: World): void {
  const send = (message: Answer | Ready): void => {
    process.send?.(message)
  }
  // A client interrupts by signalling the process group: that is for the cell, not for the room.
  // What is left behind between cells is garbage soon; by itself V8 would let the heap grow to four times its use.
  v8.setFlagsFromString('--heap-growing-percent=50')
  // The compiler's functions are large: what V8 adds to them by inlining takes it a third longer, at the cost of the first
  // cells, and makes none faster.
  v8.setFlagsFromString('--max-inlined-bytecode-size=200')
  v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
  process.on('SIGINT', () => {})
  process.on('disconnect', () => process.exit(0))
  const engine = process.env.TSGRAD_LANGUAGE === 'watch' ? new WatchEngine(world) : new LiveEngine(world)
  const room = new LanguageRoom(world, engine)
  const idle = new IdleWork()
  const between = betweenQuestions(room, idle)
  process.on('message', (call: Call) => {
    try {
      send({ id: call.id, result: answer(room, call) })
      if (call.op === 'convert') afterwards(room, (call.request as Parameters<LanguageRoom['convert']>[0]).cell)
    } catch (error) {
      send({ id: call.id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
    idle.touched()
    between(call)
  })
  send({ ready: true })
}

/** A 20-line cell leaves 3 to 5 MB behind; nearly all of it is garbage when it has been answered, and collected soon. */
const MUCH_GARBAGE = 2 << 20

/** While the session runs the cell: what the next one would wait for. */
function afterwards(room: LanguageRoom, cell: number): void {
  room.finish(cell)
  const young = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  if (young && young.space_used_size > MUCH_GARBAGE) collectYoung()
}

/** What is done while the user thinks: practice after the first cell, a new checker when the old one remembers too much. */
function betweenQuestions(room: LanguageRoom, idle: IdleWork): (call: Call) => void {
  let practised = false
  let renewing = false
  const schedule = (pieces: ((room: LanguageRoom) => void)[], silence: number): void => {
    for (const [i, piece] of pieces.entries()) idle.add(i === 0 ? silence : 15, () => piece(room))
  }
  return ({ op }) => {
    if (op === 'convert' && !practised) {
      practised = true
      schedule(practice({ fromScratch: false }), 100)
    }
    // Cells that follow each other at once leave no quiet moment.
    if (room.renewalIsOverdue) room.renew()
    if (!room.wantsRenewal || renewing) return
    renewing = true
    idle.add(250, () => {
      renewing = false
      if (!room.wantsRenewal) return
      room.renew()
      schedule(practice({ fromScratch: true }), 15)
    })
  }
}

function configFromArguments(): RoomConfig {
  const json = process.argv.at(-1)
  if (!json?.startsWith('{')) throw new Error('usage: serve CONFIGURATION-AS-JSON')
  return JSON.parse(json) as RoomConfig
}

if (v8.startupSnapshot.isBuildingSnapshot()) {
  const world = withoutIntl(() => {
    const made = createCoreWorld(configFromArguments())
    warm(new LanguageRoom(made, new LiveEngine(made)))
    return made
  })
  // Forgets the comparer of the builder's locale.
  compiler.setUILocale('en')
  compiler.setUILocale(undefined)
  v8.startupSnapshot.setDeserializeMainFunction(() => serve(world))
} else serve(createWorld(configFromArguments()))
