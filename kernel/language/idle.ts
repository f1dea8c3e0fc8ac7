/** Between two pieces, ms: what has arrived meanwhile is read. */
const BREATH = 1

/** Work for the moments when nobody asks: small pieces, one after the other as long as it is quiet. */
export class IdleWork {
  private timer: NodeJS.Timeout | undefined
  private asked = Number.NEGATIVE_INFINITY
  private readonly pieces: { silence: number; run(): void }[] = []

  /** Does `run` once nobody has asked for `silence` milliseconds, after what was added before. */
  add(silence: number, run: () => void): void {
    this.pieces.push({ silence, run })
    this.schedule()
  }

  /** Somebody asked: the silence begins anew. */
  touched(): void {
    this.asked = performance.now()
    clearTimeout(this.timer)
    this.timer = undefined
    this.schedule()
  }

  private schedule(): void {
    const [next] = this.pieces
    if (this.timer || !next) return
    const left = this.asked + next.silence - performance.now()
    this.timer = setTimeout(
      () => {
        this.timer = undefined
        this.pieces.shift()
        try {
          next.run()
        } catch {
          // Nobody asked for it: what fails here is reported when somebody does.
        }
        this.schedule()
      },
      Math.max(BREATH, left),
    )
  }
}
