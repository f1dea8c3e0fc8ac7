/** Work for the moments when nobody asks: small pieces, one at a time, each after a while of silence. */
export class IdleWork {
  private timer: NodeJS.Timeout | undefined
  private readonly pieces: { silence: number; run(): void }[] = []

  /** Does `run` once nobody has asked for `silence` milliseconds, after what was added before. */
  add(silence: number, run: () => void): void {
    this.pieces.push({ silence, run })
    this.schedule()
  }

  /** Somebody asked: the silence begins anew. */
  touched(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.schedule()
  }

  private schedule(): void {
    const [next] = this.pieces
    if (this.timer || !next) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.pieces.shift()
      try {
        next.run()
      } catch {
        // Nobody asked for it: what fails here is reported when somebody does.
      }
      this.schedule()
    }, next.silence)
  }
}
