/** Where the language room finds what it reads. Absolute paths, because its bundle lies elsewhere. */
export interface RoomConfig {
  /** The folder of the package. */
  root: string
  /** TypeScript's own `lib.*.d.ts`. */
  libDir: string
  /** The declarations of the package itself: what `import … from 'tsgrad'` means and what every cell has in scope. */
  runtime: string
  /** The folder of `@types/node`. */
  nodeTypes: string
}

/** The name under which a cell imports the package. */
export const PACKAGE = 'tsgrad'
