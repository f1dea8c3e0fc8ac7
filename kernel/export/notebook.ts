import { readFileSync } from 'node:fs'

/** A code cell as the exporter sees it. */
export interface ExportCell {
  /** Counted from 1 over all cells of the notebook, as its reader counts. */
  number: number
  /** Without the lines of its directives, which are left empty so that line numbers stay. */
  code: string
  /** `//| default_exp name` → `default_exp` and `name`. */
  directives: ReadonlyMap<string, string>
}

/**
 * The code cells of a notebook file.
 * Errors: what the file system says; SyntaxError if the file is no notebook.
 */
export function readCells(path: string): ExportCell[] {
  const text = readFileSync(path, 'utf8')
  let cells: unknown
  try {
    cells = (JSON.parse(text) as { cells?: unknown } | null)?.cells
  } catch (error) {
    throw new SyntaxError(`${path} is no notebook: ${(error as Error).message}`)
  }
  if (!Array.isArray(cells)) throw new SyntaxError(`${path} is no notebook of format 4: it has no cells`)
  return cells.flatMap((cell, i) => {
    const { cell_type, source } = (cell ?? {}) as { cell_type?: unknown; source?: unknown }
    if (cell_type !== 'code') return []
    return [{ number: i + 1, ...readDirectives(Array.isArray(source) ? source.join('') : String(source ?? '')) }]
  })
}

/** Directives are the comment lines `//| …` that a cell begins with (https://nbdev.fast.ai/explanations/directives.html). */
export function readDirectives(code: string): Pick<ExportCell, 'code' | 'directives'> {
  const lines = code.split(/\r?\n/)
  const directives = new Map<string, string>()
  for (let i = 0; i < lines.length; i++) {
    const match = /^\s*\/\/\s*\|\s*([\w-]+)\s*:?\s*(.*?)\s*$/.exec(lines[i] as string)
    if (!match && lines[i]?.trim() !== '') break
    if (!match) continue
    directives.set(match[1] as string, match[2] as string)
    lines[i] = ''
  }
  return { code: lines.join('\n'), directives }
}

/** `export` and `exports` put a cell into the module, `exporti` as well, but its names stay inside. */
export const isExported = ({ directives }: ExportCell): boolean =>
  directives.has('export') || directives.has('exports') || directives.has('exporti')

export const isInternal = ({ directives }: ExportCell): boolean => directives.has('exporti')
