import type { Chooser } from './random.js'

/** Cells of every kind. None harms the machine however it is cut up: no path, no package, no large number. */
const CORPUS = [
  'const a = 1, b = [1, 2, 3]; b.map((x) => x + a)',
  'function fact(n: number): number { return n <= 1 ? 1 : n * fact(n - 1) }\nfact(10)',
  'class Point<T extends number> { constructor(readonly x: T, public y = 2) {} get sum() { return this.x + this.y } }\nnew Point(1).sum',
  'enum Colour { Red = 1, Green, Blue = "b" }\nColour.Red',
  'interface Named { name: string; age?: number }\ntype Key = keyof Named\nconst who: Named = { name: "Ada" }; who',
  'for (let i = 0; i < 5; i++) { console.log("line", i); if (i === 3) break }',
  'await new Promise((resolve) => setTimeout(resolve, 1)); "later"',
  'async function* gen() { yield 1; yield 2 }\nfor await (const x of gen()) console.log(x)',
  'try { throw new TypeError("boom", { cause: new Error("why") }) } catch (e) { console.error(e) } finally { 1 }',
  'throw new AggregateError([new Error("a"), 2], "many")',
  'setTimeout(() => console.log("late"), 5); setTimeout(() => { throw new Error("late") }, 6)',
  'void Promise.reject(new Error("nobody caught me"))',
  'const t = tensor([[1, 2], [3, 4]]); t.matmul(t).sum().item()',
  'const w = randn(3, 2, { requiresGrad: true }); w.mul(2).sum().backward(); w.grad',
  'const m = new nn.Linear(4, 2); m.call(randn(3, 4)).shape',
  'display("text"); display({ "text/html": "<b>bold</b>" }); const d = display("one"); d.update("two"); clearOutput()',
  'console.table([{ a: 1, b: "x" }, { a: 2, b: "y" }])',
  'import { readFileSync } from "node:fs"\nimport * as os from "node:os"\ntypeof readFileSync + os.EOL',
  'const { join } = await import("node:path"); join("a", "b")',
  'export const shared = 5; export default function named() { return shared }',
  'const re = /a(?<name>b+)c/gu; "abbc".replace(re, "[$1]")',
  `const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join("|") + v.length\ntag\`a\${1}b\${2}\``,
  'let x: string | undefined; x ??= "y"; x?.length!',
  'function dec<T>(value: T, _context: unknown): T { return value }\nclass Decorated { @dec method() { return 1 } }\nnew Decorated().method()',
  '{ using r = { [Symbol.dispose]() { console.log("gone") } }; console.log(typeof r) }',
  'const big = 12345678901234567890n ** 2n; big',
  'const o: any = {}; o.self = o; o.get = Object.defineProperty({}, "x", { get() { throw 1 }, enumerable: true }); o',
  'new Proxy({}, { get() { throw new Error("trap") }, ownKeys() { throw new Error("trap") } })',
  'const s = Symbol("s"); [s, new Map([[1, new Set([2])]]), new Date(0), null, undefined, NaN, -0]',
  'label: for (const i of [1, 2]) { for (const j of [1, 2]) { if (j === 2) continue label; console.log(i, j) } }',
  'process.stdout.write("raw"); process.stderr.write("err")',
  'process.exit(3)',
  'queueMicrotask(() => { throw new Error("micro") })',
  'new Error("shown").stack!.length > 0',
  '%time 1 + 1',
  '%%time\nlet sum = 0; for (let i = 0; i < 1000; i++) sum += i\nsum',
  '%timeit -n 5 -r 2 1 + 1',
  '%who',
  '%whos',
  '%lsmagic',
  '%env NOBODY_KNOWS_THIS=1',
  '%%capture out\nconsole.log("captured")',
  '!echo hello',
  '%%bash\necho one\necho two',
  '%history -n 3',
  '%pwd',
  'Math.max?',
  'fact??',
  'prompt("name? ")',
  'const c = new Comm("target", { data: { a: 1 } }); c.send({ b: 2 }); c.close()',
] as const

const TOKEN = /\s+|[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|"[^"\n]*"|=>|[^\s]/gu
const INSERTED = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '`',
    '"',
    "'",
    '${',
    '/*',
    '*/',
    '//',
    '/',
    '\\',
    ';',
    ',',
    '...',
    '=>',
    '?.',
    '!',
    '@',
    '#',
  ],
  ...[
    'await',
    'async',
    'yield',
    'return',
    'break',
    'import',
    'export',
    'default',
    'class',
    'extends',
    'super',
    'this',
    'new',
    'enum',
  ],
  ...[
    'let',
    'const',
    'var',
    'type',
    'declare',
    'namespace N {}',
    'static',
    'get',
    'of',
    'in',
    'using',
    'as const',
    'satisfies',
    '<T>',
  ],
  ...[
    '😀',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u0000',
    '\ud800',
    '\u202e',
    'é',
    '漢字',
    '\r',
    '\r\n',
    '\t',
    '\u00a0',
    '\\u0061',
    '#!',
  ],
  ...[
    '0',
    '-1',
    '0.5',
    'NaN',
    '1e308',
    '1n',
    'undefined',
    'null',
    '__wait',
    '__resume',
    'exports',
    'module',
    'tsLastExpr',
    '__proto__',
  ],
  ...[
    '%',
    '%%',
    '!',
    '?',
    '??',
    '%time',
    '%%time',
    '%timeit -n x',
    '%nobody',
    '%%nobody',
    '%%capture',
    '%env',
    '%history -x',
    '%who 1',
  ],
] as const

/** A cell of the corpus after one to four mutations. */
export function mutatedCell(chooser: Chooser): string {
  let code: string = chooser.pick(CORPUS)
  for (let left = 1 + chooser.below(4); left > 0; left--) code = mutate(code, chooser)
  return code
}

function mutate(code: string, chooser: Chooser): string {
  const tokens = code.match(TOKEN) ?? ['']
  const at = chooser.below(tokens.length)
  const other = chooser.below(tokens.length)
  const way = chooser.below(100)
  if (way < 25) tokens.splice(at, 1)
  else if (way < 40) tokens.splice(at, 0, tokens[at]!)
  else if (way < 55) [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!]
  else if (way < 80) tokens.splice(at, 0, chooser.pick(INSERTED))
  else if (way < 87) return `${code}${chooser.pick(['\n', ';', ' ', ''])}${chooser.pick(CORPUS)}`
  else if (way < 91) return `${chooser.pick(INSERTED)}\n${code}`
  else if (way < 94) return code.slice(0, chooser.below(code.length + 1))
  else if (way < 96) tokens.splice(at, 0, chooser.pick(['(', '[', '{', 'a.', '!']).repeat(chooser.pick([50, 3000])))
  else if (way < 98) tokens.splice(at, 0, `/* ${'long '.repeat(40_000)} */`)
  else tokens.splice(at, 0, `"${'x'.repeat(200_000)}"`)
  return tokens.join('')
}
