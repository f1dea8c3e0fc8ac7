/**
 * Globals of the session that converted code calls, so that an interrupted cell goes no further:
 * `await e` becomes `resume(await wait(e))`, `for await (x of e)` becomes `for await (x of each(e))`.
 */
export const awaits = { wait: '__wait', resume: '__resume', each: '__each' } as const
