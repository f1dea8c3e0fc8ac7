const COMMENT = /\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*$/

/** The source map at the end of compiled JavaScript, parsed from JSON; undefined where there is none. */
export function inlineMap(js: string): unknown {
  const encoded = COMMENT.exec(js)?.[1]
  return encoded === undefined ? undefined : JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
}
