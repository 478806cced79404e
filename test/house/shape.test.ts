import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { type Source, nodesOf, parsed, sources } from './sources.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a pure room could still read although it is compiled without DOM and Node: see `hasNoPage` below. */
const impure: Record<string, (node: ts.Node) => boolean> = {
  'Date.now': (node) => ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now',
  'Math.random': (node) => ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random',
  'the time of day': (node) =>
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    node.expression.getText() === 'Date' &&
    !node.arguments?.length,
  globalThis: (node) => ts.isIdentifier(node) && node.text === 'globalThis',
  Intl: (node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Intl',
}
/** `calendar.ts` reads a zone's offset, and nothing else of the machine. */
const allowed = new Set(['plan/calendar.ts Intl'])

function impuritiesOf(source: Source): string[] {
  if (!/^(schema|plan|core)\//.test(source.file)) return []
  const nodes = nodesOf(parsed(source))
  return Object.entries(impure)
    .filter(([, reads]) => nodes.some(reads))
    .map(([what]) => `${source.file} ${what}`)
    .filter((found) => !allowed.has(found))
}

describe('the pure rooms', () => {
  test('read no clock, no chance and no locale', () => {
    expect(sources().flatMap(impuritiesOf)).toEqual([])
  })

  test.each([
    'Date.now()',
    'Math.random()',
    'new Date()',
    'Date()',
    'globalThis.x',
    'new Intl.NumberFormat()',
  ])('would be caught reading %s', (text) =>
    expect(impuritiesOf({ file: 'core/x.ts', text: `const a = ${text}` })).toHaveLength(1),
  )

  test('may keep a date, and a thing called window', () => {
    expect(impuritiesOf({ file: 'core/x.ts', text: `const window = new Date(5) // Date.now` })).toEqual([])
  })

  test('are compiled where no page and no process exists', () => {
    const path = `${root}tsconfig.pure.json`
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(path, ts.sys.readFile).config,
      ts.sys,
      root,
    )
    const names = ['document', 'window', 'process', 'performance', 'fetch', 'localStorage', 'setTimeout']
    const file = `${root}src/core/probe.ts`
    const host = ts.createCompilerHost(options)
    const { getSourceFile, fileExists } = host
    const text = `import * as z from 'zod/mini'\nexport const probe = [z, ${names.join(', ')}]`
    host.fileExists = (name) => name === file || fileExists.call(host, name)
    host.getSourceFile = (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
        : getSourceFile.call(host, name, ...rest)
    const program = ts.createProgram([file], { ...options, noEmit: true }, host)
    const messages = program
      .getSemanticDiagnostics()
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
    expect(messages.map((message) => message.match(/'(\w+)'/)?.[1])).toEqual(names)
  })
})

test('no file is a drawer', () => {
  const drawers = sources().filter(({ file }) =>
    /(^|\/)(utils?|types|helpers?|common|misc)(\.|\/)/.test(file),
  )
  expect(drawers.map(({ file }) => file)).toEqual([])
})

test('every export has a name', () => {
  const unnamed = sources().filter((source) =>
    nodesOf(parsed(source)).some((node) => ts.isExportDeclaration(node) && !node.exportClause),
  )
  expect(unnamed.map(({ file }) => file)).toEqual([])
})

/** What the build makes of other sources, and the tool that makes it. */
const made: Record<string, string> = {
  './dist/program.schema.json': './tools/program-schema.mjs',
  './dist/custom-elements.json': './tools/manifest.mjs',
  './dist/web-types.json': './tools/editor-data.mjs',
  './dist/vscode.html-custom-data.json': './tools/editor-data.mjs',
  './dist/vscode.css-custom-data.json': './tools/editor-data.mjs',
  './dist/types/*.js': './tools/framework-types.mjs',
  './dist/themes/*': './tools/themes.mjs',
}

test('every entry of the package has a source, and types beside it', () => {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>
  }
  const entries = Object.values(exports).map((one) =>
    typeof one === 'string' ? { default: one, types: null } : one,
  )
  const missing = entries
    .map((entry) => made[entry.default] ?? entry.default)
    .map((path) => path.replace('./dist/', './src/').replace('/*.js', '').replace(/\.js$/, '.ts'))
    .filter((path) => !existsSync(`${root}${path}`))
  expect(missing).toEqual([])
  for (const { types, default: path } of entries)
    expect(types, path).toBe(path.endsWith('.js') ? path.replace(/\.js$/, '.d.ts') : null)
})
