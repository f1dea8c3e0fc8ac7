import type { Runtime } from 'node:inspector'
import { DEBUGGEE } from '../../debuggee.js'
import { type Inspector, InspectorError } from './inspector.js'

/** https://microsoft.github.io/debug-adapter-protocol/specification#Types_Variable */
export interface Variable {
  name: string
  value: string
  type: string
  evaluateName: string
  variablesReference: number
}

/** A property, or a private member, of which V8 tells the name and the value. */
type Property = Pick<Runtime.PropertyDescriptor, 'name' | 'value'>

/** What a `variablesReference` stands for. */
type Reference = { of: 'bindings' } | { of: 'scope' | 'object'; objectId: string }

/** V8 keeps what it handed out until the group is released. */
const GROUP = 'tsgrad-debugger'
/** Of a value with more properties the first are shown. */
const MOST_PROPERTIES = 1000
/** Parameters of the function that cells and local modules are wrapped in, and what the compiler adds. */
const HIDDEN = /^(?:exports|require|module|this|arguments|__esModule|__importMeta|__filename|__dirname|tsLastExpr)$/

/** Values of the main thread, as the client shows them. */
export class Values {
  readonly #inspector: Inspector
  readonly #references = new Map<number, Reference>()
  #count = 0
  /** JupyterLab shows `type` in place of `value`, unless it is Python's int, float, bool or str. */
  forJupyterLab = false

  constructor(inspector: Inspector) {
    this.#inspector = inspector
  }

  get group(): string {
    return GROUP
  }

  refer(reference: Reference): number {
    this.#references.set(++this.#count, reference)
    return this.#count
  }

  /** The main thread went on: nothing is held any more. */
  async release(): Promise<void> {
    this.#references.clear()
    await this.#inspector.post('Runtime.releaseObjectGroup', { objectGroup: GROUP }).catch(() => {})
  }

  /** @throws Error when the reference is of an earlier stop. */
  async variables(reference: number, start = 0, count?: number): Promise<Variable[]> {
    const referred = this.#references.get(reference)
    if (referred === undefined) throw new Error('the program went on: this value is no longer at hand')
    let properties = await this.#propertiesOf(referred)
    if (referred.of !== 'object') properties = properties.filter(({ name }) => !HIDDEN.test(name))
    return this.#variables(properties.slice(start, start + (count || MOST_PROPERTIES)))
  }

  /**
   * Has a scope anything to show? The function that a cell is wrapped in has not: the cell's names are the notebook's, and
   * what else is in there is the compiler's.
   */
  async isEmpty(scope: string, ofCell: boolean): Promise<boolean> {
    const names = (await this.#properties(scope)).map(({ name }) => name)
    return (ofCell && names.includes('exports')) || names.every((name) => HIDDEN.test(name))
  }

  /** What `evaluate` answers. */
  async shown(object: Runtime.RemoteObject): Promise<{ result: string; type: string; variablesReference: number }> {
    const [result = ''] = await this.#lines([object])
    return { result, type: typeOf(object), variablesReference: this.#referTo(object) }
  }

  /** The MIME bundle of a value. */
  async bundle(object: Runtime.RemoteObject): Promise<{ data: object; metadata: object }> {
    if (object.objectId === undefined) {
      const [text = ''] = await this.#lines([object])
      return { data: { 'text/plain': text }, metadata: {} }
    }
    const shown = await this.#call(object.objectId, `function () { return ${DEBUGGEE}.bundle(this) }`, [], true)
    return shown.value as { data: object; metadata: object }
  }

  /** Assigns to a property of a value, or to a name of the notebook. */
  async assign(reference: number, name: string, value: Runtime.RemoteObject): Promise<void> {
    const referred = this.#references.get(reference)
    if (referred === undefined) throw new Error('the program went on: this value is no longer at hand')
    const objectId = referred.of === 'bindings' ? await this.#bindings() : referred.objectId
    await this.#call(objectId, 'function (name, value) { this[name] = value }', [{ value: name }, argument(value)])
  }

  /** Is it a scope of V8's, whose names only V8 can set? */
  isScope(reference: number): boolean {
    return this.#references.get(reference)?.of === 'scope'
  }

  async #propertiesOf(referred: Reference): Promise<Property[]> {
    if (referred.of === 'bindings') return this.#properties(await this.#bindings())
    if (referred.of === 'scope') return this.#properties(referred.objectId)
    const parts = await this.#call(referred.objectId, `function () { return ${DEBUGGEE}.children(this) }`)
    return this.#properties(parts.objectId ?? referred.objectId)
  }

  async #bindings(): Promise<string> {
    const { result } = await this.#inspector.post<{ result: Runtime.RemoteObject }>('Runtime.evaluate', {
      expression: `${DEBUGGEE}.bindings`,
      objectGroup: GROUP,
    })
    return result.objectId as string
  }

  async #properties(objectId: string): Promise<Property[]> {
    // Private members are not in Node's types yet.
    const got = await this.#inspector.post<Runtime.GetPropertiesReturnType & { privateProperties?: Property[] }>(
      'Runtime.getProperties',
      { objectId, ownProperties: true },
    )
    const own = got.result.filter(({ symbol, name }) => symbol === undefined && name !== '__proto__')
    return [...own, ...(got.privateProperties ?? [])]
  }

  /** All of them in one question to the main thread. */
  async #variables(properties: Property[]): Promise<Variable[]> {
    const values = properties.map(({ value }) => value)
    const lines = await this.#lines(values)
    return properties.map(({ name }, i) => {
      const object = values[i]
      const text = object === undefined ? '<accessor>' : (lines[i] as string)
      const reference = object === undefined ? 0 : this.#referTo(object)
      return { name, ...this.#asClientShows(text, object), evaluateName: name, variablesReference: reference }
    })
  }

  #asClientShows(text: string, object: Runtime.RemoteObject | undefined): { value: string; type: string } {
    if (!this.forJupyterLab) return { value: text, type: object ? typeOf(object) : '' }
    switch (object?.type) {
      case 'number':
        return { value: text, type: 'float' }
      case 'boolean':
        return { value: text, type: 'bool' }
      case 'string':
        return { value: object.value as string, type: 'str' }
      default:
        return { value: text, type: text }
    }
  }

  #referTo({ objectId }: Runtime.RemoteObject): number {
    return objectId === undefined ? 0 : this.refer({ of: 'object', objectId })
  }

  async #lines(objects: (Runtime.RemoteObject | undefined)[]): Promise<string[]> {
    const held = objects.filter((object) => object?.objectId !== undefined) as Runtime.RemoteObject[]
    const lines = objects.map((object) => (object === undefined ? '' : primitiveLine(object)))
    const [first] = held
    if (first === undefined) return lines
    let told: string[]
    try {
      const describe = `function (...values) { return ${DEBUGGEE}.describe(values) }`
      const shown = await this.#call(first.objectId as string, describe, held.map(argument), true)
      told = shown.value as string[]
    } catch (error) {
      if (!(error instanceof InspectorError)) throw error
      told = held.map(({ description = '' }) => description)
    }
    let next = 0
    return lines.map((line, i) => (objects[i]?.objectId === undefined ? line : (told[next++] ?? '')))
  }

  async #call(
    objectId: string,
    functionDeclaration: string,
    callArguments: Runtime.CallArgument[] = [],
    returnByValue = false,
  ): Promise<Runtime.RemoteObject> {
    const { result, exceptionDetails } = await this.#inspector.post<Runtime.CallFunctionOnReturnType>(
      'Runtime.callFunctionOn',
      { objectId, functionDeclaration, arguments: callArguments, returnByValue, objectGroup: GROUP, silent: true },
    )
    if (exceptionDetails) throw new Error(exceptionLine(exceptionDetails))
    return result
  }
}

/** The first line of what an evaluation threw. */
export function exceptionLine({ exception, text }: Runtime.ExceptionDetails): string {
  return exception?.description?.split('\n')[0] ?? String(exception?.value ?? text)
}

function argument({ objectId, unserializableValue, value }: Runtime.RemoteObject): Runtime.CallArgument {
  if (objectId !== undefined) return { objectId }
  return unserializableValue === undefined ? { value } : { unserializableValue }
}

/** Of a value that V8 sends as it is. */
function primitiveLine({ type, unserializableValue, value, description }: Runtime.RemoteObject): string {
  if (unserializableValue !== undefined) return unserializableValue
  if (type === 'string') return JSON.stringify(value)
  return type === 'undefined' ? 'undefined' : value === undefined ? (description ?? type) : String(value)
}

function typeOf({ type, subtype, className }: Runtime.RemoteObject): string {
  return type === 'object' ? (className ?? subtype ?? type) : type
}
