import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NATIVE } from '../magics/runtime/profile.js'
import type { HistoryRow, MagicSession, ProfiledFrame } from '../magics/runtime/session.js'
import { packageInfo } from '../package_info.js'
import { serialOf } from '../script_name.js'
import type { Cells } from './cells.js'
import type { Room } from './execute.js'
import { placeOf } from './frames.js'
import { inBundle } from './source_maps.js'
import type { Questions } from './stdin.js'

/** What magics may do in this session. */
export function magicSession(room: Room, questions: Questions): MagicSession {
  const { cells, scope, modules } = room
  return {
    cell: () => cells.owner,
    print: (text) => void process.stdout.write(text),
    names: () => scope.own(),
    clear: () => scope.clear(),
    rerun: (file) => modules.rerun(file),
    history: async (request) => historyRows((await questions.history(request)) as HistoryReply),
    place: (frame) => placeOfFrame(frame, room),
  }
}

/** As in a history_reply: with `output`, the input is a pair. */
type HistoryReply = [session: number, line: number, input: string | [input: string, output: string | null]][]

function historyRows(reply: HistoryReply): HistoryRow[] {
  return reply.map(([session, line, entry]) => {
    const [input, output] = typeof entry === 'string' ? [entry, null] : entry
    return { session, line, input, output }
  })
}

/** What V8 itself does: collecting garbage, compiling, native code. */
const ENGINE = /^\((?:garbage collector|program)\)$/

function placeOfFrame(frame: ProfiledFrame, { cells, frames }: Room): ReturnType<MagicSession['place']> {
  const { functionName: name, url, lineNumber, columnNumber } = frame
  if (ENGINE.test(name)) return { name, place: '', kind: 'engine' }
  if (name === '(root)' || name === '(idle)') return undefined
  const serial = serialOf(url)
  // The head of the function that is the whole cell stands before its first column.
  if (serial !== undefined && columnNumber < 0) return { name: 'cell', place: cellOf(serial, cells), kind: 'cell' }
  const found = frames.mapOne({ name, script: url, line: lineNumber + 1, column: columnNumber + 1 })
  if (found?.cell !== undefined) return { name: name || 'anonymous', place: placeOf(found), kind: 'cell' }
  if (serial !== undefined) return undefined
  if (found) return { name: name || 'anonymous', place: placeOf(found), kind: 'module' }
  return inside(name, url, lineNumber + 1, columnNumber + 1)
}

function cellOf(serial: number, cells: Cells): string {
  const cell = cells.find(serial)
  return cell ? `Cell [${cell.executionCount}]` : ''
}

function inside(name: string, url: string, line: number, column: number): ReturnType<MagicSession['place']> {
  if (url === '') return name === '' ? undefined : { name, place: NATIVE, kind: 'node' }
  if (url.startsWith('node:')) return { name: name || 'anonymous', place: url, kind: 'node' }
  const file = url.startsWith('file:') ? fileURLToPath(url) : url
  if (relative(packageInfo().root, file).startsWith('..')) return undefined
  const found = inBundle(file, line, column) ?? { file, line }
  const near = relative(packageInfo().root, found.file).split(sep).join('/')
  const source = /^src\/(.*?)(?:\.[jt]s)?$/.exec(near)?.[1]
  return source === undefined
    ? undefined
    : { name: name || 'anonymous', place: `tsgrad ${source}:${found.line}`, kind: 'tsgrad' }
}
