// Serves the hosts at /<name>/, the kit's files for pages without a bundler at /tierkit/, and the stores' data at /data/.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtFolder } from './build.mjs'
import { hosts, plainHead } from './hosts.mjs'

const folder = (path) => fileURLToPath(new URL(path, import.meta.url))
const dist = folder('../../dist/')

/** Files by the first part of their address. */
const places = {
  data: (rest) =>
    rest === 'program.json' ? folder('../programs/store-score.json') : join(folder('../merchants'), rest),
  tierkit: (rest) => join(dist, rest),
  'another-version': (rest) => join(dist, rest),
  shared: (rest) => join(folder('./shared'), rest),
  'sub-app': (rest) => (rest ? join(builtFolder('sub-app'), rest) : folder('./sub-app/index.html')),
}
for (const { name, plugins, head } of hosts)
  places[name] = (rest) =>
    join(plugins ? builtFolder(name) : folder(head ? './plain' : `./${name}`), rest || 'index.html')
/** What a page of a host asks for beside itself. */
const beside = {
  'jquery/jquery.min.js': folder('./node_modules/jquery/dist/jquery.min.js'),
  'old-libraries/old.js': folder('./old-libraries/old.js'),
  'reset/reset.css': folder('./reset/reset.css'),
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Starts the server; port 0 takes a free one. */
export async function serveHosts(port = 0) {
  const server = createServer((request, response) => {
    answer(new URL(request.url, 'http://host')).then(
      ({ body, type, headers }) => response.writeHead(200, { 'content-type': type, ...headers }).end(body),
      () => response.writeHead(404, { 'content-type': 'text/plain' }).end('not here'),
    )
  })
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening))
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

async function answer(address) {
  if (address.pathname === '/') return { body: listOf(hosts), type: types['.html'] }
  const [, first, ...rest] = normalize(decodeURIComponent(address.pathname)).split('/')
  const path = rest.join('/')
  const host = hosts.find(({ name }) => name === first)
  const { headers } = host ?? {}
  if (host?.page && path === '') return { body: await host.page(address), type: types['.html'], headers }
  const file = beside[`${first}/${path}`] ?? places[first]?.(path)
  const body = await readFile(file)
  const type = types[extname(file)] ?? 'application/octet-stream'
  return { body: changed(body, { first, path, head: host?.head }), type, headers }
}

/** The pages that are the plain one with another head, and a second version of the kit. */
function changed(body, { first, path, head }) {
  if (head && path === '') return body.toString().replace(plainHead, head)
  if (first === 'another-version')
    return body.toString().replace(/\b(\d+\.\d+\.\d+)(?=[`"',])/g, '$1-another')
  return body
}

function listOf(all) {
  const items = all.map(({ name, title }) => `<li><a href="/${name}/">${title}</a></li>`).join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tierkit · hosts</title><link rel="stylesheet" href="/shared/page.css"><main><h1>Hosts</h1><ul>${items}</ul></main></html>`
}
