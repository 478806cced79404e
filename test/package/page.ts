// A page in Chromium over files of a folder, for tests of what is built.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { chromium, type Page } from 'playwright-core'
import { chrome, flags } from '../browser.mjs'

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Serves a folder, and opens pages of it. What a page throws is in `failures`. */
export async function served(folder: string) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://host').pathname)
    readFile(join(folder, path)).then(
      (data) =>
        response.setHeader('content-type', kinds[extname(path)] ?? 'application/octet-stream').end(data),
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404).end(),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  return {
    async open(path: string, options: { width?: number } = {}): Promise<{ page: Page; failures: string[] }> {
      const page = await browser.newPage({ viewport: { width: options.width ?? 800, height: 900 } })
      const failures: string[] = []
      page.on('pageerror', (error) => failures.push(String(error)))
      await page.goto(`${origin}/${path}`)
      return { page, failures }
    },
    async close() {
      await browser.close()
      await new Promise((done) => server.close(done))
    },
  }
}
