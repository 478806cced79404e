// What the files in `classic/` are written in: nothing newer than Chromium 79. That browser runs them too (built.test.ts), but not every
// line of them; styles are held in test/house.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildFiles } from '../../tools/build.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Code {
  readonly type: string
  readonly [field: string]: unknown
}

/**
 * Methods that Chromium 79 does not know, by name; with an object where others have a method of that name. `at`, which some of our own
 * objects have too, is looked for where it counts from the end; and that there is no other: tsconfig.classic.json holds the sources to it,
 * and a test below the packages.
 */
const methods = new Set([
  'findLast',
  'findLastIndex',
  'toSorted',
  'toReversed',
  'toSpliced',
  'replaceAll',
  'replaceChildren',
  'randomUUID',
  'attachInternals',
  'getHTML',
  'setHTMLUnsafe',
  'showPopover',
  'hidePopover',
  'startViewTransition',
  'checkVisibility',
  'Object.hasOwn',
  'Object.groupBy',
  'Map.groupBy',
  'Promise.any',
  'Promise.withResolvers',
  'Array.fromAsync',
  'AbortSignal.any',
  'AbortSignal.timeout',
  'AbortSignal.abort',
  'URL.canParse',
  'URL.parse',
])
const classes = new Set(['WeakRef', 'FinalizationRegistry', 'AggregateError'])
const ofIntl = new Set(['ListFormat', 'Segmenter', 'DisplayNames', 'DurationFormat'])

const nameOf = (code: unknown): string => {
  const { type, name, object, property, computed } = (code ?? {}) as Code
  if (type === 'Identifier') return name as string
  return type === 'MemberExpression' && !computed
    ? `${nameOf(object) || '?'}.${(property as Code)['name'] as string}`
    : ''
}
const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** What one place of a syntax tree is, where it is newer than Chromium 79; else null. */
function newer(code: Code): string | null {
  if (code.type === 'ChainExpression') return 'optional chaining'
  if (code.type === 'StaticBlock') return 'a static block'
  if (code['operator'] === '??') return 'the nullish operator'
  if (code.type === 'AssignmentExpression' && ['??=', '||=', '&&='].includes(code['operator'] as string))
    return 'assignment by logic'
  if (code.type === 'PrivateIdentifier') return 'a private name'
  if (code.type === 'CallExpression') {
    const name = nameOf(code['callee'])
    if (
      name === 'structuredClone' ||
      (name.includes('.') && [name, last(name)].some((one) => methods.has(one)))
    )
      return `${last(name)}()`
    const [first] = code['arguments'] as readonly Code[]
    if (name.includes('.') && last(name) === 'at' && first?.type === 'UnaryExpression') return 'at()'
  }
  if (code.type === 'NewExpression') {
    const name = nameOf(code['callee'])
    if (classes.has(name) || (name.startsWith('Intl.') && ofIntl.has(last(name)))) return `new ${name}`
  }
  return null
}

/** What is newer in a piece of code, each with the text around its first place. */
function foundIn(text: string): string[] {
  const found = new Map<string, string>()
  const walk = (code: unknown): void => {
    if (Array.isArray(code)) return code.forEach(walk)
    if (typeof code !== 'object' || code === null) return
    const what = 'type' in code && newer(code as Code)
    const { start = 0 } = code as { start?: number }
    if (what && !found.has(what)) found.set(what, text.slice(Math.max(0, start - 60), start + 60))
    Object.values(code).forEach(walk)
  }
  walk(parseAst(text))
  return [...found].map(([what, around]) => `${what}: ${around}`)
}

let files: { name: string; code: string }[]
beforeAll(async () => {
  files = await buildFiles({ write: false })
}, 180_000)

test('no script for old browsers is written in what they do not know', () => {
  const classic = files.filter(({ name }) => name.startsWith('classic/'))
  expect(classic.length).toBeGreaterThan(5)
  for (const { name, code } of classic) expect(foundIn(code), name).toEqual([])
})

test.each([
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@lit/context',
  'zod',
  'chart.js',
  '@kurkle/color',
])('%s calls no at()', (name) => {
  const folder = `${root}node_modules/${name}/`
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((file) => /\.at\(/.test(readFileSync(folder + file, 'utf8')))).toEqual([])
})

test('the modules, which are for newer browsers, would be caught', () => {
  const { code } = files.find(({ name }) => name === 'tierkit-all.min.js')!
  expect(foundIn(code).map((one) => one.split(':')[0])).toEqual(
    expect.arrayContaining(['optional chaining', 'the nullish operator']),
  )
})

describe('would be caught', () => {
  test.each([
    'a.at(-1)',
    'Object.hasOwn(a, b)',
    'a?.b',
    'a ?? b',
    'a ??= b',
    'class A { #b }',
    'class A { static {} }',
    'structuredClone(a)',
    'new WeakRef(a)',
    'new Intl.ListFormat()',
    'self.crypto.randomUUID()',
    'x(`${a?.b}`)',
  ])('%s', (code) => expect(foundIn(code)).toHaveLength(1))
  test.each(["'a?.b'", 'a.hasOwn(b)', 'at(b)', 'a.at(0)', 'a[`at`]', 'a || b', 'new Map()'])(
    'not %s',
    (code) => expect(foundIn(code)).toEqual([]),
  )
})
