/**
 * The channel between the session (main thread) and the wire (worker).
 *
 *   const { session, wire } = createChannel()
 *   session: new Writer(session)  .text(stream, cell, text)  .event(event, transfer?)  .onRequest(f)  .interrupted(cell)
 *            new AnswerReader(session)  .wait(id)  .next(id)
 *   wire:    new Reader(wire)  .onArrival(f)  .drain(receiver)  .request(request)
 *            new AnswerWriter(wire)  .post(answer)
 *
 * Text goes through a ring in shared memory; whatever is not text goes by port and leaves its number in the ring. So
 * there is one order for streams, displays, results, errors, questions and the end of a cell, memory is bounded, and
 * text shows while the main thread loops or is stopped.
 */
export { AnswerReader, AnswerWriter, type StdinAnswer } from './answers.js'
export { type ChannelEnd, createChannel, DEFAULT_RING_BYTES, type StreamName } from './layout.js'
export { Reader, type Receiver } from './reader.js'
export { Writer } from './writer.js'
