// Every back-office of demo/hosts, built as its owners would build it and driven in a real browser: the five elements get ready, take
// properties, tell events, follow the page's theme and language, go and come back, and nothing jumps or is refused on the way.
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildHost, installHosts } from '../../demo/hosts/build.mjs'
import { hosts } from '../../demo/hosts/hosts.mjs'
import { serveHosts } from '../../demo/hosts/server.mjs'
import { chrome, flags } from '../browser.mjs'
import { DrivenHost } from './driven.js'

const only = process.env['HOSTS']?.split(',')
const wanted = hosts.filter(({ name }) => !only || only.includes(name))

let browser: Browser
let server: Awaited<ReturnType<typeof serveHosts>>
beforeAll(async () => {
  if (!existsSync(new URL('../../dist/tierkit.min.js', import.meta.url)))
    throw new Error('nothing is built: npm run build')
  installHosts()
  server = await serveHosts()
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})

describe.each(wanted)('$title', (host) => {
  let driven: DrivenHost
  beforeAll(async () => {
    if (host.plugins) await buildHost(host)
    driven = await DrivenHost.opened(browser, `${server.origin}/${host.name}/`)
  }, 120_000)
  afterAll(() => driven?.close())

  test('shows all five elements', async () => {
    await driven.isReady()
    expect(await driven.titleOfGauge()).toContain('Lotus Kitchen')
  })

  test('nothing has jumped', async () => {
    await driven.page.waitForTimeout(300)
    expect(await driven.shifts()).toEqual([])
  })

  test('hands over properties while it runs', async () => {
    await driven.press('other')
    await expect.poll(() => driven.titleOfGauge()).toContain('Jade Garden')
    await expect
      .poll(() => driven.element('tk-tier-ladder').locator('[aria-current]').first().innerText())
      .toContain('Diamond')
    await driven.press('other')
    await expect.poll(() => driven.titleOfGauge()).toContain('Lotus Kitchen')
    await driven.isReady()
  })

  test('hears what a person asks for, and takes over', async () => {
    const before = driven.page.url()
    await driven.element('tk-task-checklist').locator('a[part~="action"]').first().click()
    await expect.poll(() => driven.page.locator('#said').first().innerText()).toMatch(/: [a-z][A-Za-z]+$/)
    expect(driven.page.url()).toBe(before)
  })

  test('its theme and brand reach the elements at once', async () => {
    const light = await driven.colors()
    await driven.press('dark')
    await expect.poll(async () => (await driven.colors()).surface).not.toBe(light.surface)
    await driven.press('dark')
    await expect.poll(() => driven.colors()).toEqual(light)
    await driven.press('brand')
    await expect.poll(async () => (await driven.colors()).accent).not.toBe(light.accent)
  })

  test('its language is theirs', async () => {
    await driven.press('language')
    await expect.poll(() => driven.titleOfGauge()).toContain('莲记小厨')
    await expect.poll(() => driven.textOf('tk-tier-ladder')).toContain('黄金')
    await driven.press('language')
    await expect.poll(() => driven.textOf('tk-tier-ladder')).toContain('Gold')
  })

  test('takes the elements away and brings them back, twice', async () => {
    for (let time = 0; time < 2; time++) {
      await driven.press('shown')
      await expect.poll(() => driven.page.locator('tk-score-gauge').count()).toBe(0)
      await driven.press('shown')
      await driven.isReady()
      const box = await driven.element('tk-score-gauge').boundingBox()
      expect(box?.height).toBeGreaterThan(200)
    }
  })

  test('nothing was refused, thrown or complained about', async () => {
    expect(await driven.violations()).toEqual([])
    const warned = driven.said.filter((one) => host.warns?.test(one.replace('warning: ', '')))
    expect(warned).toHaveLength(host.warns ? 1 : 0)
    expect(driven.said.filter((one) => !warned.includes(one))).toEqual([])
  })
})
