// Every fenced block of the docs is run, by its kind: here what needs no page, in test/pages/snippets.test.ts what does.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/command.js'
import { MemoryAdapter } from '../../src/data/memory.js'
import { compile } from '../../src/plan/compile.js'
import { program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'
import { record } from '../../src/schema/record.js'
import { policy } from '../built/strict-server.mjs'
import {
  blocks,
  blocksIn,
  blocksOf,
  files,
  nameOf,
  quoteOf,
  read,
  root,
  runnerOf,
  sourceOf,
  type Block,
} from './blocks.js'
import { typeErrors } from './type-check.js'

test.each(blocks.map((block) => [nameOf(block), block] as const))('%s is run by somebody', (_, block) => {
  expect(block.language, 'a block says its language').not.toBe('')
  expect(runnerOf(block), `nothing runs ${block.language}: test/docs/blocks.ts`).not.toBeNull()
})
test('a block of another kind would not be passed over', () => {
  const [block] = blocksIn('docs/new.md', ['```cobol', 'DISPLAY "x"', '```'].join('\n'))
  expect(runnerOf(block!)).toBeNull()
})

const named = (list: readonly Block[]) => list.map((block) => [nameOf(block), block] as const)

/** What is wrong with a program, as `tierkit check` would say it. */
function wrongWith(text: string): string[] {
  const { value, issues } = readText(text, program)
  const all = value ? compile([value]).issues : issues
  return [...issues, ...all].map(({ code, path }) => `${path.join('.')}: ${code}`)
}

describe('json', () => {
  test.each(named(blocksOf('json')))('%s', (_, { code, words }) => {
    const value = JSON.parse(code) as Record<string, unknown>
    const isWhole = value['tierkit'] !== undefined && !words.includes('step')
    if (words.includes('issue')) expect(wrongWith(code)).toContain('tierkit: wrongLanguage')
    else if (isWhole) expect(wrongWith(code)).toEqual([])
  })

  /** Keys into the program, lists into the lists of the same name: by id where items have one. */
  function merged(one: unknown, other: unknown): unknown {
    if (Array.isArray(one) && Array.isArray(other)) {
      const idOf = (item: unknown): unknown => (item as { id?: string }).id
      if (![...one, ...other].every((item) => typeof idOf(item) === 'string')) return other
      const kept = one.map((item: unknown) => {
        const change = other.find((next) => idOf(next) === idOf(item)) as unknown
        return change === undefined ? item : merged(item, change)
      })
      return [...kept, ...other.filter((next) => !one.some((item) => idOf(item) === idOf(next)))]
    }
    if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return other
    const whole: Record<string, unknown> = { ...one }
    for (const [key, value] of Object.entries(other))
      whole[key] = key in whole ? merged(whole[key], value) : value
    return whole
  }

  test('the steps of docs/program.md make a program, each one by itself: the fourth is the one of the starts, the last the whole one', () => {
    const steps = blocksIn('docs/program.md').filter(({ words }) => words.includes('step'))
    expect(steps).toHaveLength(7)
    let whole: unknown = {}
    const after = steps.map(({ code, line }, at) => {
      whole = merged(whole, JSON.parse(code))
      // before the fourth something is missing, and nothing else is wrong
      const wrong = wrongWith(JSON.stringify(whole)).filter((one) => at >= 3 || one !== ': missingKey')
      expect(wrong, `after line ${line}`).toEqual([])
      return whole
    })
    const kept = (name: string) => {
      const { $schema: _, ...document } = JSON.parse(read(`docs/first/${name}`)) as Record<string, unknown>
      return document
    }
    expect(after[3]).toEqual(kept('program.json'))
    expect(after[6]).toEqual(kept('whole-program.json'))
  })
  test('and a merge puts lists by id', () => {
    expect(
      merged({ a: [{ id: 'x', n: 1 }], b: [1] }, { a: [{ id: 'x', m: 2 }, { id: 'y' }], b: [2] }),
    ).toEqual({
      a: [{ id: 'x', n: 1, m: 2 }, { id: 'y' }],
      b: [2],
    })
  })
})

const { version, scripts } = JSON.parse(read('package.json')) as {
  version: string
  scripts: Record<string, string>
}
/** Commands of npm itself. */
const npmOwn = ['npm pack', `npm install ../tierkit/tierkit-${version}.tgz`, 'npm audit --omit=dev']

/** The lines of a block as a shell sees them, without remarks and where they write to. */
const commandsIn = ({ code }: Block): string[] =>
  code
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .replace(/\s>\s*\S+$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)

const lines = blocksOf('shell').flatMap((block) =>
  commandsIn(block).map((line) => [nameOf(block), line] as const),
)

/** Files of a reader's own, as the starts have them. */
const here: Readonly<Record<string, string>> = {
  'program.json': 'docs/first/program.json',
  'merchant.json': 'docs/first/merchant.json',
}

/** Runs a command line in this repository's folder. */
async function ran(line: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await run(line, {
    read: (file) => readFileSync(file.startsWith('/') ? file : root + (here[file] ?? file)),
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => Date.now(),
  })
  return { code, out, err }
}

describe('sh', () => {
  test.each(lines)('%s: %s', { timeout: 60_000 }, async (_, line) => {
    const [tool, verb = '', name = ''] = wordsOf(line)
    if (tool === 'npm') {
      const script = verb === 'run' ? name : verb
      expect(npmOwn.includes(line) || script in scripts, `${line}: no such script`).toBe(true)
      return
    }
    expect([tool, verb]).toEqual(['npx', 'tierkit'])
    const data = process.env['TIERKIT_DATA']
    const given = wordsOf(line.replace('$TIERKIT_DATA', data ?? '')).slice(2)
    if (line.includes('$TIERKIT_DATA') && !data) {
      // the line is right but for the table: that is what is missing
      const { code, err } = await ran(given).catch((error: Error) => ({ code: 2, err: error.message }))
      expect([code, err]).toEqual([2, expect.stringMatching(/hosts-edinburgh|no such file/i)])
      return
    }
    const { code, err } = await ran(given)
    expect(code, err).toBeLessThan(2) // 1: a guard rail breaks, or something is found
  })
  test('knows the command line of the package', () => {
    expect(lines.filter(([, line]) => line.startsWith('npx tierkit')).length).toBeGreaterThan(8)
  })
})

/** What shows how things hang together, and is no output. */
const drawings = ['program.json ─┐']

const merchant = { id: 'm', joinedAt: '2026-01-01' }
const first = (): Record<string, unknown> =>
  JSON.parse(read('docs/first/program.json')) as Record<string, unknown>
/** Pieces of documents that the reference shows in one line: by how they begin, what they are a piece of. */
const pieces: readonly (readonly [
  opening: RegExp,
  whole: (piece: never) => unknown,
  schema: typeof program | typeof record,
])[] = [
  [/^"peers"/, (piece: object) => ({ ...merchant, ...piece }), record],
  [/^\{ "id": "c-/, (fact: object) => ({ ...merchant, facts: [fact] }), record],
  [/^\{ "id": "m-/, (whole: object) => whole, record],
  [/^\{ "score"/, (enter: object) => ({ ...first(), ladders: [ladderWith(enter)] }), program],
  [/^"refundRate"/, (metrics: object) => ({ ...first(), metrics }), program],
]
const ladderWith = (enter: object) => {
  const [ladder] = first()['ladders'] as [Record<string, unknown>]
  const name = { en: 'Gold', 'zh-CN': '黄金' }
  return { ...ladder, tiers: [{ id: 'gold', name, enter }] }
}

describe('text', () => {
  test.each(named(blocksOf('output')))('%s', async (_, { code, before }) => {
    if (drawings.some((opening) => code.startsWith(opening))) return
    const piece = pieces.find(([opening]) => opening.test(code))
    if (piece) {
      const [, whole, schema] = piece
      const parsed = JSON.parse(code.startsWith('{') ? code : `{${code}}`) as never
      expect(readText(JSON.stringify(whole(parsed)), schema as typeof record).issues).toEqual([])
      return
    }
    expect(before?.language, 'it is the output of the commands before it').toBe('sh')
    const { out } = await ran(wordsOf(commandsIn(before!).at(-1)!).slice(2))
    let rest = out
    for (const row of code.split('\n').filter((one) => one !== '...')) {
      const at = rest.indexOf(row)
      expect(at, `printed, in this order: ${row}`).toBeGreaterThanOrEqual(0)
      rest = rest.slice(at + row.length)
    }
  })
})

describe('csp', () => {
  test.each(named(blocksOf('policy')))(
    '%s is the policy that the built files are tested under',
    (_, { code }) => {
      expect(code).toBe(`Content-Security-Policy: ${policy}`)
    },
  )
})

describe('a quote', () => {
  test.each(named(blocksOf('quote')))('%s', (_, block) => {
    expect(read(quoteOf(block)!)).toContain(block.code)
  })
})

/** What the text around a block says is there. */
const given: Readonly<Record<string, () => Record<string, unknown>>> = {
  programText: () => ({
    programText: read('docs/first/program.json'),
    merchantText: read('docs/first/merchant.json'),
  }),
  adapter: () => ({
    adapter: new MemoryAdapter({
      program: read('docs/first/program.json'),
      merchant: read('docs/first/merchant.json'),
    }),
    command: undefined,
    refused: undefined,
    next: undefined,
    test: (name: string, run: () => Promise<void>) => checks.push([name, run]),
  }),
}
const checks: [string, () => Promise<void>][] = []
const givenTo = ({ code }: Block): Record<string, unknown> =>
  code.includes('programText')
    ? given['programText']!()
    : code.includes('{ adapter, command,')
      ? given['adapter']!()
      : {}

const folder = `${root}.cache/snippets`
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('js and ts', () => {
  test('are right by their types, and one that is not would be named', { timeout: 180_000 }, () => {
    const wrong = ['```js', "import { compyle } from 'tierkit/core'", '```']
    const [planted] = blocksIn('docs/wrong.md', wrong.join('\n'))
    expect(typeErrors([...blocksOf('node'), ...blocksOf('page'), planted!])).toEqual([
      expect.stringMatching(/^docs\/wrong\.md:1 js: .*no exported member.*compyle/),
    ])
  })

  test.each(named(blocksOf('node')))('%s', async (_, block) => {
    const names = Object.keys(givenTo(block))
    const code = block.code.replace(
      /(from|import) '(tierkit[^']*)'/g,
      (_all, word: string, specifier: string) => {
        const file = sourceOf(specifier)
        if (!file) throw new Error(`the package has no entry ${specifier}`)
        return `${word} '${file}'`
      },
    )
    mkdirSync(folder, { recursive: true })
    const path = `${folder}/${block.file.replace(/\W+/g, '-')}-${block.line}.${block.language}`
    const before = names.length > 0 ? `const { ${names.join(', ')} } = globalThis.tierkitGiven\n` : ''
    writeFileSync(path, `${before}${code}\nexport {}\n`)
    Object.assign(globalThis, { tierkitGiven: givenTo(block) })
    await import(/* @vite-ignore */ path)
    for (const [, run] of checks.splice(0)) await run()
  })
})

test.each(files)('%s names commands that there are', (file) => {
  for (const [, name = ''] of read(file).matchAll(/npm run ([\w:-]+)/g))
    expect(Object.keys(scripts)).toContain(name)
})
