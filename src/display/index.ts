/** What a cell calls to talk to Jupyter. Outside a kernel it prints to, and reads from, the terminal. */
export { input, prompt } from './ask.js'
export type { Displayable, MimeBundle } from './bundle.js'
export { Comm, type CommMessage, type CommOptions } from './comm.js'
export { clearOutput, type DisplayHandle, type DisplayOptions, display } from './display.js'
export { type ImageFormat, type ImageOptions, image } from './image.js'
export { type ProgressOptions, progress } from './progress.js'
export { html, javascript, json, latex, markdown, md, Rich, type RichTag, svg } from './rich.js'
export { type TableOptions, table } from './table.js'
