/**
 * The name of a cell's script in stack traces and in the debugger. Neither a path nor a URL: then `import()` starts from
 * the working directory.
 */
export function scriptName(serial: number): string {
  return `cell-${serial}`
}

/** The cell of a script's name. */
export function serialOf(script: string): number | undefined {
  const match = /^cell-(\d+)$/.exec(script)
  return match ? Number(match[1]) : undefined
}
