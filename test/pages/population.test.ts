/** The studio's Population page in a real browser, by keyboard: a CSV in GB18030, JSON, Parquet and made-up merchants become the population. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Browser, type Page, chromium } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { gb18030 } from '../population/gb18030.js'

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser
let server: ViteDevServer
let page: Page
let errors: string[]

/** The element alone on a page: what mounts it in the studio is the studio's. */
const host = `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Population</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/studio.css"><link rel="stylesheet" href="/studio/population-page.css">
<script type="module">
  import '/studio/population-page.ts'
  import { programs } from '/studio/programs.ts'
  const asked = new URLSearchParams(location.search)
  const element = document.createElement('studio-population')
  element.locale = document.documentElement.lang = asked.get('lang') ?? 'en'
  document.documentElement.dataset.theme = asked.get('theme') ?? 'light'
  element.program = programs[asked.get('program') ?? 'marketplace-membership']
  window.heard = []
  element.addEventListener('studio-population', ({ detail: { name, population, subjects, skipped, all } }) =>
    window.heard.push({ name, ids: population.ids.slice(0, 9), size: population.ids.length, skipped, all,
      columns: Object.fromEntries([...population.columns].map(([id, column]) => [id, [...column.subarray(0, 9)]])),
      subjects: subjects.map(({ id, values }) => [id, values.map((value) => value.id)]) }))
  document.querySelector('main').append(element)
</script></head><body class="studio"><main></main></body></html>`

beforeAll(async () => {
  const cacheDir = fileURLToPath(new URL('../../node_modules/.vite/population-test', import.meta.url))
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
  await page.route('**/population-alone*', (route) => route.fulfill({ contentType: 'text/html', body: host }))
})
afterEach(async () => {
  await page.close()
  expect(errors).toEqual([])
})

interface Heard {
  name: string
  ids: string[]
  size: number
  skipped: number
  all: number
  columns: Record<string, number[]>
  subjects: [string, string[]][]
}
const heard = (): Promise<Heard[]> => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)

const begin = async (query = ''): Promise<void> => {
  await page.goto(`${server.resolvedUrls!.local[0]}population-alone?${query}`)
  await page.waitForSelector('#population-file', { state: 'attached' })
}
const give = async (name: string, bytes: Uint8Array, field = '#population-file'): Promise<void> => {
  await page.setInputFiles(field, { name, mimeType: '', buffer: Buffer.from(bytes) })
  await page.waitForSelector('.first-rows')
}
/** Tabs on until something with a text is reached, and presses it. */
const press = async (text: RegExp): Promise<void> => {
  for (let tab = 0; tab < 120; tab++) {
    await page.keyboard.press('Tab')
    const own = await page.evaluate(() => document.activeElement?.textContent ?? '')
    if (text.test(own) && (await page.evaluate(() => document.activeElement?.tagName)) === 'BUTTON') {
      await page.keyboard.press('Enter')
      return
    }
  }
  throw new Error(`no button with ${String(text)} is reached by Tab`)
}
const loaded = async (): Promise<Heard> => {
  await expect.poll(async () => (await heard()).length).toBe(1)
  return (await heard())[0]!
}
const state = (column: string): Promise<string | null> =>
  page.locator('.map tbody tr', { has: page.getByText(column, { exact: true }) }).locator('.state').textContent() // prettier-ignore

const chinese = [
  '商家ID,消费金额,订单数,退款率,photo-reviews,会员等级,入驻日期,行业,备注',
  '7301884122904417126,"￥1,234.50",12,0.12,3,金牌会员,2023/6/1,女装,a',
  '7301884122904417127,￥80,9,0.5,暂无数据,silver,20230602,数码,b',
  '7301884122904417127,￥81,9,0.5,1,silver,20230602,数码,c',
  '7301884122904417128,￥82,many,0.5,1,silver,2023年6月3日,女装,d',
  '7301884122904417129,"￥83,9,0.5,1,silver,2023-06-04,女装,e',
  '7301884122904417130,￥84,7,0.25,1,普通会员,2023-06-04,女装,f',
  '',
].join('\r\n')

describe('the Population page', () => {
  test('loads a CSV in GB18030 by keyboard alone: explains, asks, skips and says so', async () => {
    await begin()
    await give('merchants.csv', gb18030(chinese))
    expect(await page.locator('#population-encoding').inputValue()).toBe('gb18030')
    expect(await page.locator('.pop-left').textContent()).toContain('UTF-8 fails at line 1, byte 1')
    expect(await state('退款率')).toBe('confirm')
    expect(await page.locator('.skip-title').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('Same id'), expect.stringContaining('never closed')]),
    )
    // five rows are too few to offer it by themselves
    await page.selectOption('[data-column="7"] select', 'segment')
    await page.waitForSelector('.first-rows')
    // the question has to be answered before anything loads
    await press(/^\s*Go to the question/)
    expect(await heard()).toEqual([])
    expect(await page.evaluate(() => document.activeElement!.textContent)).toMatch(/percent: 0.12 is 0.12%/)
    await press(/fraction: 0.12 is 12%/)
    await expect.poll(() => state('退款率')).toBe('confirmed')
    // rows whose cell says nothing are kept as unknown
    await page.focus('.aside-head .save')
    await press(/Keep these rows/)
    await expect.poll(() => page.locator('.summary dd').first().textContent()).toBe('4')
    await press(/Confirm and load 4/)
    const { name, ids, skipped, all, columns, subjects } = await loaded()
    expect({ name, ids, skipped, all }).toEqual({
      name: 'merchants.csv',
      ids: ['7301884122904417126', '7301884122904417127', '7301884122904417128', '7301884122904417130'],
      skipped: 2,
      all: 6,
    })
    expect(columns['spendFen']).toEqual([123450, 8000, 8200, 8400])
    expect(columns['orders']).toEqual([12, 9, NaN, 7])
    expect(columns['refundRate']).toEqual([12, 50, 50, 25])
    expect(columns['photoReviews']).toEqual([3, NaN, 1, 1])
    expect(columns['joinedAt']![0]).toBe(Date.parse('2023-05-31T16:00:00Z'))
    expect(subjects.find(([id]) => id === '行业')).toEqual(['行业', ['女装', '数码']])
    expect(await page.locator('.foot').textContent()).toContain('4 merchants are in use, from merchants.csv')
  })

  test('remembers a mapping for files with the same columns, and forgets it when told', async () => {
    const csv = new TextEncoder().encode('id,orders,refundRate,extra\nm1,3,0.1,x\nm2,4,0.2,x\nm3,4,0.2,x\n')
    await begin()
    await give('a.csv', csv)
    await page.selectOption('[data-column="3"] select', 'segment')
    await page.click('text=/fraction: 0.1 is 10%/')
    await page.click('text=/Confirm and load/')
    await begin()
    await give('b.csv', csv)
    expect(await page.inputValue('[data-column="3"] select')).toBe('segment')
    expect(await page.locator('[data-column="2"]').textContent()).toContain('fraction of 1')
    await page.click('text=Forget it')
    await expect.poll(() => state('refundRate')).toBe('confirm')
  })

  test.each([
    ['of a list', '[{"id":7301884122904417126,"orders":3,"spendFen":1200},{"id":"b","orders":null}]'],
    ['of an object a line', '{"id":7301884122904417126,"orders":3,"spendFen":1200}\n{"id":"b"}\n'],
  ])('loads JSON %s, with every digit of its ids', async (_, text) => {
    await begin()
    await give('merchants.json', new TextEncoder().encode(text))
    await page.click('text=/Confirm and load 2/')
    const { ids, columns } = await loaded()
    expect(ids).toEqual(['7301884122904417126', 'b'])
    expect([columns['orders'], columns['spendFen']]).toEqual([
      [3, NaN],
      [1200, NaN],
    ])
  })

  test('loads Parquet, whatever its name says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tierkit-'))
    const path = join(folder, 'm.parquet')
    const connection = await (await DuckDBInstance.create()).connect()
    await connection.run(
      `COPY (SELECT 's' || i AS id, i AS orders, i * 100 AS spendFen FROM range(20000) t(i)) TO '${path}' (FORMAT parquet)`,
    )
    const bytes = readFileSync(path)
    rmSync(folder, { recursive: true })
    await begin()
    await give('merchants.csv', bytes)
    expect(await page.locator('.pop-left').textContent()).toContain('Parquet')
    await page.click('text=/Confirm and load 20,000/')
    const { ids, columns } = await loaded()
    expect([ids[3], columns['orders']![3], columns['spendFen']![3]]).toEqual(['s3', 3, 300])
  })

  test('makes merchants up, the same for a seed, and stops when told', async () => {
    await begin('program=airbnb-superhost')
    await page.fill('[name=size]', '5000000')
    await page.click('.generate .button')
    await page.waitForSelector('.foot progress')
    await page.click('text=Cancel')
    expect(await page.locator('.foot').count()).toBe(0)
    await page.fill('[name=size]', '20000')
    await page.click('.generate .button')
    await page.click('text=/Confirm and load 20,000/')
    const { name, size, all, subjects } = await loaded()
    expect({ name, size, all }).toEqual({ name: 'made up, seed 1', size: 20000, all: 20000 })
    expect(subjects.map(([id]) => id)).toEqual(['reviews12m', 'responseRate', 'rating'])
  })

  test('refuses what is no table, with the fix, and keeps answering', async () => {
    await begin('lang=zh-CN')
    const book = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])
    await page.setInputFiles('#population-file', { name: 'm.csv', mimeType: '', buffer: book })
    await expect.poll(() => page.textContent('[role=alert]')).toContain('另存为 UTF-8 编码的 CSV')
    await give('m.csv', new TextEncoder().encode('id,orders\nm1,3\n'))
    expect(await page.locator('[role=alert]').count()).toBe(0)
  })

  test('loads a file of many parts whole', async () => {
    await begin()
    const lines = ['id,orders,spendFen,refundRate']
    for (let row = 0; row < 200_000; row++) lines.push(`m${row},${row % 97},${row * 3},${(row % 100) / 10}`)
    await give('large.csv', new TextEncoder().encode(lines.join('\n')))
    await page.click('text=/Confirm and load 200,000/')
    expect((await loaded()).size).toBe(200_000)
  })

  test.each([
    ['light', 1600, 'en'],
    ['dark', 1280, 'zh-CN'],
    ['light', 1024, 'zh-CN'],
    ['dark', 768, 'en'],
    ['light', 360, 'zh-CN'],
    ['dark', 390, 'en'],
  ])(
    'has no fault that axe finds, and nothing beside the page: %s, %d px, %s',
    async (theme, width, lang) => {
      await page.setViewportSize({ width, height: 900 })
      await begin(`lang=${lang}&theme=${theme}`)
      const faults = async (): Promise<string[]> => {
        await page.evaluate(axe)
        return page.evaluate(async () => {
          const { axe: run } = window as unknown as {
            axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
          }
          const { violations } = await run.run()
          return violations
            .filter(({ id }) => id !== 'page-has-heading-one')
            .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)
        })
      }
      expect(await faults()).toEqual([])
      await give('merchants.csv', gb18030(chinese))
      expect(await faults()).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    },
  )
})
