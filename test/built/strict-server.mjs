// A static server that sends the strictest policy a back-office is known to send.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types tierkit',
].join('; ')

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
}

/**
 * Serves `folders` by their first path segment: `{ dist: '/a/b' }` answers `/dist/x.js` from `/a/b/x.js`. Without the
 * policy where `isStrict` is false, for a page to be compared with. Where `isClassic`, pages have the kit's files as scripts and not
 * as modules.
 */
export async function serveStrictly(folders, { isStrict = true, isClassic = false } = {}) {
  const server = createServer(async (request, response) => {
    const [, first, ...rest] = normalize(
      decodeURIComponent(new URL(request.url, 'http://host').pathname),
    ).split('/')
    const file = join(folders[first] ?? '/nowhere', ...rest)
    try {
      let body = await readFile(file)
      if (isClassic && extname(file) === '.html') body = asScripts(body.toString())
      response.writeHead(200, {
        'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
        ...(isStrict && { 'content-security-policy': policy }),
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

const asScripts = (page) => page.replace(/<script type="module" (?=src="\/)/g, '<script ')
