// Takes pictures of the elements, one after the other from a page that is loaded once. Where and when a picture is
// taken does not show in it: the clock stands still, nothing moves, the zone and the language are given.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { chrome, flags } from '../browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Room for the widest shot beside its margins, and as high as most are. */
const viewport = { width: 1132, height: 1800 }

/**
 * @typedef {Record<string, string>} Shot what is shown, as in the address of demo/shots.html
 * @typedef {{ png: Buffer, overflow: number, errors: string[] }} Picture
 * @typedef {Awaited<ReturnType<typeof openCamera>>} Camera
 */

/**
 * `scale`: pixels of a picture for each of the page; `cacheDir`: of its own where another server may start meanwhile.
 * @param {{ scale?: number, cacheDir?: string }} [options]
 */
export async function openCamera({ scale = 1, cacheDir } = {}) {
  const server = await createServer({
    configFile: `${root}vite.config.ts`,
    logLevel: 'error',
    ...(cacheDir && { cacheDir }),
    server: { port: 0, hmr: false, watch: null },
  })
  await server.listen()
  const address = server.resolvedUrls.local[0]
  const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  const version = Number(browser.version().split('.')[0])

  /** A page for demo/shots.html, and how to take a picture of what it shows. */
  async function open() {
    const page = await browser.newPage({
      viewport,
      deviceScaleFactor: scale,
      reducedMotion: 'reduce',
      colorScheme: 'light',
      locale: 'en-US',
      timezoneId: 'Asia/Shanghai',
    })
    let errors = []
    page.on('pageerror', ({ message }) => errors.push(message))
    const session = await page.context().newCDPSession(page)
    await page.goto(`${address}shots.html`)
    await page.waitForFunction(() => window.tierkitShots)

    const pictureOf = async ({ overflow, ...place }) => {
      const { data } = await session.send('Page.captureScreenshot', {
        format: 'png',
        clip: { ...place, scale },
        captureBeyondViewport: place.y + place.height > viewport.height,
        optimizeForSpeed: true,
      })
      const picture = { png: Buffer.from(data, 'base64'), overflow, errors }
      errors = []
      return picture
    }
    return {
      page,
      choices: () => page.evaluate(() => window.tierkitShots),
      /** @param {Shot} shot */
      take: async (shot) => pictureOf(await page.evaluate((one) => window.tierkitShots.show(one), shot)),
      /** What is shown already, with whatever the page did to it since. */
      again: async () => pictureOf(await page.evaluate(() => window.tierkitShots.settled())),
      specimen: async () => pictureOf(await page.evaluate(() => window.tierkitShots.showSpecimen())),
      close: () => page.close(),
    }
  }

  return {
    address,
    browser,
    version,
    open,
    /**
     * All of them, by two pages at a time.
     * @param {readonly Shot[]} shots
     * @param {(shot: Shot, picture: Picture) => void | Promise<void>} taken
     */
    async takeAll(shots, taken) {
      const queue = [...shots]
      const work = async () => {
        const { take, close } = await open()
        for (let shot; (shot = queue.shift());) await taken(shot, await take(shot))
        await close()
      }
      await Promise.all([work(), work()])
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
