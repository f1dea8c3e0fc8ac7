import type { Client, Content, Request } from '../protocol/client.js'

/** A client's half of the Debug Adapter Protocol, as JupyterLab speaks it over the control socket. */
export class Dap {
  readonly client: Client
  #seq = 0

  constructor(client: Client) {
    this.client = client
  }

  /** The response to a command: busy, reply and idle on control are checked. */
  async response(command: string, args: Content = {}): Promise<Content> {
    const content = { type: 'request', seq: ++this.#seq, command, arguments: args }
    const response = await this.client.send('debug_request', content, { channel: 'control' }).answered()
    if (response.type !== 'response' || response.request_seq !== this.#seq || response.command !== command) {
      throw new Error(`a response to ${command} expected, ${JSON.stringify(response)} came`)
    }
    return response
  }

  /** The body of a successful response. */
  async ask(command: string, args: Content = {}): Promise<Content> {
    const { success, message, body } = await this.response(command, args)
    if (!success) throw new Error(`${command} failed: ${message}`)
    return body
  }

  /** What a refused command says. */
  async refusal(command: string, args: Content = {}): Promise<string> {
    const { success, message } = await this.response(command, args)
    if (success) throw new Error(`${command} was not refused`)
    return message
  }

  /** As JupyterLab does when its switch is turned on. */
  async start(clientID = 'jupyterlab'): Promise<void> {
    await this.ask('initialize', { clientID, adapterID: '', linesStartAt1: true, columnsStartAt1: true })
    await this.ask('attach')
  }

  /** The event that follows `initialize`, which belongs to the newest cell, or to none. */
  async initialized(owner?: Request): Promise<void> {
    const event = owner ? await owner.output('debug_event') : (await this.client.strays.take('initialized')).content
    if (event.event !== 'initialized') throw new Error(`initialized expected, ${event.event} came`)
  }

  /** Breakpoints of a cell, by its code. @returns the lines that they got */
  async breakAt(code: string, ...breakpoints: (number | Content)[]): Promise<number[]> {
    const { sourcePath } = await this.ask('dumpCell', { code })
    const given = breakpoints.map((one) => (typeof one === 'number' ? { line: one } : one))
    const set = await this.ask('setBreakpoints', { source: { path: sourcePath }, breakpoints: given })
    return set.breakpoints.map(({ line }: Content) => line)
  }

  async event(owner: Request, name: 'stopped' | 'continued'): Promise<Content> {
    const { event, body } = await owner.output('debug_event')
    if (event !== name) throw new Error(`${name} expected, ${event} came`)
    return body
  }

  /** The next stop: its reason, and the frames as `name:line`. */
  async stopped(owner: Request): Promise<{ reason: string; text?: string; frames: string[]; ids: number[] }> {
    const { reason, text } = await this.event(owner, 'stopped')
    const { stackFrames } = await this.ask('stackTrace', { threadId: 1 })
    const frames = stackFrames.map(({ name, line }: Content) => `${name}:${line}`)
    return { reason, text, frames, ids: stackFrames.map(({ id }: Content) => id) }
  }

  /** Continue, and nothing stops any more: the cell ends, and the client hears that nothing stands. @returns the reply */
  async finish(owner: Request, result?: string): Promise<Content> {
    await this.ask('continue', { threadId: 1 })
    return this.rest(owner, result)
  }

  /** What is left of a cell that goes on: one `continued` somewhere among its outputs, and its result. */
  async rest(owner: Request, result?: string): Promise<Content> {
    const seen: string[] = []
    for (;;) {
      const { header, content } = await owner.outputs.take('the rest of the cell')
      if (header.msg_type === 'status') break
      seen.push(header.msg_type === 'debug_event' ? content.event : (content.data?.['text/plain'] ?? content.evalue))
    }
    const wanted = ['continued', ...(result === undefined ? [] : [result])]
    if (String(seen.sort()) !== String(wanted.sort())) throw new Error(`${wanted} expected, ${seen} came`)
    return owner.reply()
  }

  /** Scope → name → what is shown. */
  async scopes(frameId: number): Promise<Record<string, Record<string, string>>> {
    const { scopes } = await this.ask('scopes', { frameId })
    const shown: Record<string, Record<string, string>> = {}
    for (const { name, variablesReference } of scopes) shown[name] = await this.unfold(variablesReference)
    return shown
  }

  async variables(variablesReference: number, more: Content = {}): Promise<Content[]> {
    return (await this.ask('variables', { variablesReference, ...more })).variables
  }

  async unfold(variablesReference: number): Promise<Record<string, string>> {
    const variables = await this.variables(variablesReference)
    return Object.fromEntries(variables.map(({ name, value }) => [name, value]))
  }

  async evaluate(expression: string, frameId?: number): Promise<string> {
    return (await this.ask('evaluate', { expression, ...(frameId !== undefined && { frameId }) })).result
  }
}

/** A cell that stops is under way: busy and its input are asserted. */
export async function started(client: Client, code: string): Promise<Request> {
  const cell = client.execute(code)
  await cell.busy()
  await cell.output('execute_input')
  return cell
}

/** The cell's end. */
export async function ended(cell: Request, result?: string): Promise<Content> {
  if (result !== undefined) {
    const { data } = await cell.output('execute_result')
    if (data['text/plain'] !== result) throw new Error(`${result} expected, ${data['text/plain']} came`)
  }
  const reply = await cell.reply()
  await cell.idle()
  return reply
}
