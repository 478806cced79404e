// Whether the elements look as if they were the host's own: beside a button and a card of three design systems, with nothing set for
// them, in light and dark and after the brand has changed. `ACCEPT=yes npm run test:hosts` writes down how that looks from now on.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts } from '../../demo/hosts/hosts.mjs'
import { serveHosts } from '../../demo/hosts/server.mjs'
import { chrome, flags } from '../browser.mjs'
import { difference, fingerprintOf, read, written } from '../shots/fingerprint.mjs'
import { DrivenHost } from './driven.js'

const only = process.env['HOSTS']?.split(',')
/** Hosts of a design system, and what is a card in it. */
const cards: Readonly<Record<string, string>> = { vue: '.el-card', antd: '.ant-card', tdesign: '.t-card' }
const wanted = hosts.filter(({ name }) => cards[name] && (!only || only.includes(name)))

interface Accepted {
  readonly browser: number
  readonly fonts: string
  readonly shots: Readonly<Record<string, string>>
}
const path = new URL('native.json', import.meta.url)
const accepted = JSON.parse(readFileSync(path, 'utf8')) as Accepted
const taken = new Map<string, string>()

let browser: Browser
let server: Awaited<ReturnType<typeof serveHosts>>
let here: Omit<Accepted, 'shots'>
beforeAll(async () => {
  server = await serveHosts()
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  here = await surroundings()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
  if (!process.env['ACCEPT']) return
  const shots = { ...accepted.shots, ...Object.fromEntries(taken) }
  const sorted = Object.fromEntries(Object.entries(shots).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify({ ...here, shots: sorted }, null, 2)}\n`)
})

/** What pictures depend on besides the code: the browser, and the fonts that it finds for those that hosts name. */
async function surroundings(): Promise<Omit<Accepted, 'shots'>> {
  const page = await browser.newPage({ viewport: { width: 400, height: 200 } })
  await page.setContent(
    ['sans-serif', "'Segoe UI', Arial", "'Helvetica Neue', 'PingFang SC'", "'Noto Sans', 'Noto Sans CJK SC'"]
      .map((font) => `<p style="font: 16px ${font}">Growth 1,234.56 商家成长，莲记小厨</p>`)
      .join(''),
  )
  const { cells } = fingerprintOf(await page.screenshot())
  await page.close()
  return {
    browser: Number(browser.version().split('.')[0]),
    fonts: createHash('sha256').update(cells).digest('hex').slice(0, 12),
  }
}

/** The same four properties of ours and of the host's own: a filled button's color; a card's ground, text, corners and font. */
function seen({ page }: DrivenHost, hostCard: string) {
  return page.evaluate((hostCard) => {
    const tasks = document.querySelector<HTMLElement>('tk-task-checklist')!
    const part = (name: string) => tasks.shadowRoot!.querySelector(`[part~="${name}"]`)!
    const look = (button: Element, card: Element) => {
      const { backgroundColor, color, borderTopLeftRadius, fontFamily } = getComputedStyle(card)
      const filled = getComputedStyle(button)
      return {
        accent: [filled.backgroundColor, filled.color],
        ...{ surface: backgroundColor, text: color, corner: borderTopLeftRadius, font: fontFamily },
      }
    }
    return {
      scheme: tasks.dataset['scheme'],
      ours: look(part('action'), part('card')),
      theirs: look(document.querySelector('#brand')!, document.querySelector(hostCard)!),
    }
  }, hostCard)
}

/** Waits until nothing fades any more. */
async function areAlike(driven: DrivenHost, card: string, expected: 'light' | 'dark'): Promise<void> {
  await driven.page.mouse.move(1, 1)
  const differing = async () => {
    const { scheme, ours, theirs } = await seen(driven, card)
    const names = Object.keys(ours) as (keyof typeof ours)[]
    const differ = names.filter((name) => String(ours[name]) !== String(theirs[name]))
    return { scheme, differ: differ.map((name) => `${name}: ${ours[name]}, not ${theirs[name]}`) }
  }
  await expect.poll(differing).toEqual({ scheme: expected, differ: [] })
}

describe.each(wanted)('$title', (host) => {
  const card = cards[host.name]!
  let driven: DrivenHost
  beforeAll(async () => {
    driven = await DrivenHost.opened(browser, `${server.origin}/${host.name}/`)
  }, 120_000)
  afterAll(() => driven?.close())

  test('has the look of the elements be its own, with nothing set for them', async () => {
    await driven.isReady()
    await areAlike(driven, card, 'light')
  })

  test('takes them with it into the dark and back', async () => {
    const light = await seen(driven, card)
    await driven.press('dark')
    await areAlike(driven, card, 'dark')
    expect((await seen(driven, card)).theirs.surface).not.toBe(light.theirs.surface)
    await driven.press('dark')
    await areAlike(driven, card, 'light')
  })

  test('takes them with it to another brand color, in light and dark', async () => {
    const before = await seen(driven, card)
    await driven.press('brand')
    await areAlike(driven, card, 'light')
    expect((await seen(driven, card)).theirs.accent).not.toEqual(before.theirs.accent)
    await driven.press('dark')
    await areAlike(driven, card, 'dark')
    await driven.press('dark')
    await driven.press('brand')
    await areAlike(driven, card, 'light')
  })

  test.for([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('looks at %i px in %s as it was accepted to', async ([width, scheme], context) => {
    const isNew = Boolean(process.env['ACCEPT'])
    if (!isNew && (here.browser !== accepted.browser || here.fonts !== accepted.fonts))
      context.skip('accepted in another browser or with other fonts: nothing to compare with')
    const changed: string[] = []
    for (const [place, png] of Object.entries(await pictures(driven, width, scheme))) {
      const name = `${host.name} ${width} ${scheme} ${place}`
      const now = fingerprintOf(png)
      taken.set(name, written(now))
      const before = accepted.shots[name]
      const what = before ? difference(read(before), now) : 'new'
      if (what) changed.push(`${name}: ${what}`)
    }
    if (!isNew) expect(changed).toEqual([])
  })
})

/** The head of the page with the host's buttons over our cards, and its end with our last card over the host's own. */
async function pictures({ page }: DrivenHost, width: number, scheme: string) {
  await page.setViewportSize({ width, height: 800 })
  if (scheme === 'dark') await page.locator('#dark').click()
  await page.mouse.move(1, 1)
  const shown = async (where: () => void) => {
    await page.evaluate(where)
    // drawn late: what comes into view, and what fades
    await page.waitForTimeout(1000)
    return page.screenshot({ animations: 'disabled' })
  }
  const head = await shown(() => window.scrollTo(0, 0))
  const foot = await shown(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await page.evaluate(() => window.scrollTo(0, 0))
  if (scheme === 'dark') await page.locator('#dark').click()
  return { head, foot }
}
