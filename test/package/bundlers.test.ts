// Each bundler builds and shows one widget from the tarball, in an empty project, and leaves out what the project does not name.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build as esbuild, stop } from 'esbuild'
import { rollup } from 'rollup'
import { build as vite } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import webpack from 'webpack'
import { served } from './page.js'
import { installed } from './project.js'
import { firstStanding } from './standing.js'

const entry = `
import 'tierkit/define/score-gauge'
const gauge = document.createElement('tk-score-gauge')
gauge.standing = ${JSON.stringify(firstStanding())}
document.body.append(gauge)
`
/** What only other elements say. */
const left = ['All entries', 'Compare tiers', '全部明细', '等级对比', 'tk-points-export', 'tk-tier-compare']

const bundlers: Record<string, (folder: string) => Promise<unknown>> = {
  vite: (folder) =>
    vite({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { outDir: 'out', rollupOptions: { input: join(folder, 'main.js'), output: { entryFileNames: 'main.js' } } }, // prettier-ignore
    }),
  webpack: (folder) =>
    new Promise((done, fail) =>
      webpack(
        { context: folder, mode: 'production', entry: './main.js', performance: false, output: { path: join(folder, 'out'), filename: 'main.js' } }, // prettier-ignore
        (error, stats) =>
          error || stats?.hasErrors() ? fail(error ?? new Error(stats!.toString())) : done(stats),
      ),
    ),
  esbuild: (folder) =>
    esbuild({
      absWorkingDir: folder,
      entryPoints: ['main.js'],
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      outdir: 'out',
      logLevel: 'error',
    }),
  rollup: async (folder) => {
    const bundle = await rollup({
      input: join(folder, 'main.js'),
      plugins: [nodeResolve({ browser: true })],
      logLevel: 'silent',
    })
    await bundle.write({ dir: join(folder, 'out') })
  },
}

const project = inject('project')
const folders = Object.fromEntries(Object.keys(bundlers).map((name) => [name, join(dirname(project), name)]))
let server: Awaited<ReturnType<typeof served>>
beforeAll(async () => {
  server = await served(dirname(project))
})
afterAll(() => Promise.all([server.close(), stop()]))

describe.each(Object.keys(bundlers))('%s', (name) => {
  const folder = folders[name]!
  test('builds an empty project that installs the tarball, and shows one widget', async () => {
    installed(folder, inject('tarball'))
    writeFileSync(join(folder, 'main.js'), entry)
    await bundlers[name]!(folder)
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
