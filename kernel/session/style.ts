/** Colours of tracebacks: ANSI sequences, which front ends draw. */
const styled =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`

export const bold = styled(1, 22)
export const dim = styled(2, 22)
export const red = styled(31, 39)
export const green = styled(32, 39)
export const cyan = styled(36, 39)
