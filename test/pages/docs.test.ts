// The docs as files below a folder of any server: read, walked through by keys, live examples, the playground, on wide and narrow screens.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chrome, flags } from '../browser.mjs'
import { read, root } from '../docs/blocks.js'

const types: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' },
  ...{ '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png' },
}
const folder = mkdtempSync(join(tmpdir(), 'tierkit-docs-'))
let server: Server
let browser: Browser
let page: Page
let address: string
let errors: string[] = []

beforeAll(async () => {
  await build({
    configFile: `${root}docs/site/vite.config.ts`,
    logLevel: 'error',
    build: { outDir: folder, minify: false },
  })
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname.replace('/some/where/', '/')
    const file = join(folder, path)
    if (!request.url?.startsWith('/some/where/') || !existsSync(file) || !extname(file)) {
      response.writeHead(404).end()
      return
    }
    response
      .writeHead(200, { 'content-type': `${types[extname(file)]}; charset=utf-8` })
      .end(readFileSync(file))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
  })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async (path: string, width = 1440): Promise<void> => {
  errors = []
  await page.setViewportSize({ width, height: 900 })
  await page.goto(address + path)
}
const states = (): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement & { state?: string }>('.live *, #theme-playground *')]
      .filter(({ localName }) => localName.startsWith('tk-') && localName !== 'tk-provider')
      .map(({ localName, state }) => `${localName} ${state ?? 'unknown'}`),
  )
const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('the docs', () => {
  test.each(['index.html', 'start/html.html', 'theming.html', 'accessibility.html', 'program.html'])(
    '%s shows its live elements and asks for nothing that is not there',
    async (path) => {
      await open(path)
      await expect.poll(async () => (await states()).filter((one) => !one.endsWith(' ready'))).toEqual([])
      expect((await states()).length).toBeGreaterThan(0)
      expect(errors).toEqual([])
    },
  )

  test('speak the language that is chosen in their examples, and keep it', async () => {
    await open('index.html')
    const title = (): Promise<string> =>
      page.evaluate(() =>
        document.querySelector('tk-score-gauge')!.shadowRoot!.textContent.replace(/\s+/g, ' '),
      )
    await page.selectOption('#language', 'zh-CN')
    await expect.poll(title).toContain('门店分')
    await open('start/html.html')
    await expect.poll(title).toContain('门店分')
    await page.selectOption('#language', 'en')
    await expect.poll(title).toContain('Shop score')
  })

  test('turn dark with their examples, and stay so on the next page', async () => {
    await open('index.html')
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await page.selectOption('#theme', 'dark')
    expect(await ground()).not.toBe(light)
    await open('security.html')
    expect(await ground()).not.toBe(light)
    await page.selectOption('#theme', 'auto')
    expect(await ground()).toBe(light)
  })

  test('copy a block whole', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open('start/jquery.html')
    const block = page.locator('.code', { hasText: '$.getJSON' }).first()
    await block.locator('.copy').click()
    await expect.poll(() => block.locator('.copy').textContent()).toContain('Copied')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(read('docs/start/jquery.md')).toContain(copied)
    expect(copied).toContain('$.getJSON')
  })

  test('mark the heading that is being read', async () => {
    await open('security.html')
    await page.locator('.outline a', { hasText: 'Why the server decides' }).click()
    await expect
      .poll(() => page.locator('.outline [aria-current]').allTextContents())
      .toEqual(['Why the server decides'])
  })

  test('lead from page to page', async () => {
    await open('start/react.html')
    await page.click('[rel=next]')
    expect(await page.textContent('h1')).toContain('Vue')
    await page.click('.home')
    expect(page.url()).toBe(`${address}index.html`)
  })
})

describe('the playground', () => {
  test('writes what is chosen on the card and below it', async () => {
    await open('theming.html')
    await expect.poll(states).toContain('tk-score-gauge ready')
    const code = page.locator('.playground-taken code')
    await page.click('[data-preset=warm]')
    expect(await code.textContent()).toContain('--tk-color-accent: #b4430d')
    await page.fill('[name=accent]', '#0f766e')
    expect(await code.textContent()).toContain('--tk-color-accent: #0f766e')
    await page.click('[data-form=json]')
    expect(JSON.parse((await code.textContent())!)).toMatchObject({ variables: { colorAccent: '#0f766e' } })
    const token = (): Promise<string> =>
      page.evaluate(() => {
        const gauge = document.querySelector('#theme-playground tk-score-gauge')!
        return getComputedStyle(gauge).getPropertyValue('--tk-color-accent').trim()
      })
    await expect.poll(token).toBe('#0f766e')
  })
})

describe('on a narrow screen', () => {
  test.each(['index.html', 'theming.html', 'elements/score-gauge.html', 'program.html', 'browsers.html'])(
    '%s scrolls in one direction',
    async (path) => {
      for (const width of [390, 320]) {
        await open(path, width)
        expect(await overflow(), `${width} px`).toBeLessThanOrEqual(0)
      }
    },
  )
  test('the list of pages opens by its button and closes by Escape, which gives the focus back', async () => {
    await open('index.html', 390)
    expect(await page.isVisible('#sidebar')).toBe(false)
    await page.focus('#menu')
    await page.keyboard.press('Enter')
    expect(await page.isVisible('#sidebar')).toBe(true)
    const { y, height } = (await page.locator('#sidebar').boundingBox())!
    expect([y, y + height], 'it begins below the bar and scrolls by itself').toEqual([56, 900])
    await page.keyboard.press('Escape')
    expect(await page.isVisible('#sidebar')).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('menu')
  })
})
