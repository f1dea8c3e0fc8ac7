/** Code that an interrupt must stop, in every phase that JavaScript knows; reference: the phases of Node's event loop. */

export interface Case {
  name: string
  code: string
  /** ms from the first line of the cell to the interrupt. */
  wait?: number
  /** The cell ends by itself; what it left running is interrupted at idle. */
  idle?: boolean
  /** It prints without end. */
  prints?: boolean
  /** One builtin of V8's that takes long: answered when V8 looks, ms. */
  within?: number
  /** Twice within a few ms. */
  twice?: boolean
}

const LOOP = 'for (;;) { turns++ }'
const FOREVER = 'await new Promise(() => {})'

/** A module of WebAssembly whose function `f` is a loop. */
const WASM =
  '(new (globalThis as any).WebAssembly.Instance(new (globalThis as any).WebAssembly.Module(Uint8Array.from([' +
  '0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11' +
  ']))).exports as any)'

/** Run before each: what the cases use. */
export const PRELUDE = 'declare let turns: number'

export const CASES: Case[] = [
  { name: 'sync loop', code: LOOP },
  {
    name: 'sync loop that catches everything',
    code: `for (;;) { try { for (;;) { try { ${LOOP} } catch {} finally { for (;;) { turns = 1 } } } } catch {} finally { continue } }`,
  },
  { name: 'deep recursion', code: '(function f(d: number): void { if (d > 5000) return; f(d + 1); f(d + 1) })(0)' },
  { name: 'generator', code: 'function* g() { let i = 0; for (;;) yield i++ } for (const v of g()) turns = v' },
  { name: 'proxy trap', code: 'const p: any = new Proxy({}, { get() { for (;;); } }); p.a' },
  { name: 'print flood', code: 'for (let i = 0; ; i++) console.log(i)', prints: true },
  { name: 'making promises', code: 'for (;;) { (async () => { turns = 1 })(); new Promise(() => {}).then(() => 1) }' },
  { name: 'promise executor', code: `await new Promise(() => { ${LOOP} })` },
  { name: 'after await null', code: `await null; ${LOOP}` },
  {
    name: 'after await null, catching everything',
    code: `await null; for (;;) { try { ${LOOP} } catch {} finally { continue } }`,
  },
  {
    name: 'a flood of events after an await',
    code: "import { EventEmitter } from 'node:events'\nawait null; const flood = new EventEmitter(); let n = 0; flood.on('x', () => n++); for (;;) { flood.emit('x'); turns++ }",
  },
  {
    name: 'a slow listener after an await, again and again',
    code: "import { EventEmitter } from 'node:events'\nawait null; const slow = new EventEmitter(); slow.on('x', () => { for (let i = 0; i < 1e9; i++) turns = i }); for (;;) { try { slow.emit('x') } catch {} finally { turns++ } }",
  },
  { name: 'after a timer', code: `await new Promise((r) => setTimeout(r, 20)); ${LOOP}` },
  {
    name: 'after a promise of fs',
    code: `await import('node:fs/promises').then((fs) => fs.readFile('/proc/self/stat')); ${LOOP}`,
  },
  {
    name: 'in nested async functions',
    code: `const f = async () => { await null; await new Promise((r) => setImmediate(r)); ${LOOP} }; await Promise.all([f(), f()])`,
  },
  { name: 'then-callback', code: `Promise.resolve().then(() => { ${LOOP} }); 1` },
  { name: 'microtask flood, at idle', code: 'const f = (): unknown => Promise.resolve().then(f); f(); 1', idle: true },
  { name: 'microtask flood, awaited', code: 'const f = (): unknown => Promise.resolve().then(f); await f()' },
  { name: 'await flood', code: 'for (;;) await null' },
  { name: 'await flood, catching everything', code: 'for (;;) { try { await null } catch {} }' },
  { name: 'queueMicrotask flood', code: `const f = () => queueMicrotask(f); f(); ${FOREVER}` },
  { name: 'nextTick flood', code: `const f = () => process.nextTick(f); f(); ${FOREVER}` },
  {
    name: 'setImmediate flood that prints',
    code: `const f = () => { console.log('tick'); setImmediate(f) }; f(); ${FOREVER}`,
    prints: true,
  },
  { name: 'loop in setTimeout', code: `setTimeout(() => { ${LOOP} }, 10); ${FOREVER}` },
  { name: 'loop in setImmediate', code: `setImmediate(() => { ${LOOP} }); ${FOREVER}` },
  { name: 'loop in nextTick', code: `process.nextTick(() => { ${LOOP} }); ${FOREVER}` },
  {
    name: 'loop in a then-callback in a timer',
    code: `setTimeout(() => Promise.resolve().then(() => { ${LOOP} }), 5); ${FOREVER}`,
  },
  { name: 'loop in an interval, at idle', code: `setInterval(() => { ${LOOP} }, 60); 1`, idle: true, wait: 150 },
  {
    name: 'loop in a listener, from I/O',
    code: `import { createReadStream } from 'node:fs'\ncreateReadStream('/proc/self/stat').on('data', () => { ${LOOP} }); ${FOREVER}`,
  },
  {
    name: 'loop in a raw callback of fs',
    code: `import { readFile } from 'node:fs'\nreadFile('/proc/self/stat', () => { ${LOOP} }); ${FOREVER}`,
  },
  {
    name: 'loop in a handler of http',
    code: `import { createServer, get } from 'node:http'\nconst server = createServer(() => { ${LOOP} }).listen(0, () => get({ port: (server.address() as { port: number }).port }).on('error', () => {})); ${FOREVER}`,
    wait: 150,
  },
  {
    name: 'loop in onmessage of a port',
    code: `const { port1, port2 } = new MessageChannel(); (port1 as any).onmessage = () => { ${LOOP} }; port2.postMessage(1); ${FOREVER}`,
  },
  {
    name: 'loop in a listener of AbortSignal',
    code: `AbortSignal.timeout(5).addEventListener('abort', () => { ${LOOP} }); await new Promise((r) => setTimeout(r, 1e6))`,
  },
  { name: 'awaited thenable', code: `await ({ then() { ${LOOP} } } as any)` },
  { name: 'never settles', code: FOREVER },
  {
    name: 'async loop over timers',
    code: 'for (let i = 0; ; i++) { await new Promise((r) => setTimeout(r, 3)); console.log(i) }',
    prints: true,
  },
  {
    name: 'async loop over timers, catching everything',
    code: "for (let i = 0; ; i++) { try { await new Promise((r) => setTimeout(r, 3)); console.log(i) } catch {} finally { console.log('fin') } }",
    prints: true,
  },
  {
    name: 'timers/promises',
    code: "import { setTimeout as pause } from 'node:timers/promises'\nfor (;;) { await pause(3); console.log('x') }",
    prints: true,
  },
  {
    name: 'async generator over timers',
    code: 'async function* g() { let i = 0; for (;;) { await new Promise((r) => setTimeout(r, 3)); yield i++ } } for await (const v of g()) console.log(v)',
    prints: true,
  },
  {
    name: 'async generator without timers',
    code: 'async function* g() { let i = 0; for (;;) yield i++ } for await (const v of g()) turns = v',
  },
  {
    name: 'for await over a stream',
    code: "import { Readable } from 'node:stream'\nlet i = 0; const s = new Readable({ objectMode: true, read() { setTimeout(() => this.push(i++), 1) } }); for await (const v of s) console.log(v)",
    prints: true,
  },
  { name: 'an interval that prints', code: `setInterval(() => console.log('late'), 3); ${FOREVER}`, prints: true },
  {
    name: 'a child process that prints',
    code: `import { spawn } from 'node:child_process'\nconst c = spawn('sh', ['-c', 'while :; do echo y; sleep 0.01; done']); c.stdout.on('data', (d) => console.log(String(d))); ${FOREVER}`,
    prints: true,
    wait: 100,
  },
  {
    name: 'a thread that prints',
    code: `import { Worker } from 'node:worker_threads'\nnew Worker('setInterval(() => console.log("y"), 5)', { eval: true }); ${FOREVER}`,
    prints: true,
    wait: 200,
  },
  { name: 'regular expression', code: "/^(a+)+$/.test('a'.repeat(40) + 'b')" },
  { name: 'regular expression after an await', code: "await null; /^(a+)+$/.test('a'.repeat(40) + 'b')" },
  { name: 'Atomics.wait', code: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)' },
  {
    name: 'Atomics.wait after an await',
    code: 'await null; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  },
  { name: 'new Function', code: "await null; new Function('for (;;);')()" },
  {
    name: 'in an AsyncLocalStorage of the user',
    code: `import { AsyncLocalStorage } from 'node:async_hooks'\nconst als = new AsyncLocalStorage<number>(); await null; als.run(1, () => { ${LOOP} })`,
  },
  {
    name: 'in an AsyncResource',
    code: `import { AsyncResource } from 'node:async_hooks'\nawait null; new AsyncResource('X').runInAsyncScope(() => { ${LOOP} })`,
  },
  { name: 'a slow display', code: "({ [Symbol.for('Jupyter.display')]() { for (;;); } })" },
  { name: 'a slow getter of a thrown value', code: 'throw { get name() { for (;;); } }' },
  {
    name: 'printing of what prints itself',
    code: "console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } })",
  },
  { name: 'toString of what is printed', code: 'console.log(String({ toString() { for (;;); } }))' },
  { name: 'toJSON', code: 'await null; JSON.stringify({ toJSON() { for (;;); } })' },
  { name: 'a comparator that loops', code: 'await null; [3, 2, 1].sort(() => { for (;;); })' },
  { name: 'WebAssembly', code: `${WASM}.f()` },
  { name: 'WebAssembly after an await', code: `await null; ${WASM}.f()` },
  { name: 'a context of vm', code: "import { runInNewContext } from 'node:vm'\nrunInNewContext('for (;;);')" },
  {
    name: 'a context of vm with breakOnSigint, after an await',
    code: "import { runInNewContext } from 'node:vm'\nawait null; runInNewContext('for (;;);', {}, { breakOnSigint: true })",
  },
  {
    name: 'a listener for SIGINT',
    // Each round leaves one behind: without the limit Node warns of the eleventh.
    code: `process.setMaxListeners(0); process.once('SIGINT', () => { ${LOOP} }); ${FOREVER}`,
  },
  {
    name: 'a thread that loops, awaited',
    code: "import { Worker } from 'node:worker_threads'\nawait new Promise((r) => new Worker('for (;;);', { eval: true }).on('exit', r))",
    wait: 200,
  },
  {
    name: 'for await over a stream of the web',
    code: 'for await (const v of new ReadableStream({ pull(c) { c.enqueue(1) } }) as any) turns = v',
  },
  {
    name: 'loop in a listener of an EventTarget',
    code: "await null; const target = new EventTarget(); target.addEventListener('x', () => { for (;;); }); target.dispatchEvent(new Event('x'))",
  },
  {
    name: 'two ports that answer each other',
    code: `const { port1, port2 } = new MessageChannel(); for (const p of [port1, port2]) (p as any).onmessage = (e: any) => p.postMessage(e.data + 1); port1.postMessage(0); ${FOREVER}`,
  },
  {
    name: 'return of an async iterator that loops',
    code: 'const it = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: 1 }), return: async () => { for (;;); } }) }; for await (const _ of it as any) break',
  },
  { name: 'a class that loops while it is made', code: 'class A { static { for (;;); } }' },
  {
    name: 'calls of zlib',
    code: "import { gzipSync } from 'node:zlib'\nconst data = Buffer.alloc(1e6); for (;;) gzipSync(data)",
  },
  { name: 'power of a BigInt', code: '(3n ** 20000000n).toString()', wait: 200, within: 1000 },
  {
    name: 'power of a BigInt after an await',
    code: 'await null; (3n ** 20000000n).toString()',
    wait: 200,
    within: 1000,
  },
  {
    name: 'sort with a comparator',
    code: 'Array.from({ length: 3e6 }, (_, i) => (i * 7919) % 1000003).sort((x, y) => x - y)',
    wait: 600,
    within: 3000,
  },
  { name: 'two interrupts, sync', code: LOOP, twice: true },
  { name: 'two interrupts, after an await', code: `await null; ${LOOP}`, twice: true },
  {
    name: "execSync('sleep 10')",
    code: "import { execSync } from 'node:child_process'\nexecSync('sleep 10', { stdio: 'ignore' })",
    wait: 150,
    within: 500,
  },
  {
    name: "execSync('sleep 10') after an await",
    code: "import { execSync } from 'node:child_process'\nawait null; execSync('sleep 10', { stdio: 'ignore' })",
    wait: 150,
    within: 500,
  },
]
