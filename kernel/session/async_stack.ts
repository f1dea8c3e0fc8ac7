import { AsyncResource } from 'node:async_hooks'
import type { Runtime, Session } from 'node:inspector'
import { createRequire } from 'node:module'

/** Node's own arrays of asynchronous ids and their indices, as native/session repairs them. */
export interface AsyncStack {
  hookFields: Uint32Array
  idFields: Float64Array
  resources: unknown[]
  check: number
  stackLength: number
  executionId: number
  triggerId: number
}

interface AsyncWrap {
  async_hook_fields: Uint32Array
  async_id_fields: Float64Array
  execution_async_resources: unknown[]
  constants: Record<'kCheck' | 'kStackLength' | 'kExecutionAsyncId' | 'kTriggerAsyncId', number>
}

/** undefined: this Node does not show them. */
export function asyncStackOfNode(): AsyncStack | undefined {
  const wrap = boundAsyncWrap() ?? inspectedAsyncWrap()
  if (!wrap) return undefined
  const { async_hook_fields, async_id_fields, execution_async_resources, constants } = wrap
  return {
    hookFields: async_hook_fields,
    idFields: async_id_fields,
    resources: execution_async_resources,
    check: constants.kCheck,
    stackLength: constants.kStackLength,
    executionId: constants.kExecutionAsyncId,
    triggerId: constants.kTriggerAsyncId,
  }
}

/** Up to Node 22. */
function boundAsyncWrap(): AsyncWrap | undefined {
  const { noDeprecation } = process
  process.noDeprecation = true
  try {
    return (process as unknown as { binding(name: string): AsyncWrap }).binding('async_wrap')
  } catch {
    return undefined
  } finally {
    process.noDeprecation = noDeprecation ?? false
  }
}

/** Later ones: through the inspector, out of the closures of Node's own functions. Takes 15 to 25 ms. */
function inspectedAsyncWrap(): AsyncWrap | undefined {
  let session: Session | undefined
  try {
    const { Session: Inspector } = createRequire(import.meta.url)('node:inspector') as typeof import('node:inspector')
    session = new Inspector()
    session.connect()
    const closures = new Closures(session)
    const emitBefore = closures.variable(closures.reference(AsyncResource.prototype.runInAsyncScope), 'emitBefore')
    const wrap = emitBefore === undefined ? undefined : closures.variable(emitBefore, 'async_wrap')
    return wrap === undefined ? undefined : (closures.value(wrap) as AsyncWrap)
  } catch {
    return undefined // a Node without inspector, or another one inside
  } finally {
    session?.disconnect()
  }
}

const SHARED = Symbol.for('tsgrad.session.shared')

/** Variables that functions close over, as the inspector tells them. A session of the same thread answers at once. */
class Closures {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  reference(value: unknown): string {
    const holder = globalThis as { [SHARED]?: unknown }
    holder[SHARED] = value
    const { result } = this.#ask<Runtime.EvaluateReturnType>('Runtime.evaluate', { expression: EXPRESSION })
    delete holder[SHARED]
    return String(result.objectId)
  }

  value(objectId: string): unknown {
    const holder = globalThis as { [SHARED]?: unknown }
    this.#ask('Runtime.callFunctionOn', { objectId, functionDeclaration: `function () { ${EXPRESSION} = this }` })
    const value = holder[SHARED]
    delete holder[SHARED]
    return value
  }

  variable(functionId: string, name: string): string | undefined {
    const scopes = this.#properties(functionId).internalProperties?.find((property) => property.name === '[[Scopes]]')
    for (const { value: scope } of this.#properties(scopes?.value?.objectId).result) {
      if (!scope?.objectId || scope.description === 'Global') continue
      const found = this.#properties(scope.objectId).result.find((property) => property.name === name)
      if (found?.value?.objectId) return found.value.objectId
    }
    return undefined
  }

  #properties(objectId: string | undefined): Runtime.GetPropertiesReturnType {
    return this.#ask('Runtime.getProperties', { objectId, ownProperties: true })
  }

  #ask<T>(method: string, parameters: object): T {
    let answer: T | undefined
    this.#session.post(method, parameters, (error, result) => {
      if (error) throw error
      answer = result as T
    })
    if (answer === undefined) throw new Error(`${method} was not answered at once`)
    return answer
  }
}

const EXPRESSION = `globalThis[Symbol.for('${SHARED.description}')]`
