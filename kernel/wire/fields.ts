import type { Json } from './message.js'

/** A request whose content is not what the protocol says: answered with an error that names the field. */
export class ContentError extends Error {}

// Clients in Python write an absent value as null.

export function textField(content: Json, name: string, fallback?: string): string {
  const value = content[name] ?? fallback
  if (typeof value === 'string') return value
  throw new ContentError(`${name} must be a string, not ${JSON.stringify(value)}`)
}

export function flagField(content: Json, name: string, fallback: boolean): boolean {
  const value = content[name] ?? fallback
  if (typeof value === 'boolean') return value
  throw new ContentError(`${name} must be true or false, not ${JSON.stringify(value)}`)
}

export function integerField<Fallback>(content: Json, name: string, fallback: Fallback): number | Fallback {
  const value = content[name] ?? undefined
  if (value === undefined) return fallback
  if (Number.isSafeInteger(value)) return value as number
  throw new ContentError(`${name} must be an integer, not ${JSON.stringify(value)}`)
}

export function objectField(content: Json, name: string): Json {
  const value = content[name] ?? {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Json
  throw new ContentError(`${name} must be an object, not ${JSON.stringify(value)}`)
}
