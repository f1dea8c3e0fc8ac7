import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { completeMagic, magicDeclarations, rewriteMagics } from '../../../kernel/magics/index.js'

function rewritten(code: string): string {
  const made = rewriteMagics(code)
  if ('error' in made) throw new Error(made.error)
  return made.code
}

function refused(code: string): string {
  const made = rewriteMagics(code)
  return 'error' in made ? made.error : `not refused: ${made.code}`
}

describe('no magic is', () => {
  it.each([
    ['a remainder', '17 % 5'],
    ['a line that continues an expression', '17\n% 5'],
    ['the same with a name', 'const x = 5\nconst y = 17\n%x'],
    ['the same with more behind it', 'const y = a\n  %b + c'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a cell's text
    ['in a template', 'const s = `\n%time x\n${a}\n%timeit y`'],
    ['in a string', 'const s = "%time"'],
    ['in a comment', '// %time x\n/*\n%time x\n*/\n1'],
    ['in brackets', 'f(\n17\n%time\n)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a cell's text
    ['in a hole of a template', '`${\n17\n%x}`'],
    ['an assignment of a remainder', 'x %= 5\nx\n%=5'],
    ['behind a regular expression', 'const r = /[%`"]/\nr'],
    ['nothing', ''],
  ])('%s', (_, code) => {
    expect(rewritten(code)).toBe(code)
  })
})

describe('a magic is one', () => {
  it.each([
    ["at a line's start", '%time f()'],
    ['indented', 'for (const x of y) {\n  %time f(x)\n}'],
    ['after a statement without semicolon', 'const a = 5\n%time f(a)'],
    ['after a call', 'g()\n%timeit f(1)'],
    ['after = of a declaration', 'const y = %time f()'],
    ['after = of an assignment', 'y = %time f()'],
    ['after a declaration with a type', 'const y: number = %time f()'],
    ['after a block', 'if (a) { b() }\n%time f()'],
    ['after an odd regular expression', 'const s = /[%]`/.test(s)\n%time f()'],
    ['with Windows line ends', 'g()\r\n%time f()\r\ng()'],
  ])('%s', (_, code) => {
    expect(rewritten(code)).toContain('__magics.')
  })
})

describe('! begins a command', () => {
  it.each([
    '!ls',
    '!ls -la',
    '!./script.sh',
    '!/bin/ls /',
    '!git log --oneline',
    "!echo 'a `b` ${'",
    '!cat README.md | wc -l',
    '!type node',
    '!npm run build && ls',
  ])('%s', (code) => {
    expect(rewritten(`1\n${code}\n2`)).toBe(`1\nawait __magics.system(${JSON.stringify(code.slice(1))});\n2`)
  })

  it.each([
    '!ready()',
    '!(a && b)',
    '!!x',
    '!function () {\n}()',
    '!await f()',
    '!this.x',
    'const done = true\n!done',
    'let done = f()\n!done && g()',
    'f(\n!x\n)',
    'a\n  || b(\n!c)',
    'const t = `\n!ls`',
    '[1,\n!ls]',
    'const o = { a:\n  !ready,\n}',
    'const b = x ? y :\n  !z',
    'if (a &&\n  !b) {\n}',
  ])('%s is code', (code) => {
    expect(rewritten(code)).toBe(code)
  })

  it('unless its word is a name of an earlier cell', () => {
    const made = rewriteMagics('!flag', (name) => name === 'flag')
    expect(made).toMatchObject({ code: '!flag' })
    expect(rewriteMagics('!flag -x y', (name) => name === 'flag')).toMatchObject({
      code: 'await __magics.system("flag -x y");',
    })
  })
})

describe('a magic that takes no code', () => {
  it('gets words, quotes taken off, options anywhere', () => {
    expect(rewritten('%cd "my folder" -q')).toBe('__magics.cd("my folder", true);')
    expect(rewritten("f()\n%env A=b 'c'\ng()")).toBe('f()\n__magics.setEnv("A", "b \'c\'");\ng()')
    expect(rewritten('const here = %pwd\nhere')).toBe('const here = __magics.pwd();\nhere')
    expect(rewritten('%ls (unbalanced\n1')).toBe('await __magics.ls("(unbalanced");\n1')
    expect(rewritten('const l = %system ls -a')).toBe('const l = await __magics.lines("ls -a");')
  })

  it('gets the cell as it is typed', () => {
    expect(rewritten("%%bash\necho '%time' `x`\n")).toBe(
      `await __magics.bash(${JSON.stringify("echo '%time' `x`\n")});\n\n`,
    )
    expect(rewritten('%%writefile -a "a b.txt"\n%time 1')).toBe('__magics.writefile("a b.txt", "%time 1\\n", true);\n')
  })

  it('over code leaves the code, and magics in it, where they are', () => {
    expect(rewritten('%%capture out\n%time f()')).toBe(
      'var out = __magics.capture();\n__magics.time(__magics.start(2), (f()));',
    )
    expect(rewritten('%%prun\nf()')).toContain("{rows: 15, order: 'self'});\nf()")
  })
})

describe('%time', () => {
  it('wraps an expression where it stands', () => {
    expect(rewritten('%time a.b(c)')).toBe('__magics.time(__magics.start(1), (a.b(c)));')
    expect(rewritten('const y = %time await f() // slow')).toBe(
      'const y = __magics.time(__magics.start(1), (await f()));',
    )
  })

  it('leaves statements and declarations in the open', () => {
    expect(rewritten('%time const t = f()')).toBe('__magics.start(1);const t = f();__magics.stop(1);')
    expect(rewritten('%time x = 5')).toBe('__magics.start(1);x = 5;__magics.stop(1);')
  })

  it('times a whole cell and nothing but its first line changes', () => {
    expect(rewritten('%%time\nconst y = 3\ny + 1')).toBe('__magics.start(0);\nconst y = 3\ny + 1')
    expect(rewritten('// why\n\n%%time\ny')).toBe('// why\n\n__magics.start(0);\ny')
    expect(rewritten('%%capture\n%%time\ny')).toBe('__magics.capture();\n__magics.start(0);\ny')
    expect(rewritten('%%time\n%%bash\nls')).toBe('__magics.start(0);\nawait __magics.bash("ls");\n')
  })

  it('goes on while a bracket is open', () => {
    expect(rewritten('%time f(\n  1, // one\n  2)\ng()')).toBe(
      '__magics.time(__magics.start(1), (f(\n  1, // one\n  2)));\ng()',
    )
    expect(rewritten('const y = %time `a\nb`\ny')).toBe('const y = __magics.time(__magics.start(1), (`a\nb`));\ny')
  })

  it('keeps ;; which hides a result', () => {
    expect(rewritten('%time f();;')).toBe('__magics.time(__magics.start(1), (f()));;')
  })
})

describe('%timeit', () => {
  const loop = (body: string) =>
    `const __t = __magics.now(); for (let __i = 0; __i < __n; __i++) { ${body}; } return __magics.now() - __t; })`

  it('makes a loop of its own function', () => {
    expect(rewritten('%timeit f()')).toBe(`__magics.timeit({}, {}, (__n, {}) => { ${loop('f()')};`)
    expect(rewritten('%timeit -n20 -r 3 -p 6 -q f()')).toBe(
      `__magics.timeit({number: 20, repeat: 3, precision: 6, quiet: true}, {}, (__n, {}) => { ${loop('f()')};`,
    )
  })

  it('awaits what awaits', () => {
    expect(rewritten('%timeit await f()')).toBe(
      `await __magics.timeitAsync({}, {}, async (__n, {}) => { ${loop('await f()')};`,
    )
    expect(rewritten('%timeit (async () => { await f() })()')).toContain('__magics.timeit({}')
  })

  it('gives or stores its result', () => {
    expect(rewritten('const r = %timeit -o f()')).toBe(
      `const r = __magics.timeitResult({}, {}, (__n, {}) => { ${loop('f()')};`,
    )
    expect(rewritten('%timeit -v zz f()')).toBe(`var zz = __magics.timeitResult({}, {}, (__n, {}) => { ${loop('f()')};`)
  })

  it('keeps what is assigned inside', () => {
    expect(rewritten('%timeit y = f(x)')).toContain('{ let y = f(x); }')
    expect(rewritten('%timeit y += 1')).toContain('{y: y}, (__n, {y: y})')
    expect(rewritten('%timeit y = y + 1')).toContain('{y: y}, (__n, {y: y})')
    expect(rewritten('%timeit let y = 1; y++')).toContain('{}, (__n, {})')
    expect(rewritten('%timeit o.y = 1')).toContain('{}, (__n, {})')
  })

  it('takes set-up from its own line of a cell', () => {
    expect(rewritten('%%timeit -n 5 q = 3\nq + 1 // one\n')).toBe(
      '__magics.timeit({number: 5}, {}, (__n, {}) => { let q = 3;const __t = __magics.now(); for (let __i = 0; __i < __n; __i++) { \nq + 1; } return __magics.now() - __t; }); // one\n',
    )
  })

  it('does nothing without code', () => {
    expect(rewritten('%timeit')).toBe('')
  })
})

describe('lines stay', () => {
  it.each([
    '%time f(\n1)\n',
    '%%time\na\nb',
    '%%timeit x = 1\ny\n\n',
    'const y = %time [\n1,\n2 /* \n */]\n;',
    '%timeit f(\n// c\n1)',
    '%time?\n1',
    '%%time\r\na\r\n',
    '%timeit',
  ])('%j', (code) => {
    expect(rewritten(code).split('\n').length).toBe(code.split('\n').length)
  })

  it('and offsets can be translated both ways', () => {
    const code = 'const a = 1\nconst y = %time f(a, 2)\n%timeit -n 5 g(a)\nh(y)'
    const made = rewriteMagics(code)
    if ('error' in made) throw new Error(made.error)
    for (const word of ['const a', 'f(a', '2)', 'g(a)', 'h(y)']) {
      const at = code.indexOf(word)
      const there = made.map.rewritten(at)
      expect(made.code.startsWith(word, there)).toBe(true)
      expect(made.map.original(there)).toBe(at)
    }
    expect(made.map.original(made.code.indexOf('__magics'))).toBe(code.indexOf('%time'))
    expect(made.map.original(made.code.length)).toBe(code.length)
  })
})

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: texts of cells
describe('a command', () => {
  const made = (code: string, ...names: string[]): string => {
    const cell = rewriteMagics(code, (name) => names.includes(name))
    if ('error' in cell) throw new Error(cell.error)
    return cell.code
  }

  it.each([
    ['!echo {x} "{y.z(1)}" $HOME', 'await __magics.system(`echo ${x} "${y.z(1)}" $HOME`);'],
    ['const a = %system ls {x}/*.ts', 'const a = await __magics.lines(`ls ${x}/*.ts`);'],
    ['const here = 1\n!echo {here}', 'const here = 1\nawait __magics.system(`echo ${here}`);'],
    ['!echo `date` \\n ${x} {x}', 'await __magics.system(`echo \\`date\\` \\\\n \\${x} ${x}`);'],
  ])('takes values of names that there are: %s', (code, text) => {
    expect(made(code, 'x', 'y')).toBe(text)
  })

  it.each([
    "!awk '{print}' f", "!awk '{ print $1 }' f", '!echo {x,y} {1..3} {} ${x} {{x}} \\{x}', '!git show HEAD@{1}', '!find . -exec echo {} ;', '!echo {x y}',
  ])('leaves the shell its own braces: %s', (code) => {
    expect(made(code, 'x', 'y')).toBe(`await __magics.system(${JSON.stringify(code.slice(1))});`)
  }) // biome-ignore format: a table
})

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: texts of cells

describe('misuse', () => {
  it.each([
    ['const x = %cd ..', '%cd gives no value: it stands on a line of its own.'],
    ['%nope', 'Line magic function `%nope` not found.'],
    ['%matplotlib inline', 'Line magic function `%matplotlib` not found. %lsmagic lists them.'],
    ['%writefile x', 'Line magic function `%writefile` not found. Did you mean the cell magic %%writefile?'],
    ['%%cd x\n1', 'Cell magic `%%cd` not found. Did you mean the line magic %cd?'],
    ['%cd -x', '%cd: option -x not recognized (allowed: -q)\nUsage: %cd [-q] [folder]\n       %cd -'],
    ['%cd a b', '%cd: one folder, not 2'],
    ['%pwd x', '%pwd: it takes nothing'],
    ['%env =x', "%env: '=x' has no name"],
    ['%history a', "%history: 'a' is no number"],
    ['%history -l 0', '%history: -l needs a whole number of at least 1'],
    ['%install', '%install: which package?'],
    ['%install --global x', '%install: option --global not recognized'],
    ['%install a;b', "%install: 'a;b' is no package's name"],
    ['%load', '%load: which file?'],
    ['%prun', '%prun: what is to be profiled?'],
    ['%prun -s size f()', "%prun: -s is self or total, not 'size'"],
    ['%run', '%run: which file?'],
    ['%run x.py', "%run: it runs .ts and .js files, not 'x.py'"],
    ['%run none.ts', "%run: there is no file 'none.ts'"],
    ['%reset all', '%reset: it deletes all names'],
    ['%system', '%system: which command?'],
    ['%%bash -x\nls', '%bash: the script stands below it'],
    ['%%bash', '%%bash is a cell magic, but the cell body is empty.'],
    ['%%capture 1x\n1', "%capture: '1x' is no variable's name"],
    ['%%writefile\n1', '%writefile: which file?'],
    ['%lsmagic x', '%lsmagic: it takes nothing'],
    ['%tiem f()', 'Line magic function `%tiem` not found. Did you mean %time?'],
    ['%timit f()', 'Line magic function `%timit` not found. Did you mean %timeit?'],
    ['const y = %tiem f()', 'Line magic function `%tiem` not found. Did you mean %time?'],
    ['%%tiemit\nf()', 'Cell magic `%%tiemit` not found. Did you mean %%timeit?'],
    ['f()\n%tiem g()', 'Line magic function `%tiem` not found. Did you mean %time?'],
    ['%%time 3\n4', "Can't use statement directly after '%%time'!"],
    ['%%time', '%%time is a cell magic, but the cell body is empty. Did you mean the line magic %time (single %)?'],
    ['1\n%%time\n2', 'Cell magic `%%time` must stand on the first line of its cell.'],
    ['const y = %time', '%time after = needs an expression to time'],
    ['const y = %time let z = 5', '%time after = needs an expression to time'],
    ['%timeit -x f()', '%timeit: option -x not recognized (allowed: -n N, -r R, -p P, -q, -o, -v VAR)'],
    ['%timeit --number 5 f()', '%timeit: option --number not recognized (allowed: -n N, -r R, -p P, -q, -o, -v VAR)'],
    ['%timeit -n abc f()', "%timeit: -n needs a whole number of at least 0, not 'abc'"],
    ['%timeit -r 0 f()', "%timeit: -r needs a whole number of at least 1, not '0'"],
    ['%timeit -n', '%timeit: option -n needs a value: -n N'],
    ['%timeit -v 2x f()', "%timeit: -v needs a variable's name, not '2x'"],
    ['const a = %timeit -v b f()', '%timeit: -v cannot stand after =; the variable before = gets the result with -o'],
  ])('%s', (code, message) => {
    expect(refused(code)).toContain(message)
  })

  it('of code that does not parse is left to the compiler', () => {
    expect(rewritten('%time f(')).toBe('f(')
  })
})

describe('types', () => {
  const DECLARATIONS = `${magicDeclarations}\ndeclare function f<const T>(x: T): { value: T }\n`

  /** Diagnostics and types of a rewritten cell under the strict compiler. */
  function check(code: string): { errors: string[]; typeOf(name: string): string } {
    const source = `${rewritten(code)}\nexport {}`
    const files: Record<string, string> = { 'cell.ts': source, 'declared.d.ts': DECLARATIONS }
    const options: ts.CompilerOptions = {
      strict: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      lib: ['lib.es2023.d.ts'],
      types: [],
    }
    const host = ts.createCompilerHost(options)
    const { getSourceFile, fileExists, readFile } = host
    host.getSourceFile = (name, ...rest) =>
      files[name] === undefined
        ? getSourceFile(name, ...rest)
        : ts.createSourceFile(name, files[name], ts.ScriptTarget.ES2022, true)
    host.fileExists = (name) => name in files || fileExists(name)
    host.readFile = (name) => files[name] ?? readFile(name)
    const program = ts.createProgram(Object.keys(files), options, host)
    const checker = program.getTypeChecker()
    const file = program.getSourceFile('cell.ts')!
    const errors = program.getSemanticDiagnostics(file).concat(program.getSyntacticDiagnostics(file))
    return {
      errors: errors.map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n')),
      typeOf(name) {
        const symbol = checker.getSymbolsInScope(file, ts.SymbolFlags.Variable).find((s) => s.name === name)
        return checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol!, file))
      },
    }
  }
  it('of a timed expression are its own', () => {
    const made = check(
      [
        'const y = %time f([5, 784])',
        '%time const t = f(1)',
        'const r = %timeit -o f(2)',
        'const p = %time await Promise.resolve("s")',
        'const five = %time 5',
        'let open = %time 5',
        'const nothing = %timeit f(2)',
        'const pair: [number, number] = %time [1, 2]',
        'let sum = 0',
        '%timeit sum += 1; const own: string = "s"',
        '%timeit own = 5',
        '%timeit -v stored await f(1)',
      ].join('\n'),
    )
    expect(made.errors).toEqual([])
    expect(made.typeOf('y')).toBe('{ value: readonly [5, 784]; }')
    expect(made.typeOf('t')).toBe('{ value: 1; }')
    expect(made.typeOf('r')).toBe('TimeitResult')
    expect(made.typeOf('p')).toBe('string')
    expect(made.typeOf('five')).toBe('5')
    expect(made.typeOf('open')).toBe('number')
    expect(made.typeOf('nothing')).toBe('void')
    expect(made.typeOf('stored')).toBe('TimeitResult')
  })
})

describe('completion', () => {
  it.each([
    ['%w', ['%who', '%whos'], 0],
    ['%ti', ['%time', '%timeit'], 0],
    ['%timei', ['%timeit'], 0],
    ['f()\n%timei', ['%timeit'], 4],
    ['%%t', ['%%time', '%%timeit'], 0],
    ['const y = %t', ['%time', '%timeit'], 10],
    ['const y = %', ['%env', '%prun', '%pwd', '%system', '%time', '%timeit'], 10],
    ['%%', ['%%bash', '%%capture', '%%prun', '%%time', '%%timeit', '%%writefile'], 0],
    ['%run kernel/magics/ti', ['time.ts', 'timeit.ts'], 19],
    ['%cd kernel/mag', ['magics/'], 11],
    ['%%writefile -a kernel/magics/pw', ['pwd.ts'], 29],
    ['!wc -l kernel/magics/ti', ['time.ts', 'timeit.ts'], 21],
    ['const n = %system cat <kernel/magics/pw', ['pwd.ts'], 37],
    ['%%bash\nls kernel/mag', ['magics/'], 17],
    ['!echo {na', [], 9],
    ['%%writefile a.ts\nconst a', [], 24],
    [
      '%env NODE_',
      Object.keys(process.env)
        .filter((name) => name.startsWith('NODE_'))
        .sort(),
      5,
    ],
    ['%timeit -', ['-n', '-r', '-p', '-q', '-o', '-v'], 8],
    ['%timeit -n 5 -', ['-n', '-r', '-p', '-q', '-o', '-v'], 13],
    ['%timeit -q', ['-q'], 8],
  ])('%j gives %j', (code, matches, start) => {
    expect(completeMagic(code, code.length)).toMatchObject({ matches, start, end: code.length })
  })

  it.each(['5 %', '!rea', '%%time\nf', '%env A=b', '`%ti', '// %ti', '%timeit f', '%timeit a -', 'f(%'])(
    '%j is none of a magic',
    (code) => {
      expect(completeMagic(code, code.length)).toBeUndefined()
    },
  )
})
