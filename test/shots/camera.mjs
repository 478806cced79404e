// Takes pictures of the elements, one after the other from a page that is loaded once. Where and when a picture is
// taken does not show in it: the clock stands still, nothing moves, the zone and the language are given.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { chrome, flags } from '../browser.mjs'
import { nameOf } from './choices.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Room for the widest shot beside its margins, and as high as most are. */
const viewport = { width: 1132, height: 1800 }

/**
 * @typedef {Record<string, string>} Shot what is shown, as in the address of demo/shots.html
 * @typedef {{ png: Buffer, overflow: number, errors: string[] }} Picture
 * @typedef {Awaited<ReturnType<typeof openCamera>>} Camera
 */

/**
 * `scale`: pixels of a picture for each of the page; `cache`: the name of a cache of its own, since another server may
 * start at the same time and have pages loaded again.
 */
export async function openCamera({ scale = 1, cache = 'shots' } = {}) {
  const server = await createServer({
    configFile: `${root}vite.config.ts`,
    logLevel: 'error',
    cacheDir: `${root}node_modules/.vite/${cache}`,
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
      async take(shot) {
        const width = Number(shot.width) + 32
        if (width > page.viewportSize().width) await page.setViewportSize({ ...viewport, width })
        return pictureOf(await page.evaluate((one) => window.tierkitShots.show(one), shot))
      },
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
        for (let shot; (shot = queue.shift());) {
          const picture = await take(shot).catch((cause) => {
            throw new Error(`no picture of ${nameOf(shot)}`, { cause })
          })
          await taken(shot, picture)
        }
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
