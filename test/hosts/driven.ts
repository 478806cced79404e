/** One host in a real browser: what every back-office here can do, by the ids that all of them have, and what is seen of the kit. */
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

export const tags = [
  'tk-score-gauge',
  'tk-tier-ladder',
  'tk-task-checklist',
  'tk-benefit-wallet',
  'tk-points-ledger',
] as const

/** Written before anything of the page runs: layout shifts, and what the page's policy refuses. */
const watch = `
  window.shifts = []
  window.violations = []
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (!one.hadRecentInput)
        window.shifts.push([one.value, one.sources.map(({ node }) => (node && (node.id || node.nodeName)) || '?').join(' ')])
  }).observe({ type: 'layout-shift', buffered: true })
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI)
  })
`

export interface Shift {
  readonly value: number
  readonly what: string
}

/** A page of a host, with what its console said. */
export class DrivenHost {
  readonly said: string[] = []
  /** Scripts that came over the network, by address: their bytes after brotli. */
  private readonly scripts = new Map<string, number>()

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.setDefaultTimeout(10_000)
    page.on('response', (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return
      response.body().then(
        (body) => this.scripts.set(response.url(), brotliCompressSync(body).length),
        () => undefined, // the page has gone
      )
    })
    page.on('pageerror', (error) => this.said.push(`thrown: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.said.push(`${message.type()}: ${message.text()}`)
    })
  }

  static async opened(browser: Browser, url: string): Promise<DrivenHost> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.addInitScript(watch)
    const host = new DrivenHost(page, context)
    await page.goto(url)
    return host
  }

  close(): Promise<void> {
    return this.context.close()
  }

  /** One element of ours. Playwright looks through shadow roots, so also into a micro-frontend's. */
  element(tag: string) {
    return this.page.locator(tag).first()
  }

  async press(id: string): Promise<void> {
    await this.page.locator(`#${id}`).first().click()
  }

  async isReady(): Promise<void> {
    for (const tag of tags)
      await expect
        .poll(() => this.element(tag).evaluate((one) => (one as never as { state: string }).state), {
          message: `${tag} is ready`,
        })
        .toBe('ready')
  }

  textOf(tag: string): Promise<string> {
    return this.element(tag).evaluate((element) => element.shadowRoot!.textContent)
  }

  titleOfGauge(): Promise<string> {
    return this.element('tk-score-gauge').locator('[part~="title"]').first().innerText()
  }

  /** The colors of the card and of its first filled button, as the browser paints them. */
  async colors(): Promise<{ surface: string; accent: string }> {
    // what the pointer is over has a color of its own
    await this.page.mouse.move(1, 1)
    return this.element('tk-task-checklist').evaluate((element) => {
      const painted = (part: string) =>
        getComputedStyle(element.shadowRoot!.querySelector(`[part~="${part}"]`)!).backgroundColor
      return { surface: painted('card'), accent: painted('action') }
    })
  }

  async shifts(): Promise<Shift[]> {
    const seen = (await this.page.evaluate('window.shifts')) as [number, string][]
    return seen.map(([value, what]) => ({ value, what }))
  }

  scriptsKb(): number {
    return [...this.scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000
  }

  violations(): Promise<string[]> {
    return this.page.evaluate('window.violations')
  }
}
