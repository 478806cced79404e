// Serves the hosts at /<name>/, the kit's files for pages without a bundler at /tierkit/, and the stores' data at /data/.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtFolder } from './build.mjs'
import { hosts } from './hosts.mjs'

const folder = (path) => fileURLToPath(new URL(path, import.meta.url))
const places = {
  data: (rest) =>
    rest === 'program.json' ? folder('../programs/store-score.json') : join(folder('../merchants'), rest),
  tierkit: (rest) => join(folder('../../dist'), rest),
  shared: (rest) => join(folder('./shared'), rest),
}
for (const { name, plugins } of hosts)
  places[name] = (rest) => join(plugins ? builtFolder(name) : folder(`./${name}`), rest || 'index.html')

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Starts the server; port 0 takes a free one. */
export async function serveHosts(port = 0) {
  const server = createServer((request, response) => {
    answer(request).then(
      ({ body, type, headers }) => response.writeHead(200, { 'content-type': type, ...headers }).end(body),
      () => response.writeHead(404, { 'content-type': 'text/plain' }).end('not here'),
    )
  })
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening))
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

async function answer({ url }) {
  const { pathname } = new URL(url, 'http://host')
  if (pathname === '/') return { body: listOf(hosts), type: types['.html'] }
  const [, first, ...rest] = normalize(decodeURIComponent(pathname)).split('/')
  const host = hosts.find(({ name }) => name === first)
  const path = rest.join('/')
  const isPage = host && (path === '' || path === 'index.html')
  if (isPage && host.page) return { body: await host.page(), type: types['.html'], headers: host.headers }
  const file = places[first]?.(path)
  const body = await readFile(file)
  return { body, type: types[extname(file)] ?? 'application/octet-stream', headers: host?.headers }
}

function listOf(all) {
  const items = all.map(({ name, title }) => `<li><a href="/${name}/">${title}</a></li>`).join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tierkit · hosts</title><link rel="stylesheet" href="/shared/page.css"><main><h1>Hosts</h1><ul>${items}</ul></main></html>`
}
