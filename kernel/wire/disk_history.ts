import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Database } from 'node-sqlite3-wasm'
import { globMatcher } from './glob.js'
import { type HistoryEntry, type HistoryStore, latestOfEqual, MemoryHistory } from './history.js'
import type { Log } from './log.js'

const require = createRequire(import.meta.url)

/** Cells are written together, this long after the first of them, ms: a write takes milliseconds, and the wire answers meanwhile. */
const WRITE_MS = 1500
/** Whoever writes is done long before: a lock this old is that of a process that was killed, ms. */
const STALE_MS = 30_000
/** Cells of earlier sessions that are kept. */
const KEPT = 100_000

const SCHEMA = `
  PRAGMA busy_timeout = 1000;
  PRAGMA synchronous = OFF;
  CREATE TABLE IF NOT EXISTS sessions (session INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS history (
    session INTEGER NOT NULL, line INTEGER NOT NULL, input TEXT NOT NULL, output TEXT, PRIMARY KEY (session, line)
  );`

/** Where the history of all kernels of this user lies: what TSGRAD_HISTORY names (`memory`: nowhere), else the user's data folder. */
export function historyFile(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.TSGRAD_HISTORY === 'memory') return undefined
  if (env.TSGRAD_HISTORY) return env.TSGRAD_HISTORY
  const home = env.HOME || homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'tsgrad', 'history.sqlite')
  if (process.platform === 'win32') return join(env.LOCALAPPDATA || home, 'tsgrad', 'history.sqlite')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'tsgrad', 'history.sqlite')
}

/**
 * The history of all sessions, in an SQLite database that several kernels share. This session's cells are in memory as well:
 * what is asked of them never waits for the disk, and where there is no database the kernel goes on with them alone.
 *
 * SQLite is a WebAssembly build: it runs on every Node without a compiler, and its synchronous calls fit a file that is
 * written every few seconds at most.
 */
export class DiskHistory implements HistoryStore {
  readonly #file: string
  readonly #log: Log
  readonly #own = new MemoryHistory()
  /** Cells that the database does not have as they are now. */
  readonly #unwritten = new Map<number, HistoryEntry>()
  #database: Database | undefined
  #session: number | undefined
  #failed = false
  #timer: NodeJS.Timeout | undefined

  constructor(file: string, log: Log) {
    this.#file = file
    this.#log = log
  }

  /** Known once the database is open, which the first question does. */
  get session(): number {
    this.#open()
    return this.#session ?? this.#own.session
  }

  record(line: number, input: string): void {
    this.#own.record(line, input)
    this.#changed(line)
  }

  result(line: number, output: string): void {
    this.#own.result(line, output)
    this.#changed(line)
  }

  tail(n: number): HistoryEntry[] {
    const own = this.#numbered(this.#own.tail(n))
    return [...this.#earlier(n - own.length), ...own]
  }

  range(session: number, start: number, stop?: number): HistoryEntry[] {
    const wanted = session > 0 ? session : this.session + session
    if (wanted === this.session) return this.#numbered(this.#own.range(0, start, stop))
    return this.#query('WHERE session = ? AND line >= ? AND line < ? ORDER BY line', [
      wanted,
      start,
      stop ?? Number.MAX_SAFE_INTEGER,
    ])
  }

  search(pattern: string, n?: number, unique = false): HistoryEntry[] {
    const matches = globMatcher(pattern)
    const all = [...this.#earlier(KEPT), ...this.#numbered(this.#own.range(0, 0))]
    const found = all.filter(({ input }) => matches(input))
    const chosen = unique ? latestOfEqual(found) : found
    return n === undefined ? chosen : n > 0 ? chosen.slice(-n) : []
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#write()
    this.#database?.close()
    this.#database = undefined
    this.#failed = true
  }

  #changed(line: number): void {
    const [entry] = this.#own.range(0, line, line + 1)
    if (entry === undefined || this.#failed) return
    this.#unwritten.set(line, entry)
    this.#timer ??= setTimeout(() => this.#write(), WRITE_MS).unref()
  }

  #numbered(entries: HistoryEntry[]): HistoryEntry[] {
    return entries.map((entry) => ({ ...entry, session: this.session }))
  }

  /** The last n of other sessions, oldest first. */
  #earlier(n: number): HistoryEntry[] {
    if (n <= 0) return []
    const newest = 'WHERE session <> ? ORDER BY session DESC, line DESC LIMIT ?'
    return this.#query(newest, [this.session, n]).reverse()
  }

  #query(rest: string, values: number[]): HistoryEntry[] {
    const database = this.#open()
    if (database === undefined) return []
    try {
      return database.all(
        `SELECT session, line, input, output FROM history ${rest}`,
        values,
      ) as unknown as HistoryEntry[]
    } catch (error) {
      this.#log('warn', `the history ${this.#file} cannot be read now: ${(error as Error).message}`)
      return []
    }
  }

  #write(): void {
    this.#timer = undefined
    if (this.#unwritten.size === 0) return
    const database = this.#open()
    const session = this.#session
    if (database === undefined || session === undefined) return
    try {
      database.exec('BEGIN IMMEDIATE')
      for (const { line, input, output } of this.#unwritten.values()) {
        database.run('INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?)', [session, line, input, output])
      }
      database.exec('COMMIT')
      this.#unwritten.clear()
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK')
      this.#freeStaleLock()
      // Another kernel writes: what is not written now is written with the next cells, or at the end.
      this.#log('debug', `the history was not written: ${(error as Error).message}`)
      this.#timer ??= setTimeout(() => this.#write(), WRITE_MS).unref()
    }
  }

  #open(): Database | undefined {
    if (this.#database || this.#failed) return this.#database
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      this.#freeStaleLock()
      const sqlite = require('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm')
      const database = new sqlite.Database(this.#file)
      database.exec(SCHEMA)
      const { lastInsertRowid } = database.run('INSERT INTO sessions (started) VALUES (?)', [new Date().toISOString()])
      this.#session = Number(lastInsertRowid)
      database.run(
        'DELETE FROM history WHERE session <= (SELECT session FROM history ORDER BY session DESC, line DESC LIMIT 1 OFFSET ?)',
        [KEPT],
      )
      this.#database = database
    } catch (error) {
      this.#failed = true
      this.#unwritten.clear()
      this.#log('warn', `the history is kept in memory only: ${this.#file}: ${(error as Error).message}`)
    }
    return this.#database
  }

  /** This build of SQLite locks by a folder beside the file, which outlives a process that is killed. */
  #freeStaleLock(): void {
    const lock = `${this.#file}.lock`
    const made = statSync(lock, { throwIfNoEntry: false })
    if (made === undefined || Date.now() - made.mtimeMs < STALE_MS) return
    try {
      rmdirSync(lock)
    } catch {
      // Another kernel has freed it.
    }
  }
}
