import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'

const start = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url))
let browser: Browser
let server: ChildProcess
let address: string

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  server = spawn(process.execPath, [start], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  address = await new Promise((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (data) => {
      printed += String(data)
      const found = printed.match(/http:\S+/)
      if (found) resolve(found[0])
    })
    server.on('exit', () => reject(new Error(`npm start ended:\n${printed}`)))
  })
}, 60_000)
afterAll(async () => {
  server.kill()
  await browser.close()
})

test.each([
  ['', 'en'],
  ['', 'zh-CN'],
  ['studio', 'en'],
  ['studio', 'zh-CN'],
])('npm start serves /%s in %s without an error', async (path, lang) => {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  const answer = await page.goto(`${address}${path}?lang=${lang}`)
  expect(answer?.status()).toBe(200)
  await page.waitForLoadState('networkidle')
  expect(await page.getAttribute('html', 'lang')).toBe(lang)
  expect(errors).toEqual([])
  await page.close()
})

test('every element on the merchants’ page has something to show', async () => {
  const page = await browser.newPage()
  await page.goto(address)
  for (const name of ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger']) {
    await page.waitForFunction((tag) => {
      const element = document.querySelector(tag) as (Element & { state?: string }) | null
      return element?.state === 'ready' && (element.shadowRoot?.textContent ?? '').trim().length > 20
    }, `tk-${name}`)
  }
  await page.close()
})
