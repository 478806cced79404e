// Every back-office of demo/hosts, built as its owners would build it and driven in a real browser: the five elements get ready, take
// properties, tell events, follow the page's theme and language, go and come back, and nothing jumps or is refused on the way.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hosts } from '../../demo/hosts/hosts.mjs'
import { chrome, flags } from '../browser.mjs'
import { DrivenHost } from './driven.js'

const only = process.env['HOSTS']?.split(',')
const reports = fileURLToPath(new URL('../../reports', import.meta.url))
const wanted = hosts.filter(({ name }) => !only || only.includes(name))

/** What was seen of each host. */
const seen: Record<string, { passed: number; of: number; shift: number; kb: number }> = {}

let browser: Browser
let server: ChildProcess
let origin: string
beforeAll(async () => {
  const serve = fileURLToPath(new URL('../../demo/hosts/serve.mjs', import.meta.url))
  server = spawn(process.execPath, [serve], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // the runner's own would have packages give their files for developers
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  origin = String((await once(server.stdout!, 'data'))[0]).trim()
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  server?.kill()
  // for the table in docs/hosts.md
  mkdirSync(reports, { recursive: true })
  if (!only) writeFileSync(`${reports}/hosts.json`, JSON.stringify(seen, null, 1))
})

describe.each(wanted)('$title', (host) => {
  let driven: DrivenHost
  beforeAll(async () => {
    driven = await DrivenHost.opened(browser, `${origin}/${host.name}/`)
  }, 120_000)
  afterAll(() => driven?.close())

  const row = (seen[host.name] = { passed: 0, of: 0, shift: 0, kb: 0 })
  afterEach(({ task }) => {
    row.of++
    if (task.result?.state === 'pass') row.passed++
  })

  test('shows all five elements', async () => {
    await driven.isReady()
    expect(await driven.titleOfGauge()).toContain('Lotus Kitchen')
  })

  test('nothing has jumped', async () => {
    await driven.page.waitForTimeout(300)
    const shifts = await driven.shifts()
    row.shift = shifts.reduce((sum, { value }) => sum + value, 0)
    row.kb = driven.scriptsKb()
    expect(shifts).toEqual([])
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
