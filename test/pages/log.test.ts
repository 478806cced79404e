import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium79, runsHere } from '../built/chromium79.mjs'
import { chrome, flags } from '../browser.mjs'
import { Dice } from '../oracle/dice.js'
import { killed, logPage, served } from './log-browser.mjs'

let server: Awaited<ReturnType<typeof served>>
beforeAll(async () => {
  server = await served()
}, 60_000)
afterAll(() => server.close())

describe('a log in a real browser', () => {
  it('passes the conformance suite', async () => {
    const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
    const page = await logPage(await browser.newContext(), server.address, 'conformance')
    const { checked, failed } = await page.evaluate('own.conformance()')
    expect(failed).toEqual([])
    expect(checked).toBeGreaterThan(15)
    await browser.close()
  }, 60_000)

  it.runIf(runsHere)(
    'passes it in Chromium 79',
    async () => {
      const browser = await launchChromium79()
      const page = await browser.newPage()
      await page.goto(server.address)
      await page.waitForFunction('typeof openLog === "function"')
      const { checked, failed } = (await page.evaluate('openLog("conformance").conformance()')) as {
        checked: number
        failed: string[]
      }
      expect(failed).toEqual([])
      expect(checked).toBeGreaterThan(15)
      await browser.close()
    },
    60_000,
  )

  it('gives eight tabs that race for the last points exactly what is there', async () => {
    const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
    const context = await browser.newContext()
    const tabs = []
    for (let nth = 0; nth < 8; nth++) tabs.push(await logPage(context, server.address, 'race'))
    const taken: number[] = await Promise.all(
      tabs.map((tab, nth) => tab.evaluate(`own.spend("t${nth}", 40)`)),
    )
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(100)
    expect(taken.filter((count) => count > 0).length).toBeGreaterThan(1)
    const state = await tabs[0]!.evaluate('own.state()')
    expect(state).toMatchObject({ balancePoints: 0, wrong: [] })
    expect(new Set(state.keys).size).toBe(100)
    await browser.close()
  }, 120_000)

  it('comes back from its copy when the browser has deleted the database', async () => {
    const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
    const context = await browser.newContext()
    const before = await logPage(context, server.address, 'deleted')
    expect(await before.evaluate('own.spend("a", 10)')).toBe(10)
    await before.close()
    const after = await logPage(context, server.address, 'deleted')
    await after.evaluate(
      () =>
        new Promise((resolve, reject) => {
          localStorage.clear()
          const request = indexedDB.deleteDatabase('deleted')
          request.onsuccess = resolve
          request.onerror = request.onblocked = reject
        }),
    )
    const state = await after.evaluate('own.state()')
    expect(state).toMatchObject({ balancePoints: 90, wrong: [] })
    expect(state.keys).toHaveLength(10)
    await browser.close()
  }, 60_000)

  it('that is killed in mid-write has lost nothing, doubled nothing, and is not torn', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tierkit-kill-'))
    const dice = new Dice(4)
    const { wrong, acknowledged, stored } = await killed({
      ...{ address: server.address, folder, times: 2 },
      chance: () => dice.next(),
    })
    expect(wrong).toEqual([])
    expect(acknowledged).toBeGreaterThan(10)
    expect(stored).toBeGreaterThanOrEqual(acknowledged)
    rmSync(folder, { recursive: true, force: true })
  }, 120_000)
})
