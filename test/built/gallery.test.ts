// A share of the gallery from the built files: under the strict policy it looks as it does without one.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { entries, variants } from '../elements/standings.js'
import { difference, fingerprintOf } from '../shots/fingerprint.mjs'
import { launchChromium79, runsHere } from './chromium79.mjs'
import { serveStrictly } from './strict-server.mjs'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = folder('../../dist')
const elements = ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger']
const looks = [
  { view: 'plain', state: 'ready', width: 390, lang: 'en', dir: 'ltr', theme: 'light' },
  { view: 'plain', state: 'atRisk', width: 1100, lang: 'zh-CN', dir: 'ltr', theme: 'dark' },
  { view: 'plain', state: 'noScore', width: 560, lang: 'en', dir: 'rtl', theme: 'light' },
  { view: 'plain', state: 'error', width: 240, lang: 'zh-CN', dir: 'rtl', theme: 'dark' },
  { view: 'plain', state: 'loading', width: 390, lang: 'en', dir: 'ltr', theme: 'light' },
] as const
const views = { 'score-gauge': 'whatif', 'tier-ladder': 'compare', 'points-ledger': 'all' }
const shots = [
  ...elements.flatMap((element) => looks.map((look) => ({ element, ...look }))),
  ...Object.entries(views).map(([element, view]) => ({ element, ...looks[0], view })),
]

const standings = mkdtempSync(join(tmpdir(), 'tierkit-standings-'))
let strict: Awaited<ReturnType<typeof serveStrictly>>
let open: typeof strict
let classic: typeof strict
beforeAll(async () => {
  if (!existsSync(`${dist}/tierkit.min.js`)) throw new Error('nothing is built: npm run build')
  for (const [name, standing] of Object.entries(variants))
    writeFileSync(join(standings, `${name}.json`), JSON.stringify(standing()))
  writeFileSync(join(standings, 'entries.json'), JSON.stringify(entries))
  const folders = { pages: folder('pages'), dist, standings }
  strict = await serveStrictly(folders)
  open = await serveStrictly(folders, { isStrict: false })
  classic = await serveStrictly({ ...folders, dist: `${dist}/classic` }, { isClassic: true })
})
afterAll(() => {
  strict.close()
  open.close()
  classic.close()
  rmSync(standings, { recursive: true, force: true })
})

/** What today's client and the one of Chromium 79's time do the same way. */
interface Client {
  goto(url: string): Promise<unknown>
  evaluate(code: string): Promise<unknown>
}
async function opened<Page extends Client>(page: Page, { origin }: typeof strict): Promise<Page> {
  await page.goto(`${origin}/pages/gallery.html`)
  // the clients' own waiting evaluates text inside the page, which the policy forbids
  while (!(await page.evaluate('!!window.show'))) await new Promise((again) => setTimeout(again, 50))
  return page
}
const shown = (page: Client, shot: object) =>
  page.evaluate(`show(${JSON.stringify(shot)})`) as Promise<number>
/** What the element says it shows: an empty card would be the same under any policy. */
const stateOf = (page: Client) => page.evaluate(`document.querySelector('tk-provider > *').state`)
const stateIn = ({ state }: { state: string }) => (['error', 'loading'].includes(state) ? state : 'ready')
const wrong = (page: Client) => page.evaluate('[...violations, ...failures]')

describe('the gallery of the built files under a strict policy', () => {
  let browser: Browser
  let pages: [strict: Page, open: Page]
  const fresh = () =>
    browser.newPage({
      viewport: { width: 1100, height: 2400 },
      reducedMotion: 'reduce',
      colorScheme: 'light',
    })
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await chrome(), args: flags })
    pages = [await opened(await fresh(), strict), await opened(await fresh(), open)]
  }, 60_000)
  afterAll(() => browser?.close())

  async function taken(page: Page, shot: (typeof shots)[number]): Promise<Buffer> {
    const height = await shown(page, shot)
    // a hidden caret would be a style that the client puts into the page
    return page.screenshot({
      clip: { x: 0, y: 0, width: 1100, height: Math.max(height, 1) },
      caret: 'initial',
    })
  }

  test.each(shots)('$element, $view, $state: no violation, and the same pixels', async (shot) => {
    const both = () => Promise.all([taken(pages[0], shot), taken(pages[1], shot)])
    let [one, other] = await both()
    // of two pages one may be a frame behind; what the policy stopped is missing in every frame
    for (let tries = 0; tries < 3 && !one.equals(other); tries++) [one, other] = await both()
    expect([await stateOf(pages[0]), await wrong(pages[0])]).toEqual([stateIn(shot), []])
    expect(difference(fingerprintOf(one), fingerprintOf(other))).toBeNull()
    expect(one.equals(other)).toBe(true)
  })

  test('a style that the policy forbids would be reported, and seen', async () => {
    const style = `document.querySelector('#stage').insertAdjacentHTML('beforeend', '<p style="padding: 40px">x</p>')`
    // the policy of markup from text would stop it before
    const append = `document.querySelector('#stage').appendChild(Object.assign(document.createElement('style'), { textContent: 'tk-score-gauge { padding: 40px }' }))`
    const [page, without] = [await opened(await fresh(), strict), await opened(await fresh(), open)]
    const heights = []
    for (const one of [page, without]) {
      await shown(one, shots[0]!)
      await one.evaluate(append)
      heights.push(await one.evaluate(`document.querySelector('#stage').offsetHeight`))
    }
    expect(await page.evaluate('violations.length')).toBe(1)
    expect(heights[0]).not.toBe(heights[1])
    await expect(page.evaluate(style)).rejects.toThrow(/TrustedHTML/)
    await Promise.all([page.close(), without.close()])
  })
})

test.runIf(runsHere)(
  'nothing of it is a violation in Chromium 79',
  async () => {
    const browser = await launchChromium79()
    const page = await opened(await browser.newPage(), classic)
    for (const shot of shots) {
      expect(await shown(page, shot)).toBeGreaterThan(50)
      expect([shot, await stateOf(page), await wrong(page)]).toEqual([shot, stateIn(shot), []])
    }
    await browser.close()
  },
  60_000,
)
