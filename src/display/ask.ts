import { currentHost } from './host.js'

/**
 * Ask the user, and wait: nothing else of the program runs until the answer is there.
 * @param preset what an empty answer stands for
 * Errors: StdinNotImplementedError where the client has no way to ask.
 * @example
 * const name = prompt('Name: ')
 */
export function prompt(text = '', preset = ''): string {
  return currentHost().prompt(String(text), String(preset))
}

/**
 * Ask the user without holding up what else runs. With `password` the answer is not shown.
 * Errors: rejects with StdinNotImplementedError where the client has no way to ask.
 *
 * @example
 * const name = await input('Name: ')
 */
export async function input(text = '', { password = false }: { password?: boolean } = {}): Promise<string> {
  return currentHost().input(String(text), password)
}
