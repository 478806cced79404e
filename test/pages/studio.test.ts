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
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
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
  await page.goto(`${server.resolvedUrls!.local[0]}studio?${query}`)
  await page.waitForSelector('.flag.is-moved')
}
const csv = (text: string) => ({ name: 'm.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
const counts = (): Promise<string[]> => page.locator('#tiers tbody tr td:nth-child(4)').allTextContents()
const facts = (): Promise<string[]> => page.locator('#facts dd').allTextContents()

describe('the studio', () => {
  test('begins with 3,507 made-up merchants and moves them by the slider, with keys alone', async () => {
    await open('lang=en&program=store-score')
    expect(await page.textContent('#about')).toContain('3,507 merchants')
    const published = await counts()
    await page.focus('#slider')
    for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowLeft')
    await expect.poll(() => page.inputValue('#value')).toBe('530')
    await expect.poll(counts).not.toEqual(published)
    const [risen, fallen, stayed] = (await facts()).map((text) => Number(text.replace(',', '')))
    expect(risen).toBeGreaterThan(0)
    expect([fallen, risen! + stayed!]).toEqual([0, 3507])
    expect(await page.getAttribute('#slider', 'aria-valuetext')).toBe('530')
    await page.keyboard.press('Escape')
    await expect.poll(counts).toEqual(published)
  })

  test('opens a CSV for the program that it says most to, and names the rows that it leaves out', async () => {
    await open('lang=en&program=store-score')
    const rows = [
      'id,reviews_12m,response_rate,rating',
      'm1,10,0.9,4.8',
      'm2,12,1,4.79',
      'm3,x,1,5',
      'm4,9,1,5',
    ]
    await page.setInputFiles('#file', csv(rows.join('\n')))
    await expect.poll(() => page.inputValue('#program')).toBe('airbnb-superhost')
    expect(await counts()).toEqual(['1', '2'])
    expect(await page.textContent('#issues')).toContain('1 row is left out')
    expect(await page.textContent('#issues')).toContain('line 4, column 4`x` is not a number.')
    await page.fill('#value', '4.7')
    await expect.poll(counts).toEqual(['2', '1'])
    expect(await page.locator('#movers tbody th').allTextContents()).toEqual(['m2'])
  })

  test('keeps what it has when a file cannot be used, and says why in the language chosen', async () => {
    await open('lang=zh-CN&program=store-score')
    const published = await counts()
    await page.setInputFiles('#file', csv('name,orders\nm1,3\n'))
    await expect.poll(() => page.textContent('#issues')).toContain('没有提供 `id` 的列')
    expect(await counts()).toEqual(published)
    expect(await page.textContent('#about')).toContain('模拟样本')
  })

  test('asks when percent look like fractions, and reads them as such when told', async () => {
    await open('lang=en&program=marketplace-membership&mark=2.enter.refundRate.lte')
    await page.setInputFiles('#file', csv('id,orders,refundRate,creditIndex\nm1,9,0.12,70\nm2,9,0.2,70\n'))
    await page.click('text=Read refundRate as fractions')
    await expect.poll(() => page.locator('.doubt').count()).toBe(0)
    expect(await page.inputValue('#program')).toBe('marketplace-membership')
    await page.fill('#value', '12')
    await page.click('summary')
    await expect.poll(() => page.locator('#bins tbody th').allTextContents()).toContain('12% to under 12.25%')
  })

  test('shows in a table what the chart shows', async () => {
    await open('lang=en&program=airbnb-superhost')
    await page.click('summary')
    const beside = async (pattern: RegExp): Promise<number> =>
      Number(pattern.exec((await page.textContent('#beyond'))!)?.[1] ?? 0)
    // The rows are made when the table opens, a moment after the click.
    const counted = async (): Promise<number> => {
      const totals = await page.locator('#bins tbody td:last-child').allTextContents()
      const none = (await beside(/(\d+) below/)) + (await beside(/(\d+) with no/))
      return totals.reduce((sum, text) => sum + Number(text.replace(',', '')), none)
    }
    await expect.poll(counted).toBe(3507)
  })

  test('moves a quota: a place on the score, of those who are compared', async () => {
    await open('lang=en&program=growth-pyramid&mark=2.enter.all.1.best')
    expect(await page.textContent('#spread-name')).toBe('Distribution: Place by growth score')
    await page.fill('#value', '60')
    // 60 % of the 3,328 who are not silent, in place of 55 %
    await expect.poll(async () => (await facts())[0]).toBe('166')
    expect(await page.getAttribute('#slider', 'aria-valuetext')).toBe('60%')
  })

  test('is remembered by its address', async () => {
    await open('lang=en&theme=dark&program=marketplace-membership&mark=3.enter.score.gte&value=7000')
    expect(await page.inputValue('#value')).toBe('7000')
    await page.selectOption('#lang', 'zh-CN')
    await expect.poll(() => page.url()).toContain('lang=zh-CN&theme=dark&mark=3.enter.score.gte&value=7000')
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
  })

  test.each([
    ['light', 1440, 'store-score'],
    ['dark', 1024, 'airbnb-superhost'],
    ['light', 390, 'marketplace-membership'],
    ['dark', 1280, 'growth-pyramid'],
    ['light', 390, 'organization-index'],
  ])(
    'has no fault that axe finds, and nothing beside the page: %s, %d px, %s',
    async (theme, width, program) => {
      await page.setViewportSize({ width, height: 900 })
      await open(`lang=en&theme=${theme}&program=${program}&value=4`)
      await page.evaluate(axe)
      const violations = await page.evaluate(async () => {
        const { axe: run } = window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string }[] }> }
        }
        return (await run.run()).violations.map(({ id }) => id)
      })
      expect(violations).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    },
  )
})
