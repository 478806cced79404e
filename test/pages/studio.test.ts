import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Browser, type Page, chromium } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser
let server: ViteDevServer
let page: Page
let errors: string[]

beforeAll(async () => {
  // a cache of its own, since another suite may start a server at the same time
  const cacheDir = fileURLToPath(new URL('../../node_modules/.vite/studio-test', import.meta.url))
  server = await createServer({ configFile, cacheDir, logLevel: 'error', server: { port: 0, hmr: false } })
  await server.listen()
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await server.close()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  errors = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
})
afterEach(async () => {
  await page.close()
  expect(errors).toEqual([])
})

const open = async (query: string): Promise<void> => {
  await page.goto(`${server.resolvedUrls!.local[0]}studio?size=4000&${query}`)
  await answered()
}
/** Until everything that was asked of the draft is answered. */
const answered = (): Promise<unknown> =>
  page.waitForFunction(() => {
    const app = document.querySelector('tk-tier-preview')?.shadowRoot?.querySelector('.app')
    return app?.getAttribute('aria-busy') === 'false' && app.querySelector('.mx') !== null
  })
const bigs = (): Promise<string[]> =>
  page
    .locator('.answers .trio .big')
    .allTextContents()
    .then((all) => all.map((text) => text.trim()))
const number = (text: string | null): number => Number((text ?? '').replace(/[^\d.-]/g, ''))
const violations = async (): Promise<string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: run } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const found = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return found.violations.map(({ id, nodes }) =>
      `${id}: ${nodes.map(({ html }) => html).join(' ')}`.slice(0, 400),
    )
  })
}
/** Moves the focus by Tab until it is on what a name says. */
const tabTo = async (name: string): Promise<void> => {
  for (let press = 0; press < 120; press++) {
    const found = await page.evaluate((wanted) => {
      let active: Element | null = document.activeElement
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
      return (active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim() === wanted
    }, name)
    if (found) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`nothing called ${name} is reached by Tab`)
}

describe('the studio', () => {
  test('begins with the published program, whom nobody leaves', async () => {
    await open('lang=en')
    expect(await bigs()).toEqual(['0', '0', '4,000'])
    expect(await page.textContent('.about')).toContain('4,000 merchants')
    expect(await page.isDisabled('#publish')).toBe(true)
  })

  test('a mark that keys move on the distribution moves merchants, and Escape takes it back', async () => {
    await open('lang=en')
    await tabTo('Top begins at')
    for (let press = 0; press < 4; press++) await page.keyboard.press('Shift+ArrowLeft')
    await answered()
    const [risen, fallen, stayed] = (await bigs()).map(number)
    expect(risen).toBeGreaterThan(0)
    expect(risen! + fallen! + stayed!).toBe(4000)
    expect(await page.locator('.handle').nth(1).getAttribute('aria-valuetext')).toMatch(
      /^70, .* published 74$/,
    )
    expect(await page.locator('.tt input').first().inputValue()).toBe('70')
    await page.keyboard.press('Escape')
    await answered()
    expect((await bigs())[2]).toBe('4,000')
  })

  test('what moves adds up: by reason, by the matrix and by segment', async () => {
    await open('lang=en')
    await page.locator('.range').first().fill('20')
    await answered()
    const [risen, fallen] = (await bigs()).map(number)
    expect(risen! + fallen!).toBeGreaterThan(0)
    const sums = await page.locator('.why:not(.h) .end').allTextContents()
    expect(sums.reduce((all, text) => all + number(text), 0)).toBe(risen! + fallen!)
    const moved = await page.locator('.mx td[class^="u"] b, .mx td[class^="d"] b').allTextContents()
    expect(moved.reduce((all, text) => all + number(text), 0)).toBe(risen! + fallen!)
    const last = page.locator('.segments tr.sum td')
    expect(number((await last.nth(0).textContent()) ?? '')).toBe(4000)
    expect(number(((await last.nth(1).textContent()) ?? '').split(' ')[0]!)).toBe(fallen)
  })

  test('a broken guard rail is said, a change that keeps all of them is offered, and taking it mends them', async () => {
    await open('lang=en')
    await page.locator('.tt input').first().fill('85')
    await page.keyboard.press('Enter')
    await answered()
    expect(await page.textContent('.verdict')).toContain('Not yet')
    await page.waitForSelector('.fix')
    await page.locator('.fix button').first().click()
    await answered()
    expect(await page.textContent('.verdict')).toContain('Yes')
  })

  test('undo and redo go through drafts; reset is the published program', async () => {
    await open('lang=en')
    const first = page.locator('.tt input').first()
    await first.fill('70')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await first.inputValue()).toBe('74')
    await page.getByRole('button', { name: 'Redo' }).click()
    expect(await first.inputValue()).toBe('70')
    await page.getByRole('button', { name: 'Reset' }).click()
    expect(await first.inputValue()).toBe('74')
    await answered()
  })

  test('four tiers are cut by share and kept as a scenario, which is there after a reload', async () => {
    await open('lang=en')
    await page.getByRole('button', { name: '4 tiers' }).click()
    await page.waitForFunction(
      () =>
        document.querySelector('tk-tier-preview')!.shadowRoot!.querySelectorAll('.tt tbody tr').length === 4,
    )
    await answered()
    const shares = await page.locator('.tt tbody td:last-child').allTextContents()
    const sum = shares.reduce((all, text) => all + number(text), 0)
    expect(sum).toBeGreaterThan(98)
    await page.reload()
    await answered()
    await page
      .getByRole('button', { name: /^4 tiers/ })
      .first()
      .click()
    await page.waitForFunction(
      () =>
        document.querySelector('tk-tier-preview')!.shadowRoot!.querySelectorAll('.tt tbody tr').length === 4,
    )
    await answered()
  })

  test('marks become quotas that let in as many, and marks again', async () => {
    await open('lang=en')
    const before = await page.locator('.py-end.is b').allTextContents()
    await page.getByRole('button', { name: 'Quotas' }).click()
    await page.getByRole('button', { name: 'Decide by quota' }).click()
    await page.waitForFunction(() => !document.querySelector('tk-tier-preview')!.shadowRoot!.querySelector('.handle')) // prettier-ignore
    await answered()
    const shares = (await page.locator('.py-end.is b').allTextContents()).map(number)
    shares.forEach((share, nth) => expect(Math.abs(share - number(before[nth]!))).toBeLessThan(0.3))
    await page.getByRole('button', { name: 'Decide by threshold' }).click()
    await page.waitForSelector('tk-tier-preview .handle')
    await answered()
    const again = (await page.locator('.py-end.is b').allTextContents()).map(number)
    again.forEach((share, nth) => expect(Math.abs(share - shares[nth]!)).toBeLessThan(0.3))
  })

  test('a program without a score shows how its first metric lies, and no marks of a score', async () => {
    await open('lang=en&program=airbnb-superhost')
    expect(await page.locator('.distribution select').inputValue()).toBe('reviews12m')
    expect(await page.locator('.distribution .handle').count()).toBe(1)
    const { width, height } = (await page.locator('.distribution canvas').boundingBox())!
    expect(Math.min(width, height)).toBeGreaterThan(100)
    expect(await page.locator('.tt thead th').count()).toBe(2)
    await page.locator('.distribution .handle').press('Shift+ArrowLeft')
    await answered()
    expect(number((await bigs())[0]!)).toBeGreaterThan(0)
  })

  test('movements are saved as CSV with a row for everyone who moves', async () => {
    await open('lang=zh-CN')
    await page.locator('.tt input').first().fill('70')
    await page.keyboard.press('Enter')
    await answered()
    const [risen, fallen] = (await bigs()).map(number)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#movements')])
    const text = readFileSync(await download.path(), 'utf8')
    const lines = text.slice(0, -2).split('\r\n')
    expect(lines[0]).toBe('\ufeff商家,原等级,新等级,变动,原因')
    expect(lines).toHaveLength(1 + risen! + fallen!)
    expect(lines[1]).toMatch(/^73018841\d+,(base|core),(core|top),升级,/)
  })

  test('the draft leaves as a program with a version and a date, and says why where a rail is broken', async () => {
    await open('lang=en')
    await page.locator('.tt input').first().fill('85')
    await page.keyboard.press('Enter')
    await answered()
    await page.click('#publish')
    await page.fill('textarea[name="why"]', 'agreed with the merchants')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ])
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
      version: string
      note: { en: string }
      ladders: { tiers: { enter: { all: { score: { gte: number } }[] } }[] }[]
    }
    expect([saved.version, saved.note.en]).toEqual(['13', 'agreed with the merchants'])
    expect(saved.ladders[0]!.tiers[2]!.enter.all[0]!.score.gte).toBe(85)
  })

  test('a merchant at the edge is shown before and after, by the five widgets', async () => {
    await open('lang=en')
    await page.locator('.tt input').first().fill('70')
    await page.keyboard.press('Enter')
    await answered()
    await page.locator('.edge button').first().click()
    await page.waitForSelector('dialog[open] tk-tier-ladder')
    const tiers = await page.evaluate(() =>
      [...document.querySelectorAll('dialog tk-tier-ladder')].map(
        (ladder) => (ladder as unknown as { state: string }).state,
      ),
    )
    expect(tiers).toEqual(['ready', 'ready'])
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog', { state: 'detached' })
  })

  test('the program as text: a fault is said with its line, and what is valid becomes the draft', async () => {
    await open('lang=en')
    await page.getByRole('link', { name: 'Program', exact: true }).click()
    const area = page.locator('textarea')
    const text = await area.inputValue()
    await area.fill(text.replace('"weight": 30', '"weight": "heavy"'))
    await page.waitForSelector('.said .fault')
    expect(await page.textContent('.said .fault')).toMatch(/line \d+/)
    await area.fill(text.replace('"weight": 30', '"weight": 35'))
    await page.waitForSelector('.said .fault', { state: 'detached' })
    await page.getByRole('link', { name: 'Preview', exact: true }).click()
    await answered()
    expect(await page.locator('.fac input[type="number"]').first().inputValue()).toBe('35')
  })

  test('it works in the page itself where no worker may be', async () => {
    await page.addInitScript(() => {
      ;(window as unknown as { Worker: unknown }).Worker = class {
        constructor() {
          throw new Error('refused')
        }
      }
    })
    await open('lang=en')
    expect(await page.textContent('.tim')).toContain('without a worker')
    await page.locator('.tt input').first().fill('70')
    await page.keyboard.press('Enter')
    await answered()
    expect((await bigs())[2]).not.toBe('4,000')
  })
})

describe('axe finds nothing', () => {
  test.each([
    ['lang=en&theme=light', 1440],
    ['lang=zh-CN&theme=dark', 1440],
    ['lang=en&theme=dark', 800],
    ['lang=zh-CN&theme=light', 390],
  ])('%s at %d px, as it begins, with a draft, and as tables', async (query, width) => {
    await page.setViewportSize({ width, height: 900 })
    await open(query)
    expect(await violations()).toEqual([])
    await page.locator('.tt input').first().fill('69')
    await page.keyboard.press('Enter')
    await answered()
    for (const button of await page.locator('.tbl').all()) await button.click()
    await page.locator('button.thumb').first().click()
    await answered()
    expect(await violations()).toEqual([])
  })

  test.each(['program', 'sql', 'population'])('on the page %s', async (name) => {
    await open('lang=en')
    await page.goto(`${page.url().split('#')[0]}#${name}`)
    await page.waitForSelector(`studio-${name} *`)
    await page.waitForTimeout(500)
    expect(await violations()).toEqual([])
  })

  test('on dialogs', async () => {
    await open('lang=en')
    await page.locator('.edge button').first().click()
    await page.waitForSelector('dialog[open] tk-tier-ladder')
    expect(await violations()).toEqual([])
  })
})
