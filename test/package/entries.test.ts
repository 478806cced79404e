import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, inject, test } from 'vitest'
import { entries as said } from '../../tools/llms.mjs'
import { root, type Manifest } from './project.js'

const run = promisify(execFile)
const project = inject('project')
const home = join(project, 'node_modules/tierkit')
const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest

/** Every entry by the name it is imported by, one for each file of a pattern. */
const entries = Object.entries(manifest.exports).flatMap(([entry, target]) => {
  const path = typeof target === 'string' ? target : target.default
  const name = `tierkit${entry.slice(1)}`
  if (!path.includes('*')) return [{ name, path }]
  const [folder, end] = [path.split('*')[0]!, path.split('*')[1]!]
  return readdirSync(join(home, folder))
    .filter((file) => file.endsWith(end))
    .map((file) => ({
      name: name.replace('*', file.slice(0, file.length - end.length)),
      path: folder + file,
    }))
})
const modules = entries.filter(({ path }) => path.endsWith('.js'))

/** Runs lines in plain Node, inside the project. */
async function inNode(code: string): Promise<string> {
  const file = join(project, `lines-${Math.random().toString(36).slice(2)}.mjs`)
  writeFileSync(file, code)
  return (await run(process.execPath, [file], { cwd: project })).stdout.trim()
}

describe('the tarball', () => {
  test('has nothing that publint complains of', async () => {
    const { messages, pkg } = await publint({ pkgDir: home, strict: true, pack: false })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  // ES modules alone: whoever must `require` uses Node 22 or a bundler, and old resolutions without `exports` find no types
  test('has types that resolve as its modules do', async () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const args = [
      attw,
      inject('tarball'),
      '--profile',
      'esm-only',
      '--no-emoji',
      '--no-color',
      '--format',
      'ascii',
    ]
    const { code, stdout } = await run(process.execPath, args, { cwd: project }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    )
    expect(code, stdout).toBe(0)
    expect(stdout).toContain('tierkit/core')
  })

  test('holds what it is built of and its docs, no sources and no tests', () => {
    expect(readdirSync(home).sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json'].sort(),
    )
  })

  test('has types beside every module', () => {
    for (const { path } of modules)
      expect(existsSync(join(home, path.replace(/\.js$/, '.d.ts'))), path).toBe(true)
  })

  test('says of every entry what it gives', () => {
    expect(Object.keys(said).sort()).toEqual(Object.keys(manifest.exports).sort())
  })
})

describe('in Node, without a page,', () => {
  test('every entry resolves, and every module of them is imported; only define registers', async () => {
    const lines = `
      import { existsSync } from 'node:fs'
      import { fileURLToPath } from 'node:url'
      if (globalThis.document || globalThis.window) throw new Error('there is a page')
      for (const name of ${JSON.stringify(entries.map(({ name }) => name))})
        if (!existsSync(fileURLToPath(import.meta.resolve(name)))) throw new Error(name)
      for (const name of ${JSON.stringify(modules.map(({ name }) => name).filter((name) => !name.includes('define')))}) {
        await import(name)
        if (globalThis.customElements?.get('tk-score-gauge')) throw new Error(name + ' registers')
      }
      await import('tierkit/define/score-gauge')
      console.log(Boolean(customElements.get('tk-score-gauge')), Boolean(customElements.get('tk-tier-ladder')))
      await import('tierkit/define')
      console.log(Boolean(customElements.get('tk-tier-ladder')), Boolean(customElements.get('tk-tier-preview')))`
    expect(await inNode(lines)).toBe('true false\ntrue false')
    expect(modules.length).toBeGreaterThan(25)
  })

  test('every module inside can be imported alone', async () => {
    const inside = readdirSync(join(home, 'dist'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js') && !file.endsWith('.min.js') && !file.startsWith('cli'),
    )
    const lines = `for (const file of ${JSON.stringify(inside)}) await import('./node_modules/tierkit/dist/' + file).catch((error) => console.log(file, error.message))`
    expect(await inNode(lines)).toBe('')
    expect(inside.length).toBeGreaterThan(200)
  })

  test('a server renders the tag of a React component, with what attributes can hold', async () => {
    const lines = `
      import { createElement } from 'react'
      import { renderToString } from 'react-dom/server'
      import { Provider, ScoreGauge } from 'tierkit/react'
      const gauge = createElement(ScoreGauge, { heading: 'Score', headingLevel: 2, whatif: true, busy: false, standing: {}, className: 'wide', onLoad() {} })
      console.log(renderToString(createElement(Provider, { program: '/program.json', merchant: {} }, gauge)))`
    expect(await inNode(lines)).toBe(
      '<tk-provider program="/program.json"><tk-score-gauge heading="Score" heading-level="2" whatif="" class="wide"></tk-score-gauge></tk-provider>',
    )
  })
})
