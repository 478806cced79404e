// The page with one classic script in a real Chromium 79, which back-offices still run: everything the other hosts do in today's.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHosts } from '../../demo/hosts/server.mjs'
import { launchChromium79, runsHere } from '../built/chromium79.mjs'
import { tags } from './driven.js'

describe.runIf(runsHere)('one classic script in Chromium 79', () => {
  let server: Awaited<ReturnType<typeof serveHosts>>
  let browser: Awaited<ReturnType<typeof launchChromium79>>
  let page: Awaited<ReturnType<typeof browser.newPage>>
  const wrong: string[] = []
  const ask = (code: string): Promise<unknown> => page.evaluate(code)
  const press = (id: string): Promise<unknown> => ask(`document.getElementById('${id}').click()`)
  const textOf = (tag: string): string => `document.querySelector('${tag}').shadowRoot.textContent`
  const states = () => ask(`${JSON.stringify(tags)}.map((tag) => document.querySelector(tag).state).join()`)
  const ready = () => expect.poll(states).toBe(tags.map(() => 'ready').join())

  beforeAll(async () => {
    server = await serveHosts()
    browser = await launchChromium79()
    page = await browser.newPage()
    page.on('pageerror', ({ message }: Error) => wrong.push(message))
    page.on('console', (said: { type(): string; text(): string }) => {
      if (['error', 'warning'].includes(said.type())) wrong.push(said.text())
    })
    await page.goto(`${server.origin}/classic/`)
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  test('is that browser', async () => {
    expect(await ask('navigator.userAgent')).toMatch(/Chrome\/79\./)
  })
  test('shows all five elements', ready)
  test('hands over another store', async () => {
    await press('other')
    await expect.poll(() => ask(textOf('tk-score-gauge'))).toContain('Jade Garden')
    await press('other')
    await ready()
  })
  test('follows theme and language', async () => {
    const surface = `getComputedStyle(document.querySelector('tk-score-gauge').shadowRoot.querySelector('[part~="card"]')).backgroundColor`
    const light = await ask(surface)
    await press('dark')
    await expect.poll(() => ask(surface)).not.toBe(light)
    await press('language')
    await expect.poll(() => ask(textOf('tk-tier-ladder'))).toContain('黄金')
  })
  test('hears a task that is opened, and takes over', async () => {
    const before = await ask('location.href')
    await ask(
      `document.querySelector('tk-task-checklist').shadowRoot.querySelector('a[part~="action"]').click()`,
    )
    await expect.poll(() => ask(`document.getElementById('said').textContent`)).toMatch(/：[a-z][A-Za-z]+$/)
    expect(await ask('location.href')).toBe(before)
  })
  test('takes the elements away and brings them back', async () => {
    await press('shown')
    expect(await ask(`!!document.querySelector('tk-score-gauge')`)).toBe(false)
    await press('shown')
    await ready()
    expect(await ask(`document.querySelector('tk-score-gauge').offsetHeight`)).toBeGreaterThan(200)
  })
  test('nothing was thrown or complained about', () => expect(wrong).toEqual([]))
})
