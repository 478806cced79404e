import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { launchChromium79, runsHere } from './chromium79.mjs'
import { serveStrictly } from './strict-server.mjs'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = folder('../../dist')

/** What both clients, years apart, do the same way. */
interface Page {
  goto(url: string): Promise<unknown>
  evaluate(code: string): Promise<unknown>
  close(): Promise<void>
}

const today = async () => chromium.launch({ executablePath: await chrome(), args: flags })
const ways = [
  { name: 'modules in Chromium', isClassic: false, here: true, launch: today },
  { name: 'scripts in Chromium', isClassic: true, here: true, launch: today },
  { name: 'scripts in Chromium 79', isClassic: true, here: runsHere, launch: launchChromium79 },
]
const tags = [
  'tk-score-gauge',
  'tk-tier-ladder',
  'tk-task-checklist',
  'tk-benefit-wallet',
  'tk-points-ledger',
]

/** The pages, with the kit's files in one of their two forms. */
async function served(isClassic: boolean) {
  const files = isClassic ? `${dist}/classic` : dist
  if (!existsSync(`${files}/tierkit.min.js`)) throw new Error('nothing is built: npm run build')
  const alone = mkdtempSync(join(tmpdir(), 'tierkit-alone-'))
  copyFileSync(`${files}/tierkit.min.js`, join(alone, 'tierkit.min.js'))
  const hashes = JSON.parse(readFileSync(`${dist}/integrity.json`, 'utf8')) as Record<string, string>
  const page = readFileSync(folder('pages/all.html'), 'utf8').replace(/"(watch|now)\.js"/g, '"/pages/$1.js"')
  const hash = hashes[isClassic ? 'classic/tierkit-all.min.js' : 'tierkit-all.min.js']!
  for (const [name, said] of [
    ['hashed', hash],
    ['another', hash.replace(/-..../, '-AAAA')],
  ])
    writeFileSync(join(alone, `${name}.html`), page.replace('all.min.js"', `all.min.js" integrity="${said}"`))
  // the same bytes under a second address are a second copy
  const folders = { pages: folder('pages'), demo: folder('../../demo'), dist: files, copy: files, alone }
  return serveStrictly(folders, { isClassic })
}

describe.each(ways.filter(({ here }) => here))(
  'the built files under a strict policy, $name',
  ({ isClassic, launch }) => {
    let server: Awaited<ReturnType<typeof serveStrictly>>
    let browser: { newPage(): Promise<Page>; close(): Promise<void> }
    beforeAll(async () => {
      server = await served(isClassic)
      browser = (await launch()) as typeof browser
    }, 60_000)
    afterAll(async () => {
      await browser?.close()
      server?.close()
    })

    async function opened(name: string) {
      const page = await browser.newPage()
      await page.goto(`${server.origin}/pages/${name}`)
      return page
    }
    /** Asks until it is so. The clients' own waiting evaluates text inside the page, which the policy forbids. */
    async function until(page: Page, code: string) {
      while (!(await page.evaluate(code))) await new Promise((again) => setTimeout(again, 50))
    }
    const stateOf = (tag: string) => `document.querySelector('${tag}').state`
    const textOf = (tag: string) => `document.querySelector('${tag}').shadowRoot.textContent`
    const wrong = (page: Page) => page.evaluate('[...violations, ...failures]')

    test.each(['one.html', 'two.html'])('%s shows all five elements', async (name) => {
      const page = await opened(name)
      for (const tag of tags) await until(page, `${stateOf(tag)} === 'ready'`)
      expect(await page.evaluate(textOf('tk-score-gauge'))).toContain('662')
      expect(await wrong(page)).toEqual([])
      await page.close()
    })

    test('the engine is the file beside the script', async () => {
      const page = await opened('one.html')
      await until(page, `${stateOf('tk-score-gauge')} === 'ready'`)
      const loaded = await page.evaluate(`performance.getEntriesByType('resource').map(({ name }) => name)`)
      expect(loaded).toContain(`${server.origin}/dist/tierkit-engine.min.js`)
      await page.close()
    })

    test('what is wrong with a document is said by a file beside the script, loaded only then', async () => {
      const page = await opened('one.html')
      await until(page, `${stateOf('tk-score-gauge')} === 'ready'`)
      const loaded = `performance.getEntriesByType('resource').filter(({ name }) => /tierkit-issues/.test(name)).length`
      expect(await page.evaluate(loaded)).toBe(0)
      await page.evaluate(`document.querySelector('tk-provider').program = '/pages/one.html'`)
      await until(page, `${textOf('tk-score-gauge')}.includes('A web page came instead of JSON.')`)
      expect(await page.evaluate(loaded)).toBe(1)
      await page.close()
    })

    test('where that file is missing, the code of the mistake is said', async () => {
      const page = await opened('alone.html')
      await until(page, `${textOf('tk-score-gauge')}.includes('The data is not as it must be (webPage).')`)
      await page.close()
    })

    test('styles reach the elements', async () => {
      const page = await opened('one.html')
      await until(page, `${stateOf('tk-score-gauge')} === 'ready'`)
      expect(await page.evaluate(`getComputedStyle(document.querySelector('tk-score-gauge')).display`)).toBe(
        'block',
      )
      await page.close()
    })

    test.runIf(isClassic)('the scripts share one global', async () => {
      const page = await opened('scripts.html')
      expect(await page.evaluate(`Object.keys(tierkit).sort().join()`)).toMatch(
        /TkScoreGauge.*define.*indexedDbAdapter.*registerLocale/,
      )
      expect(await wrong(page)).toEqual([])
      await page.close()
    })

    test('one file holds all but the chart', async () => {
      const page = await opened('all.html')
      for (const tag of tags) await until(page, `${stateOf(tag)} === 'ready'`)
      const loaded = `performance.getEntriesByType('resource').map(({ name }) => name.replace(/.*\\//, '')).filter((name) => /^tierkit/.test(name)).sort().join()`
      expect(await page.evaluate(loaded)).toMatch(/^tierkit-all\.min\.js(,tierkit-chart\.min\.js)?$/)
      expect(await wrong(page)).toEqual([])
      await page.close()
    })

    test('a browser takes the file by the hash that the build gives, and no other', async () => {
      const [page, refused] = [await opened('../alone/hashed.html'), await opened('../alone/another.html')]
      await until(page, `${stateOf('tk-score-gauge')} === 'ready'`)
      expect(await refused.evaluate(`!!customElements.get('tk-score-gauge')`)).toBe(false)
      await Promise.all([page.close(), refused.close()])
    })

    // a build that drops lit's decorators is green, and its elements never render again
    test('a property that changes is rendered again', async () => {
      const page = await opened('one.html')
      await until(page, `${stateOf('tk-score-gauge')} === 'ready'`)
      await page.evaluate(`document.querySelector('tk-score-gauge').heading = 'Another title'`)
      await until(page, `${textOf('tk-score-gauge')}.includes('Another title')`)
      await page.close()
    })

    test('the file of the chart draws', async () => {
      const page = await opened('chart.html')
      await until(page, 'window.isPainted && isPainted()')
      expect(await wrong(page)).toEqual([])
      await page.close()
    })
  },
)
