// npm run shots: a picture of every element in every state, theme and language, in the ignored folder shots/,
// with a contact sheet. `npm run shots -- element=score-gauge lang=en` takes some of them; `width=320,720`
// takes other widths.
//
// The page is demo/shots.html, which shows one element as its address says; `element=page` and `element=studio` are
// the demo's own pages, `element=growth-pyramid` and `element=organization-index` the first with a merchant of those. A picture is taken when every element has rendered and its frames have passed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { chrome, flags } from '../browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = `${root}shots`

const all = {
  element: ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger'],
  state: ['ready', 'loading', 'empty', 'error', 'stale'],
  theme: ['light', 'dark'],
  lang: ['en', 'zh-CN'],
  width: ['420'],
}

/** What is a page of the demo, and no element: where it is, and what its address says besides. */
const places = {
  page: [''],
  studio: ['studio'],
  'growth-pyramid': ['', { merchant: 'clear-spring' }],
  'organization-index': ['', { merchant: 'open-field' }],
}

requireChineseFont()
const wanted = { ...all, ...chosen(process.argv.slice(2)) }
const shots = Object.entries(wanted).reduce(
  (made, [key, values]) => made.flatMap((shot) => values.map((value) => ({ ...shot, [key]: value }))),
  [{}],
)

const server = await createServer({
  configFile: `${root}vite.config.ts`,
  logLevel: 'error',
  server: { port: 0 },
})
await server.listen()
const address = server.resolvedUrls.local[0]
const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
mkdirSync(folder, { recursive: true })

const problems = []
const queue = [...shots]
await Promise.all([work(), work()])
await browser.close()
await server.close()

writeFileSync(`${folder}/index.html`, contactSheet(shots))
console.log(`${shots.length} pictures in shots/, all on shots/index.html`)
for (const problem of new Set(problems)) console.log(problem)
process.exitCode = problems.length > 0 ? 1 : 0

async function work() {
  const page = await browser.newPage({ deviceScaleFactor: 2 })
  let shot
  page.on('pageerror', ({ message }) => problems.push(`${nameOf(shot)}: ${message}`))
  while ((shot = queue.shift())) {
    const { theme, width } = shot
    await page.setViewportSize({ width: Number(width) + 32, height: 200 })
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const [place, more] = places[shot.element] ?? ['shots.html']
    const response = await page.goto(`${address}${place}?${new URLSearchParams({ ...shot, ...more })}`)
    if (!response?.ok()) throw new Error(`demo/${place} answered ${response?.status()}`)
    await page.evaluate(settled)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (overflow > 0) problems.push(`${nameOf(shot)}: ${overflow} px wider than the page`)
    await page.screenshot({ path: `${folder}/${nameOf(shot)}.png`, fullPage: true })
  }
}

/** Runs in the page. */
async function settled() {
  await document.fonts.ready
  const elements = [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('tk-'))
  await Promise.all(elements.map(({ localName }) => customElements.whenDefined(localName)))
  for (let round = 0; round < 5; round++) {
    await Promise.all(elements.map(({ updateComplete }) => updateComplete))
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)))
  }
}

function chosen(args) {
  return Object.fromEntries(
    args.map((arg) => {
      const [key, values = ''] = arg.split('=')
      if (!all[key]) throw new Error(`no choice is called ${key}: one of ${Object.keys(all).join(', ')}`)
      return [key, values.split(',')]
    }),
  )
}

function nameOf({ element, state, theme, lang, width }) {
  return `${element}-${state}-${theme}-${lang}-${width}`
}

function contactSheet(taken) {
  const figures = taken.map((shot) => {
    const name = nameOf(shot)
    return `<figure><img src="${name}.png" width="${Number(shot.width) + 32}"><figcaption>${name}</figcaption></figure>`
  })
  const style = 'body{display:flex;flex-wrap:wrap;font:12px sans-serif;background:#ccc}figure{margin:8px}'
  return `<!doctype html><meta charset="utf-8"><title>Shots</title><style>${style}</style>${figures.join('\n')}`
}

/** Without one, Chinese is drawn as boxes, and the pictures show nothing. */
function requireChineseFont() {
  const there = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout
  if (process.platform !== 'linux' || there()) return
  if (process.getuid?.() === 0)
    spawnSync('apt-get', ['-qq', '-y', 'install', 'fonts-noto-cjk'], { stdio: 'ignore' })
  if (there()) return
  console.error('no font has Chinese: install one (Debian: apt-get install fonts-noto-cjk)')
  process.exit(1)
}
