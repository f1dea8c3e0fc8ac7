import { statSync } from 'node:fs'
import ts from 'typescript'
import { magicDeclarations } from '../magics/index.js'
import type { RoomConfig } from './config.js'
import { compiler, type InternalSourceFile } from './internals.js'

/** Ambient for every cell: what rewritten magics call. A file that is nowhere. */
export const MAGICS = { name: '/__magics.d.ts', text: magicDeclarations }

/** The folder of the package's declarations. */
export function runtimeFolder({ runtime }: RoomConfig): string {
  return `${compiler.getDirectoryPath(runtime)}/`
}

/** A module of the user's, which may change while the kernel runs. */
export function isLocal(fileName: string): boolean {
  return !fileName.includes('/node_modules/') && !/\.d\.[cm]?ts$/.test(fileName)
}

/** The parsed files of a program: libraries for good, the user's until they change. */
export class SourceFiles {
  private readonly parsed = new Map<string, { file: InternalSourceFile; stamp: string }>()
  private readonly runtime: string

  constructor(private readonly config: RoomConfig) {
    this.runtime = runtimeFolder(config)
  }

  get(name: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): InternalSourceFile | undefined {
    const known = this.parsed.get(name)
    if (known) return known.file
    const text = name === MAGICS.name ? MAGICS.text : ts.sys.readFile(name)
    if (text === undefined) return undefined
    const ours = name.startsWith(this.runtime)
    const fixed = ours || name === MAGICS.name || name.includes('/node_modules/') || name.startsWith(this.config.libDir)
    // Documentation of libraries is a third of their memory; `docs.ts` reads it again when it is asked for.
    const jsDocParsingMode = fixed && !ours ? ts.JSDocParsingMode.ParseNone : ts.JSDocParsingMode.ParseAll
    const settings = typeof options === 'object' ? options : { languageVersion: options }
    const file = ts.createSourceFile(name, text, { ...settings, jsDocParsingMode }, false) as InternalSourceFile
    file.version = '1'
    this.parsed.set(name, { file, stamp: fixed ? '' : stampOf(name) })
    return file
  }

  /** Forgets the user's files: what their imports are depends on options. */
  dropLocal(): void {
    for (const [name, { stamp }] of this.parsed) if (stamp !== '') this.parsed.delete(name)
  }

  /** Forgets files that changed on disk. Were there any? */
  dropChanged(): boolean {
    let changed = false
    for (const [name, { stamp }] of this.parsed) {
      if (stamp === '' || stamp === stampOf(name)) continue
      this.parsed.delete(name)
      changed = true
    }
    return changed
  }
}

/** Changes whenever the file does. */
export function stampOf(fileName: string): string {
  const stat = statSync(fileName, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs} ${stat.size}` : 'gone'
}
