import { sessionAddon } from '../session_addon.js'
import { type Finding, rebuild } from './finding.js'

/** How far the stop button reaches. */
export function interruptsFinding(): Finding {
  const name = 'interrupts'
  if (sessionAddon()) return { name, status: 'ok', text: 'whatever a cell runs can be stopped' }
  return {
    name,
    status: 'warning',
    text: `native/session is not built for Node ${process.version}: only synchronous code of a cell can be stopped`,
    advice: `${rebuild} -- session`,
  }
}
