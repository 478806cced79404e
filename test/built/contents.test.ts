import { brotliCompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { limits } from '../../bench/sizes.mjs'
import { buildFiles } from '../../tools/build.mjs'

interface Built {
  name: string
  code: string
  modules: Record<string, { renderedLength: number }>
}
let files: Built[]
beforeAll(async () => {
  files = (await buildFiles({ write: false })) as Built[]
}, 120_000)

/** The sources that a file holds something of. */
const sourcesIn = ({ modules }: Built): string[] =>
  Object.keys(modules).flatMap((id) => {
    const source = /\/src\/(.*)$/.exec(id)?.[1]
    return source && modules[id]!.renderedLength > 0 ? [source] : []
  })
const own = /^data\/(memory|indexeddb|log|database|mirror|migrations|rows|broadcast|conformance|subject)\.ts$/

test('no file is larger than it was', { timeout: 120_000 }, () => {
  const kb = files.map(({ name, code }) => ({ name, kb: brotliCompressSync(code).length / 1000 }))
  expect(kb.map(({ name }) => name).sort()).toEqual(Object.keys(limits).sort())
  for (const { name, kb: weight } of kb)
    expect(weight, name).toBeLessThanOrEqual(limits[name as keyof typeof limits])
})
test('no file holds what its packages say to developers', () => {
  for (const { code } of files) expect(code).not.toContain('dev mode')
})
test('an adapter that a page does not name adds nothing to its files', () => {
  const others = files.filter(({ name }) => !name.includes('tierkit-indexeddb'))
  expect(others.length).toBeGreaterThan(4)
  for (const file of others) expect(sourcesIn(file).filter((source) => own.test(source))).toEqual([])
})
test('the log in the browser is a file of its own', () => {
  const file = files.find(({ name }) => name === 'tierkit-indexeddb.min.js')!
  expect(sourcesIn(file)).toEqual(expect.arrayContaining(['data/indexeddb.ts', 'core/commands.ts']))
  expect(sourcesIn(file).filter((source) => source.startsWith('elements/'))).toEqual([])
})
