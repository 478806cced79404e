// Each bundler builds and shows one widget from the tarball, in an empty project, and leaves out what the project does not name.
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build as esbuild } from 'esbuild'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { served } from './page.js'
import { firstStanding } from './standing.js'

const run = promisify(execFile)

const entry = `
import 'tierkit/define/score-gauge'
const gauge = document.createElement('tk-score-gauge')
gauge.standing = ${JSON.stringify(firstStanding())}
document.body.append(gauge)
`
/** What only other elements say. */
const left = ['All entries', 'Compare tiers', '全部明细', '等级对比', 'tk-points-export', 'tk-tier-compare']

const bundlers = ['vite', 'webpack', 'esbuild', 'rollup']

const project = inject('project')
const folders = Object.fromEntries(bundlers.map((name) => [name, join(dirname(project), name)]))
let server: Awaited<ReturnType<typeof served>>
beforeAll(async () => {
  server = await served(dirname(project))
})
afterAll(() => server.close())

describe.each(bundlers)('%s', (name) => {
  const folder = folders[name]!
  test('builds an empty project that installs the tarball, and shows one widget', async () => {
    cpSync(inject('empty'), folder, { recursive: true })
    writeFileSync(join(folder, 'main.js'), entry)
    // a process of its own, as a project has: what a bundler leaves running ends with it
    await run(process.execPath, [fileURLToPath(new URL('bundle.mjs', import.meta.url)), name, folder])
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><meta charset="utf-8"><body><script type="module" src="out/main.js"></script></body>',
    )
    const { page, failures } = await server.open(`${name}/index.html`)
    const gauge = page.locator('tk-score-gauge')
    await gauge.getByText('68', { exact: true }).first().waitFor()
    expect(await gauge.evaluate((one) => [(one as unknown as { state: string }).state, (one as HTMLElement).offsetHeight > 200])).toEqual(['ready', true]) // prettier-ignore
    expect(failures).toEqual([])
    await page.close()
  })

  test('leaves out what the project does not name', () => {
    const code = readFileSync(join(folder, 'out/main.js'), 'utf8')
    expect(code).toContain('tk-score-gauge')
    expect(left.filter((text) => code.includes(text))).toEqual([])
  })
})

test('what is looked for in the bundles is in the whole kit', async () => {
  writeFileSync(join(project, 'whole.js'), `import 'tierkit/define'`)
  const { outputFiles } = await esbuild({
    absWorkingDir: project,
    entryPoints: ['whole.js'],
    bundle: true,
    format: 'esm',
    charset: 'utf8',
    write: false,
  })
  const code = outputFiles[0]!.text
  expect(left.filter((text) => !code.includes(text))).toEqual([])
})
