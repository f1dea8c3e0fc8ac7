import type { StdinAnswer, StreamName } from '../channel/index.js'
import type { SessionEvent, SessionRequest } from '../rooms.js'

/** The session's way to the wire: `Writer` of the channel, or a stand-in in tests. Text and events keep their order. */
export interface Outlet {
  text(stream: StreamName, cell: number, text: string): void
  event(event: SessionEvent): void
  onRequest(listener: (request: SessionRequest) => void): void
  /** An interrupt was meant for this cell, and came before the cell was under way. */
  interrupted(cell: number): boolean
}

/** Answers to questions of stdin: `AnswerReader` of the channel, or a stand-in in tests. */
export interface Answers {
  wait(id: number): StdinAnswer
  next(id: number): Promise<StdinAnswer>
}
