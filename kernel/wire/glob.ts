/**
 * SQLite's GLOB, which IPython's history uses: `*` any text, `?` one character, `[…]` a set; the whole input is
 * matched, in linear steps: a pattern of many stars must not stall the wire.
 */
export function globMatcher(pattern: string): (text: string) => boolean {
  const tokens = globTokens(pattern)
  return (text) => {
    const characters = [...text]
    let token = 0
    let at = 0
    let star = -1
    let starAt = 0
    while (at < characters.length) {
      const wanted = tokens[token]
      if (wanted === 'any') {
        star = token++
        starAt = at
      } else if (wanted?.(characters[at] as string)) {
        token++
        at++
      } else if (star >= 0) {
        token = star + 1
        at = ++starAt
      } else {
        return false
      }
    }
    while (tokens[token] === 'any') token++
    return token === tokens.length
  }
}

type GlobToken = 'any' | ((character: string) => boolean)

function globTokens(pattern: string): GlobToken[] {
  const tokens: GlobToken[] = []
  const characters = [...pattern]
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string
    if (character === '*') tokens.push('any')
    else if (character === '?') tokens.push(() => true)
    else if (character === '[') {
      const negated = characters[at + 1] === '^'
      const first = at + (negated ? 2 : 1)
      // A bracket right behind the opening one is a member.
      const end = characters.indexOf(']', first + 1)
      if (end < 0) {
        tokens.push(() => false) // unclosed: matches nothing
        break
      }
      const members = characters.slice(first, end)
      tokens.push((candidate) => inSet(candidate, members) !== negated)
      at = end
    } else tokens.push((candidate) => candidate === character)
  }
  return tokens
}

function inSet(candidate: string, members: readonly string[]): boolean {
  for (let at = 0; at < members.length; at++) {
    const from = members[at] as string
    if (members[at + 1] === '-' && at + 2 < members.length) {
      if (candidate >= from && candidate <= (members[at + 2] as string)) return true
      at += 2
    } else if (candidate === from) return true
  }
  return false
}
