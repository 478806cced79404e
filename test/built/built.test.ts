import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { launchChromium79, runsHere } from './chromium79.mjs'
import { serveStrictly } from './strict-server.mjs'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = folder('../../dist')

/** What both clients, eight years apart, do the same way. */
interface Page {
  goto(url: string): Promise<unknown>
  evaluate(code: string): Promise<unknown>
  waitForFunction(code: string): Promise<unknown>
  close(): Promise<void>
}

const browsers = [
  {
    name: 'Chromium',
    here: true,
    launch: async () => chromium.launch({ executablePath: await chrome(), args: flags }),
  },
  { name: 'Chromium 79', here: runsHere, launch: launchChromium79 },
]

let server: Awaited<ReturnType<typeof serveStrictly>>
beforeAll(async () => {
  // the same bytes under a second address are a second copy
  server = await serveStrictly({ pages: folder('pages'), dist, copy: dist })
})
afterAll(() => server.close())

describe.each(browsers.filter(({ here }) => here))(
  'the built file under a strict policy in $name',
  ({ launch }) => {
    let browser: { newPage(): Promise<Page>; close(): Promise<void> }
    beforeAll(async () => {
      browser = (await launch()) as typeof browser
    }, 60_000)
    afterAll(() => browser.close())

    async function opened(page: string) {
      const tab = await browser.newPage()
      await tab.goto(`${server.origin}/pages/${page}`)
      await tab.waitForFunction(
        `document.querySelector('tk-score-gauge').shadowRoot.textContent.includes('good')`,
      )
      await tab.waitForFunction(
        `document.querySelector('tk-score-gauge').shadowRoot.textContent.includes('drawn')`,
      )
      return tab
    }

    test.each(['one.html', 'two.html'])('%s renders with no violation and no error', async (page) => {
      const tab = await opened(page)
      expect(await tab.evaluate('[...violations, ...failures]')).toEqual([])
      expect(await tab.evaluate(`getComputedStyle(document.querySelector('tk-score-gauge')).color`)).toBe(
        'rgb(1, 2, 3)',
      )
      await tab.close()
    })

    test('a property that changes is rendered again', async () => {
      const tab = await opened('one.html')
      await tab.evaluate(`document.querySelector('tk-score-gauge').value = 42`)
      await tab.waitForFunction(
        `document.querySelector('tk-score-gauge').shadowRoot.textContent.includes('42')`,
      )
      await tab.close()
    })
  },
)
