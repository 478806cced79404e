// The demo page behind the reference server: two windows of one merchant, in step.
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { startedIn } from './started.js'

const running: ChildProcess[] = []
const started = (file: string, env: Record<string, string>) => startedIn(running, file, env)
const folder = mkdtempSync(join(tmpdir(), 'tierkit-served-'))
const startServer = (port = '0'): Promise<string> =>
  started('server/start.mjs', { TIERKIT_FOLDER: folder, PORT: port })
let browser: Browser
let server: string
let address: string

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  server = await startServer()
  address = await started('start.mjs', { TIERKIT_SERVER: server })
}, 120_000)
afterAll(async () => {
  for (const child of running) child.kill()
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

const isReady = () => {
  const ledger = document.querySelector('tk-points-ledger') as (Element & { state?: string }) | null
  return ledger?.state === 'ready' && !ledger.shadowRoot!.textContent.includes('Loading')
}
const opened = async (search: string): Promise<Page> => {
  const page = await browser.newPage()
  await page.goto(`${address}/${search}`)
  await page.waitForFunction(isReady, null, { timeout: 30_000 })
  return page
}
const textOf = (page: Page, tag: string): Promise<string> =>
  page.evaluate((name) => {
    const { shadowRoot } = document.querySelector(name)!
    // what is said aloud is there for seconds
    const said = shadowRoot!.querySelector('.card > [role="status"]')?.textContent ?? ''
    return shadowRoot!.textContent.replace(said, '').replace(/\s+/g, ' ').trim()
  }, tag)

test('what is redeemed in one window shows in the other, and after a reload', async () => {
  const search = '?source=server&merchant=harbor-books&lang=en'
  const [one, other] = [await opened(search), await opened(search)]
  const [before, beside] = [await textOf(one, 'tk-points-ledger'), await textOf(other, 'tk-points-ledger')]
  expect(beside).toBe(before)
  await one
    .locator('tk-benefit-wallet')
    .getByRole('button', { name: /500 beans/ })
    .click()
  await one
    .locator('tk-benefit-wallet')
    .getByRole('button', { name: /confirm|redeem|use/i })
    .last()
    .click()
  // the entry itself, which is read after the balance
  const isSpent = () => {
    const root = document.querySelector('tk-points-ledger')!.shadowRoot!
    const newest = root.querySelector('[data-entry] [part~="entry-points"]')
    return /777\s+beans/.test(root.textContent) && /[−-]500/.test(newest?.textContent ?? '')
  }
  await Promise.all([one, other].map((page) => page.waitForFunction(isSpent, null, { timeout: 20_000 })))
  const after = await textOf(other, 'tk-points-ledger')
  expect(await textOf(one, 'tk-points-ledger')).toBe(after)
  await other.reload()
  await other.waitForFunction(isReady, null, { timeout: 30_000 })
  expect(await textOf(other, 'tk-points-ledger')).toBe(after)
  await Promise.all([one.close(), other.close()])
}, 90_000)

test('the switch changes where the data is, and the address with it', async () => {
  const page = await opened('?merchant=harbor-books&lang=en')
  expect(await page.isVisible('#second')).toBe(false)
  await page.selectOption('select[name=source]', 'server')
  await page.waitForFunction(isReady, null, { timeout: 30_000 })
  expect(new URL(page.url()).searchParams.get('source')).toBe('server')
  expect(await page.isDisabled('select[name=state]')).toBe(true)
  expect(await page.getAttribute('#second', 'href')).toContain('source=server')
  await page.selectOption('select[name=source]', 'page')
  await page.waitForFunction(isReady, null, { timeout: 30_000 })
  expect(await page.isDisabled('select[name=state]')).toBe(false)
  await page.close()
}, 60_000)

test('windows recover by themselves when the server was killed, and what was asked meanwhile is done once', async () => {
  const search = '?source=server&merchant=lotus-kitchen&lang=en'
  const [one, other] = [await opened(search), await opened(search)]
  const balance = (page: Page): Promise<number> =>
    page.evaluate(
      () =>
        (
          document.querySelector('tk-provider') as unknown as {
            view: { standing: { accounts: { balancePoints: number }[] } }
          }
        ).view.standing.accounts[0]!.balancePoints,
    )
  const before = await balance(one)
  const child = running[0]!
  const isGone = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGKILL')
  await isGone
  const wallet = one.locator('tk-benefit-wallet')
  await wallet.getByRole('button', { name: /500 points/ }).click()
  await wallet.locator('[part~=confirm-button]').click()
  const says = (text: string) =>
    document.querySelector('tk-benefit-wallet')!.shadowRoot!.textContent.includes(text)
  await one.waitForFunction(says, 'Confirming', { timeout: 20_000 })
  expect(await balance(one)).toBe(before)

  await startServer(new URL(server).port)
  const isSpent = (points: number) =>
    (
      document.querySelector('tk-provider') as unknown as {
        view: { pending: unknown[]; standing: { accounts: { balancePoints: number }[] } }
      }
    ).view.standing.accounts[0]!.balancePoints === points
  // who asked is told at once, the other when the stream that went dead is opened again
  await Promise.all(
    [one, other].map((page) => page.waitForFunction(isSpent, before - 500, { timeout: 90_000 })),
  )
  await one.waitForFunction(
    (text) => !document.querySelector('tk-benefit-wallet')!.shadowRoot!.textContent.includes(text),
    'Confirming',
    { timeout: 20_000 },
  )
  // the entries are read after the standing; when that was, the two need not agree to the minute
  const ledgerOf = (page: Page) =>
    page.evaluate(() => {
      const { shadowRoot } = document.querySelector('tk-points-ledger')!
      const asOf = shadowRoot!.querySelector('[part~=as-of]')?.textContent ?? ''
      const said = shadowRoot!.querySelector('.card > [role="status"]')?.textContent ?? ''
      return shadowRoot!.textContent.replace(asOf, '').replace(said, '')
    })
  const same = async () => (await ledgerOf(one)) === (await ledgerOf(other))
  await expect.poll(same, { timeout: 20_000 }).toBe(true)
  await Promise.all([one.close(), other.close()])
}, 150_000)
