import { RuntimeError } from '../errors.js'

/** How tensors print, as in `torch.set_printoptions`. */
export interface PrintOptions {
  /** Digits after the point. */
  precision: number
  /** More elements than this are summarised. */
  threshold: number
  /** Elements shown at either end of a summarised dimension. */
  edgeitems: number
  /** Characters in a line. */
  linewidth: number
  /** Scientific notation: always, never, or (null) where the values ask for it. */
  sciMode: boolean | null
}

const profiles: Record<'default' | 'short' | 'full', Omit<PrintOptions, 'sciMode'>> = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80 },
  full: { precision: 4, threshold: Infinity, edgeitems: 3, linewidth: 80 },
}

/** The options in force. */
export const printOptions: PrintOptions = { ...profiles.default, sciMode: null }

/**
 * Sets how tensors print. A profile is taken first, then what is given beside it. As in PyTorch, `sciMode` goes back
 * to automatic unless it is given each time.
 *
 * @see torch.set_printoptions
 * @example
 * setPrintoptions({ precision: 2 })
 * const text = String(tensor([1.23456]))
 * setPrintoptions({ profile: 'default' })
 * text
 * // 'tensor([1.23])'
 */
export function setPrintoptions(options: Partial<PrintOptions> & { profile?: keyof typeof profiles } = {}): void {
  const { profile, sciMode, ...numbers } = options
  if (profile !== undefined && !Object.hasOwn(profiles, profile))
    throw new RuntimeError(`unknown print profile '${profile}': expected ${Object.keys(profiles).join(', ')}`)
  for (const [name, value] of Object.entries(numbers))
    if (value !== undefined && (typeof value !== 'number' || !(value >= 0)))
      throw new TypeError(`${name} must be a number that is not negative, but got ${value}`)
  if (profile !== undefined) Object.assign(printOptions, profiles[profile])
  for (const [name, value] of Object.entries(numbers))
    if (value !== undefined) Object.assign(printOptions, { [name]: value })
  printOptions.sciMode = sciMode ?? null
}
