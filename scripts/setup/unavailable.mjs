/** Thrown by a step that this machine cannot do and that tsgrad can live without. */
export class Unavailable extends Error {
  /**
   * @param {string} short    for the step's line
   * @param {string} message  for the user, once: what it means and the one command that changes it. Empty: nothing to say
   */
  constructor(short, message) {
    super(message)
    this.short = short
  }
}
