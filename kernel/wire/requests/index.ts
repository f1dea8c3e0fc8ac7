import { comm_close, comm_msg, comm_open } from './comm.js'
import { comm_info_request } from './comm_info.js'
import { complete_request } from './complete.js'
import { connect_request } from './connect.js'
import { debug_request } from './debug.js'
import { execute_request } from './execute.js'
import type { RequestHandler } from './handler.js'
import { history_request } from './history.js'
import { inspect_request } from './inspect.js'
import { interrupt_request } from './interrupt.js'
import { is_complete_request } from './is_complete.js'
import { kernel_info_request } from './kernel_info.js'
import { shutdown_request } from './shutdown.js'

/** Every request that is answered, by its message type, on shell and on control. */
export const HANDLERS: ReadonlyMap<string, RequestHandler> = new Map(
  Object.entries({
    comm_close,
    comm_info_request,
    comm_msg,
    comm_open,
    complete_request,
    connect_request,
    debug_request,
    execute_request,
    history_request,
    inspect_request,
    interrupt_request,
    is_complete_request,
    kernel_info_request,
    shutdown_request,
  }),
)
