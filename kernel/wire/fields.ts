import type { Json } from './message.js'

/** A request whose content is not what the protocol says: answered with an error that names the field. */
export class ContentError extends Error {}

/** Characters of a wrong value that are quoted. */
const MOST_QUOTED = 200

// Clients in Python write an absent value as null.

export function textField(content: Json, name: string, fallback?: string): string {
  const value = content[name] ?? fallback
  if (typeof value === 'string') return value
  throw new ContentError(`${name} must be a string, not ${shown(value)}`)
}

export function flagField(content: Json, name: string, fallback: boolean): boolean {
  const value = content[name] ?? fallback
  if (typeof value === 'boolean') return value
  throw new ContentError(`${name} must be true or false, not ${shown(value)}`)
}

export function integerField<Fallback>(content: Json, name: string, fallback: Fallback): number | Fallback {
  const value = content[name] ?? undefined
  if (value === undefined) return fallback
  if (Number.isSafeInteger(value)) return value as number
  throw new ContentError(`${name} must be an integer, not ${shown(value)}`)
}

export function objectField(content: Json, name: string): Json {
  const value = content[name] ?? {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Json
  throw new ContentError(`${name} must be an object, not ${shown(value)}`)
}

/** A value as the error quotes it: what was sent may be many megabytes. */
function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'undefined'
  return json.length > MOST_QUOTED ? `${json.slice(0, MOST_QUOTED)}…` : json
}
