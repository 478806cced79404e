// What changes on the server shows in an open page by itself, without a jump; how long it takes is printed, not judged.
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { startedIn } from './started.js'

const running: ChildProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'tierkit-live-'))
const secret = 'a-secret-of-the-host-and-of-nobody-else'
let browser: Browser
let server: string
let address: string

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  server = await startedIn(running, 'server/start.mjs', { TIERKIT_FOLDER: folder, TIERKIT_SECRET: secret })
  address = await startedIn(running, 'start.mjs', { TIERKIT_SERVER: server })
}, 120_000)
afterAll(async () => {
  for (const child of running) child.kill()
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Provider {
  view: {
    standing: {
      at: string
      merchant: { id: string }
      score: { value: number }
      accounts: { balancePoints: number }[]
    }
  }
}
interface Watched {
  /** When the balance last changed on the page, by the page's clock. */
  shownAtMs: number
  /** The share of the window that has moved, as browsers measure it. */
  shift: number
  presses: number
}
declare global {
  interface Window {
    watched: Watched
  }
}

async function opened(merchant: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 2400 } })
  await page.goto(`${address}/?source=server&merchant=${merchant}&lang=en`)
  await page.waitForFunction(
    () => {
      const ledger = document.querySelector('tk-points-ledger') as (Element & { state?: string }) | null
      return ledger?.state === 'ready' && !ledger.shadowRoot!.textContent.includes('Loading')
    },
    null,
    { timeout: 60_000 },
  )
  // fonts, charts and what else comes after the first paint
  await page.waitForTimeout(1_000)
  return page
}

/** From now on the page notes when its balance changes, whatever jumps, and that nobody touches it. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.watched = { shownAtMs: 0, shift: 0, presses: 0 }
    const { watched } = window
    const root = document.querySelector('tk-points-ledger')!.shadowRoot!
    const balance = () => root.querySelector('[part="balance"]')!.textContent
    let before = balance()
    new MutationObserver(() => {
      if (balance() === before) return
      before = balance()
      watched.shownAtMs = Date.now()
    }).observe(root, { subtree: true, childList: true, characterData: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.shift += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift' })
    for (const type of ['pointerdown', 'keydown'])
      document.addEventListener(type, () => void watched.presses++, true)
  })

/** Where things stand, and where the keyboard is. */
const placed = (page: Page) =>
  page.evaluate(() => {
    const tags = 'tk-score-gauge, tk-tier-ladder, tk-task-checklist, tk-benefit-wallet, tk-points-ledger'
    const frames = [...document.querySelectorAll(tags)].map((element) => {
      const { top, height } = element.getBoundingClientRect()
      return `${element.tagName} ${Math.round(top)} ${Math.round(height)}`
    })
    const focused = document.activeElement?.shadowRoot?.activeElement
    const field = focused as HTMLInputElement | null | undefined
    return { frames, scroll: scrollY, focused: focused?.outerHTML.slice(0, 60), typed: field?.value ?? '' }
  })
const standingOf = (page: Page) =>
  page.evaluate(() => {
    const { standing } = (document.querySelector('tk-provider') as unknown as Provider).view
    const { at, merchant, score, accounts } = standing
    return { at, id: merchant.id, score: score.value, balance: accounts[0]!.balancePoints }
  })
const balanceShown = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Number(
      document
        .querySelector('tk-points-ledger')!
        .shadowRoot!.querySelector('[part="balance"]')!
        .textContent.replace(/\D/g, ''),
    ),
  )

async function tell(merchant: string, facts: readonly object[]): Promise<number> {
  const fromMs = Date.now()
  const response = await fetch(`${server}/merchants/${merchant}/facts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ facts }),
  })
  expect(response.status, await response.clone().text()).toBe(201)
  return fromMs
}

/** A number that becomes wider and a line that is new move what stands beside them in their row, by less than this; 0.1 is what a page may. */
const still = 0.005

const print = (what: string, fromMs: number, { shownAtMs, shift }: Watched): void =>
  console.log(`${what}: shown after ${shownAtMs - fromMs} ms, moved ${shift.toFixed(6)}`)

test('what the platform has learned of a merchant shows without a press, without a jump, the keyboard where it was', async () => {
  const page = await opened('lotus-kitchen')
  const search = page.locator('tk-points-ledger').locator('input[type="search"]')
  await search.focus()
  await page.keyboard.type('x')
  await page.keyboard.press('Backspace')
  await watch(page)
  const [before, place] = [await standingOf(page), await placed(page)]
  const toldAtMs = await tell(before.id, [
    {
      id: 'live-1',
      type: 'weekReport',
      at: before.at,
      orders: 10,
      onTime: 9,
      refunded: 0,
      byMembers: 3,
      // replies as they were: a task whose text takes a line more makes its list higher, and has to
      received: 0,
      answered: 0,
      amountFen: 2_000_000,
    },
  ])
  await expect
    .poll(() => balanceShown(page), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(before.balance + 1_000)
  const after = await standingOf(page)
  expect(after.score).not.toBe(before.score)
  await expect
    .poll(() =>
      page.evaluate(() =>
        document.querySelector('tk-points-ledger')!.shadowRoot!.textContent.includes('+1,000'),
      ),
    )
    .toBe(true)
  const gauge = () =>
    page.evaluate(
      () => document.querySelector('tk-score-gauge')!.shadowRoot!.querySelector('.meter')!.ariaValueNow,
    )
  await expect.poll(async () => Number(await gauge())).toBe(after.score)
  const watched = await page.evaluate(() => window.watched)
  print('facts from the back end', toldAtMs, watched)
  expect(watched.presses).toBe(0)
  expect(watched.shift).toBeLessThan(still)
  expect(await placed(page)).toEqual(place)
  await page.close()
}, 120_000)

test('what is redeemed in another window shows so too', async () => {
  const [one, other] = [await opened('harbor-books'), await opened('harbor-books')]
  await other.locator('tk-score-gauge').locator('summary').first().focus()
  await watch(other)
  const [before, place] = [await standingOf(other), await placed(other)]
  const wallet = one.locator('tk-benefit-wallet')
  await wallet.getByRole('button', { name: /500 beans/ }).click()
  const pressedAtMs = Date.now()
  await wallet.locator('[part~=confirm-button]').click()
  await expect.poll(() => balanceShown(other), { timeout: 30_000 }).toBe(before.balance - 500)
  const watched = await other.evaluate(() => window.watched)
  print('a press in another window', pressedAtMs, watched)
  expect(watched.presses).toBe(0)
  expect(watched.shift).toBeLessThan(still)
  expect(await placed(other)).toEqual(place)
  await Promise.all([one.close(), other.close()])
}, 120_000)
