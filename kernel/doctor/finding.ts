/** One thing that `tsgrad doctor` looked at. */
export interface Finding {
  name: string
  /** `warning`: works, and could be better. `missing`: something that tsgrad is for does not work. */
  status: 'ok' | 'warning' | 'missing'
  text: string
  /** What to do about it. */
  advice?: string
}

/** What to run for a fresh build of this package. */
export const rebuild = 'npm run setup'
