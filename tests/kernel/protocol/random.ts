import { randomNumbers } from '../../native/support.js'

/** Choices for fuzzers: the same ones for the same seed. */
export class Chooser {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = randomNumbers(seed)
  }

  /** A whole number below `n`. */
  below(n: number): number {
    return Math.floor(this.#next() * n)
  }

  /** It happens with this probability. */
  happens(probability: number): boolean {
    return this.#next() < probability
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T
  }
}
