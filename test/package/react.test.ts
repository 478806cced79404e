// The components of the tarball under the real React 19, in Chromium.
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { served } from './page.js'
import { firstStanding } from './standing.js'

const project = inject('project')
const standing = firstStanding()
let server: Awaited<ReturnType<typeof served>>
let page: Page
let failures: string[]

beforeAll(async () => {
  cpSync(new URL('react-page.js', import.meta.url), join(project, 'react-page.js'))
  await build({
    absWorkingDir: project,
    entryPoints: ['react-page.js'],
    bundle: true,
    format: 'esm',
    outdir: 'react-out',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  })
  writeFileSync(
    join(project, 'react.html'),
    '<!doctype html><meta charset="utf-8"><div id="place"></div><script type="module" src="react-out/react-page.js"></script>',
  )
  server = await served(project)
})
afterAll(() => server.close())
beforeEach(async () => {
  ;({ page, failures } = await server.open('react.html'))
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()))
  await page.waitForFunction('window.gauge')
})
afterEach(async () => {
  expect(failures).toEqual([])
  await page.close()
})

/** Runs a line in the page, with the standing at hand. */
const run = <T>(line: string) => page.evaluate<T>(`(standing => (${line}))(${JSON.stringify(standing)})`)

describe('a component in React 19', () => {
  test('registers its own tag where it is mounted, and none before', async () => {
    expect(await run('tags()')).toEqual([false, false])
    await run('gauge({})')
    expect(await run('tags()')).toEqual([true, false])
  })

  test('sets objects, texts, numbers and switches as properties, and shows them', async () => {
    await run(
      `gauge({ standing, heading: 'Mine', headingLevel: 2, openFirst: true, className: 'wide', id: 'one' })`,
    )
    const set = `(({ heading, headingLevel, openFirst, className, id }) => ({ heading, headingLevel, openFirst, className, id }))(ref.current)`
    expect(await run(set)).toEqual({ heading: 'Mine', headingLevel: 2, openFirst: true, className: 'wide', id: 'one' }) // prettier-ignore
    await page.getByText('Mine').waitFor()
    expect(await run('ref.current.state')).toBe('ready')
    expect(await run('ref.current.standing.score.value')).toBe(68)
  })

  test('puts back what is no more given, and leaves the rest', async () => {
    await run(`gauge({ standing, heading: 'Mine', headingLevel: 2, openFirst: true })`)
    await run(`gauge({ standing, heading: 'Yours', openFirst: false })`)
    expect(await run('[ref.current.heading, ref.current.headingLevel, ref.current.openFirst]')).toEqual(['Yours', 3, false]) // prettier-ignore
    await run(`gauge({})`)
    expect(await run('[ref.current.heading, ref.current.standing ?? null, ref.current.openFirst]')).toEqual([null, null, false]) // prettier-ignore
    await page.waitForFunction(`ref.current.state === 'loading'`)
  })

  test('calls the newest listener, once, and none after it is gone', async () => {
    await run(`list('first')`)
    await run(`claim('a')`)
    await run(`list('second')`)
    await run(`claim('b')`)
    expect(await run('log')).toEqual(['first a', 'second b'])
    await run('(window.old = document.querySelector("tk-task-checklist"), nothing())')
    await run(`old.dispatchEvent(new CustomEvent('tk-task-claim', { detail: { task: 'c' } })) && 1`)
    expect(await run('log.length')).toBe(2)
  })

  test('gives its ref while it is mounted, and works when it comes again', async () => {
    await run(`gauge({ standing })`)
    expect(await run('ref.current.localName')).toBe('tk-score-gauge')
    await run('nothing()')
    expect(await run('ref.current')).toBe(null)
    await run(`gauge({ standing, heading: 'Again' })`)
    await page.getByText('Again').waitFor()
    expect(await run('ref.current.state')).toBe('ready')
    await run(`list('one')`)
    await run('nothing()')
    expect(await run('calls.filter(Boolean).length > 0 && calls[calls.length - 1]')).toBe(null)
  })

  test('around others hears what bubbles, and may take it over', async () => {
    await run('around()')
    expect(await run(`claim('a')`)).toBe(false)
    expect(await run('log')).toEqual(['provider'])
  })

  test('takes over what a server rendered', async () => {
    const html = '<tk-score-gauge heading="Mine" heading-level="2" open-first=""></tk-score-gauge>'
    const props = `{ heading: 'Mine', headingLevel: 2, openFirst: true, standing }`
    const found = await run(
      `(({ heading, headingLevel, standing }) => [heading, headingLevel, standing.score.value])(hydrate('${html}', ${props}))`,
    )
    expect(found).toEqual(['Mine', 2, 68])
    expect(await run('log')).toEqual([])
  })
})
