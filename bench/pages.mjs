// Builds of the elements for a bench, kept in memory, and a page in the installed browser that runs them: as they are shipped
// (`tierkit.min.js`), and the same elements' functions without lit, for what they are compared with (plain/).
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { chrome, flags } from '../test/browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const here = (file) => fileURLToPath(new URL(file, import.meta.url))

/** The file that is shipped. */
export async function shipped(name = 'tierkit') {
  return firstOf(await build({ root, mode: name, build: { write: false } }))
}

/** A script of a bench. `lit`: the file that stands in for lit, or none. */
export async function built(entry, { lit, minify = true } = {}) {
  return firstOf(
    await build({
      configFile: false,
      root,
      publicDir: false,
      logLevel: 'warn',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: lit ? [without(here(lit))] : [],
      build: {
        write: false,
        minify,
        lib: { entry: here(entry), formats: ['es'], fileName: () => 'bench.js' },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
  )
}

const firstOf = (result) => [result].flat()[0].output[0].code

/** Puts a file in the place of lit, and what the page around is in that of what would find it out. */
function without(lit) {
  const shim = here('plain/lit.ts')
  return {
    name: 'bench:without-lit',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (id === 'lit') return importer.endsWith('/plain/lit.ts') ? null : lit
      if (id.startsWith('lit/') || id === '@lit/context' || id === './around.js') return shim
      return null
    },
  }
}

/** A page with these scripts, by name, in a browser of its own. `beside`: files that they may ask for. */
export async function opened(
  scripts,
  { beside = {}, style = '', viewport = { width: 800, height: 900 }, args = [] } = {},
) {
  process.env.NODE_ENV = 'production'
  const browser = await chromium.launch({ executablePath: await chrome(), args: [...flags, ...args] })
  const page = await browser.newPage({ viewport })
  const wrong = []
  page.on('pageerror', (error) => wrong.push(error.stack))
  const tags = Object.keys(scripts).map((name) => `<script type="module" src="/${name}.js"></script>`)
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><style>${style}</style><body>${tags.join('')}`
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1).replace(/\.js$/, '')
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html })
    const code = scripts[name] ?? beside[name]
    return code ? route.fulfill({ contentType: typeOf(name), body: code }) : route.fulfill({ status: 404 })
  })
  await page.goto('http://bench.test/')
  await page.waitForLoadState('load')
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return { browser, page, session }
}

const typeOf = (name) => (name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript; charset=utf-8')

/** The main thread's own time so far, in ms: what other programs on the machine take is not in it. */
export async function threadMs(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ThreadTime').value * 1000
}

export function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1]
}

/** Throws at the first line that differs. */
export function equalTexts(ours, other, what) {
  const [a, b] = [ours, other].map((text) => text.split('\n'))
  const at = a.findIndex((line, index) => line !== b[index])
  if (at >= 0 || a.length !== b.length) throw new Error(`${what} differ in line ${at}:\n${a[at]}\n${b[at]}`)
}

/** Throws at the first node that looks otherwise or stands more than half a pixel off. */
export function equalSeen(ours, other, what) {
  ours.forEach((node, index) => {
    const same = other[index]
    const isNear = node.box.every((px, side) => Math.abs(px - same?.box[side]) <= 0.5)
    if (node.look !== same?.look || !isNear)
      throw new Error(`${what} differs in node ${index}:\n${JSON.stringify(node)}\n${JSON.stringify(same)}`)
  })
}
