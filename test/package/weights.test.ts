// What each entry brings into a page, packed as its users pack it: how much, of which packages, and nothing at all where nothing is named.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { describe, expect, inject, test } from 'vitest'
import { entryLimits } from '../../bench/sizes.mjs'
import { about } from './project.js'

const project = inject('project')

/** Bundles lines of a page. What is loaded later is left where it is. */
async function bundled(lines: string) {
  const file = join(project, `weight-${Math.random().toString(36).slice(2)}.js`)
  writeFileSync(file, lines)
  const { outputFiles, metafile } = await build({
    absWorkingDir: project,
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    splitting: true,
    outdir: 'weights',
    external: ['react'],
    charset: 'utf8',
    logLevel: 'silent',
  })
  // a chunk that is reached by import() alone is not loaded with the page
  const [entry] = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint)
  const first = withStatic(metafile.outputs, entry![0])
  const kept = first.flatMap((name) => Object.entries(metafile.outputs[name]!.inputs))
  const code = named(
    first.map((name) => outputFiles.find(({ path }) => path.endsWith(name))!.text).join('\n'),
  )
  const inputs = kept.filter(
    ([path, { bytesInOutput }]) => bytesInOutput > 0 && path.includes('node_modules'),
  )
  return { code, inputs: inputs.map(([path]) => path) }
}
/**
 * The chunks' names hash what is in them, so that a change of what is loaded later would move the weight by up to 100 bytes, brotli being
 * what it is: they are counted instead, in names as long.
 */
function named(code: string): string {
  const known = new Map<string, string>()
  return code.replace(/chunk-[A-Z0-9]{8}/g, (name) => {
    if (!known.has(name)) known.set(name, `chunk-${String(known.size + 1).padStart(8, '0')}`)
    return known.get(name)!
  })
}
function withStatic(outputs: Metafile['outputs'], name: string, seen: string[] = []): string[] {
  if (seen.includes(name) || !outputs[name]) return seen
  const next = outputs[name].imports.filter(({ kind }) => kind === 'import-statement')
  return next.reduce((all, { path }) => withStatic(outputs, path, all), [...seen, name])
}
const packagesOf = (inputs: string[]) =>
  [...new Set(inputs.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)![1]!))].sort()

describe('an entry', () => {
  test.each(Object.entries(entryLimits))(
    '%s weighs no more than it did, and holds its own packages alone',
    async (entry, { kb, packages }) => {
      // prettier-ignore
      const { code, inputs } = await bundled(`export * from '${entry}'`)
      expect(packagesOf(inputs)).toEqual(['tierkit', ...packages].sort())
      expect(brotliCompressSync(code).length / 1000).toBeLessThanOrEqual(kb)
    },
  )

  test('is in the table of weights if it is code', () => {
    const named = Object.keys(entryLimits).map((entry) => entry.replace(/^tierkit/, '.').replace(/^\.\/(define|locales)\/.*/, './$1/*')) // prettier-ignore
    const code = Object.entries(about.exports).filter(
      ([name, one]) => typeof one !== 'string' && name !== './types/*',
    )
    expect([...new Set(named)].sort()).toEqual(code.map(([name]) => name).sort())
  })
})

describe('what is not named is left out:', () => {
  test.each([
    'tierkit',
    'tierkit/core',
    'tierkit/preview',
    'tierkit/react',
    'tierkit/words',
    'tierkit/schema',
  ])('importing %s for nothing keeps nothing', async (entry) => {
    const { code } = await bundled(`import '${entry}'`)
    expect(code.trim()).toBe('')
  })

  test('importing define keeps what registers', async () => {
    const { code } = await bundled(`import 'tierkit/define/score-gauge'`)
    expect(code).toContain('"tk-score-gauge"')
    expect((await bundled(`import 'tierkit/define'`)).code).toContain('points-ledger')
  })

  test.each([
    [
      'the gauge',
      `export { TkScoreGauge } from 'tierkit'`,
      'score-gauge',
      /points-|tier-ladder|task-|benefit-|chart/,
    ],
    [
      'the gauge in React',
      `export { ScoreGauge } from 'tierkit/react'`,
      'score-gauge',
      /points-|tier-ladder|task-|benefit-|chart/,
    ],
    ['compile', `export { compile } from 'tierkit/core'`, 'compile', /core\/(advance|evaluate|ledger)\.js/],
    [
      'a number',
      `export { formatNumber } from 'tierkit/words'`,
      'number',
      /words\/(en|zh-CN)\/(findings|document-issues|reasons)/,
    ],
  ])('%s alone is without the others', async (_, lines, here, others) => {
    // prettier-ignore
    const { inputs } = await bundled(lines)
    const own = inputs
      .filter((path) => path.includes('tierkit/dist'))
      .map((path) => path.split('tierkit/dist/')[1]!)
    expect(own.some((path) => path.includes(here))).toBe(true)
    expect(own.filter((path) => others.test(path))).toEqual([])
  })
})

test('side effects are named for the files that have some, and only for them', () => {
  const shipped = about.sideEffects.filter((path) => path.startsWith('./dist'))
  expect(shipped.sort()).toEqual(['./dist/*.min.js', './dist/classic/*.min.js', './dist/define.js', './dist/define/*.js', './dist/population/worker.js', './dist/themes/*.css']) // prettier-ignore
})
