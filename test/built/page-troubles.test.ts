// The built files on a page that loads them twice, in both forms, or late.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { serveStrictly } from './strict-server.mjs'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = folder('../../dist')
const tags = ['tk-score-gauge', 'tk-tier-ladder']

let server: Awaited<ReturnType<typeof serveStrictly>>
let browser: Browser
beforeAll(async () => {
  if (!existsSync(`${dist}/tierkit.min.js`)) throw new Error('nothing is built: npm run build')
  const folders = {
    pages: folder('pages'),
    demo: folder('../../demo'),
    modules: dist,
    classic: `${dist}/classic`,
  }
  // a script that comes by script is one that a strict page refuses
  server = await serveStrictly(folders, { isStrict: false })
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** A page, with what its console was warned of. */
async function opened(name: string): Promise<{ page: Page; warned: string[] }> {
  const page = await browser.newPage()
  const warned: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'warning') warned.push(said.text())
  })
  await page.goto(`${server.origin}/pages/${name}`)
  return { page, warned }
}
const statesOf = (page: Page) =>
  page.evaluate(
    (all) => all.map((tag) => (document.querySelector(tag) as { state?: string } | null)?.state),
    tags,
  )
const wrong = (page: Page) => page.evaluate('[...violations, ...failures]')
const ready = tags.map(() => 'ready')

test('a module and scripts of the kit on one page, twice each, are one kit', async () => {
  const { page, warned } = await opened('twice.html')
  await expect.poll(() => statesOf(page)).toEqual(ready)
  expect(await wrong(page)).toEqual([])
  expect(warned).toEqual([])
  await page.close()
})

test.each([
  ['as a module', '/modules/tierkit.min.js', 'module'],
  ['as a script', '/classic/tierkit.min.js', ''],
])('the kit that comes long after the page, %s, takes what is there', async (_, src, type) => {
  const { page, warned } = await opened('late.html')
  expect(await statesOf(page)).toEqual([undefined, undefined])
  for (let times = 0; times < 2; times++)
    await page.evaluate(
      ([address, kind]) =>
        new Promise((loaded) => {
          const script = Object.assign(document.createElement('script'), { src: address, type: kind })
          script.onload = loaded
          document.head.append(script)
        }),
      [src, type],
    )
  await expect.poll(() => statesOf(page)).toEqual(ready)
  const langs = await page.evaluate((all) => {
    return all.map((tag) => document.querySelector(tag)!.shadowRoot!.querySelector('section')!.lang)
  }, tags)
  expect(langs).toEqual(['en', 'zh-CN'])
  expect(await wrong(page)).toEqual([])
  expect(warned).toEqual([])
  await page.close()
})
