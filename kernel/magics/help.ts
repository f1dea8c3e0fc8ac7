import type { Magic } from './magic.js'

/** What `%name?` shows, made from what the magic declares. */
export function helpText(magic: Magic): string {
  const options = Object.entries(magic.options).map(
    ([name, { value, help }]) => [`-${name}${value ? ` ${value}` : ''}`, help] as const,
  )
  const width = Math.max(0, ...options.map(([option]) => option.length))
  return [
    ...magic.usage,
    '',
    magic.summary,
    ...(options.length > 0
      ? ['', 'Options:', ...options.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`)]
      : []),
    '',
    'Examples:',
    ...magic.examples.map((line) => `  ${line}`),
    '',
  ].join('\n')
}
