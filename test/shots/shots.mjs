// npm run shots: a picture of every element, view and state in every width, language, direction and theme, in the
// ignored folder shots/, with a gallery page that chooses among them. `npm run shots -- element=score-gauge
// lang=en width=320,720` takes some of them; `-- --accept` takes the share that the tests compare, and writes down its
// fingerprints as what is right from now on (test/shots/accepted.json).
//
// An element's page is demo/shots.html. `element=page` and `element=studio` are the demo's own pages,
// `element=growth-pyramid` and `element=organization-index` the first with a merchant of those.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { accept } from './accepted.mjs'
import { openCamera } from './camera.mjs'
import { nameOf, shotsOf } from './choices.mjs'
import { galleryOf } from './gallery.mjs'

const folder = fileURLToPath(new URL('../../shots', import.meta.url))

/** What is a page of the demo, and no element: where it is, and what its address says besides. */
const places = {
  page: ['', {}],
  studio: ['studio', {}],
  'growth-pyramid': ['', { merchant: 'clear-spring' }],
  'organization-index': ['', { merchant: 'open-field' }],
}

requireChineseFont()
const args = process.argv.slice(2)
if (args.includes('--accept')) {
  const camera = await openCamera()
  console.log(`${await accept(camera)} fingerprints in test/shots/accepted.json`)
  await camera.close()
} else await takeGallery(args)

async function takeGallery(args) {
  const camera = await openCamera({ scale: 2 })
  const { choices: ask, close } = await camera.open()
  const { choices, views } = await ask()
  await close()
  const wanted = { ...choices, ...chosen(args, choices) }
  const isPlace = (name) => Object.hasOwn(places, name)
  const shots = shotsOf({ ...wanted, element: wanted.element.filter((name) => !isPlace(name)) }, views)
  const problems = new Set()
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  await camera.takeAll(shots, (shot, { png, overflow, errors }) => {
    const name = nameOf(shot)
    if (overflow > 0) problems.add(`${name}: ${overflow} px wider than its place`)
    for (const error of errors) problems.add(`${name}: ${error}`)
    writeFileSync(`${folder}/${name}.png`, png)
  })
  const perSecond = shots.length / ((Date.now() - started) / 1000)
  for (const name of wanted.element.filter(isPlace)) await takePlace(camera, name, wanted, problems)
  await camera.close()

  const names = readdirSync(folder).filter((name) => name.endsWith('.png'))
  writeFileSync(`${folder}/index.html`, galleryOf(names, choices))
  console.log(`${shots.length} pictures in shots/, ${perSecond.toFixed(1)} a second; all on shots/index.html`)
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.size > 0 ? 1 : 0
}

/** A page of the demo, at every width, language and theme that is wanted. */
async function takePlace({ address, browser }, name, wanted, problems) {
  const [place, more] = places[name]
  const page = await browser.newPage({ deviceScaleFactor: 2, reducedMotion: 'reduce' })
  for (const width of wanted.width)
    for (const lang of wanted.lang)
      for (const theme of wanted.theme) {
        await page.setViewportSize({ width: Number(width), height: 800 })
        await page.emulateMedia({ colorScheme: theme })
        const query = new URLSearchParams({ lang, theme, ...more })
        const response = await page.goto(`${address}${place}?${query}`, { waitUntil: 'networkidle' })
        if (!response?.ok()) throw new Error(`demo/${place} answered ${response?.status()}`)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        const file = `${name}-plain-ready-${width}-${lang}-ltr-${theme}`
        if (overflow > 0) problems.add(`${file}: ${overflow} px wider than the page`)
        await page.screenshot({ path: `${folder}/${file}.png`, fullPage: true })
      }
  await page.close()
}

function chosen(args, choices) {
  return Object.fromEntries(
    args.map((arg) => {
      const [key, text = ''] = arg.split('=')
      const values = text.split(',')
      if (!choices[key])
        throw new Error(`no choice is called ${key}: one of ${Object.keys(choices).join(', ')}`)
      const known = key === 'element' ? [...choices.element, ...Object.keys(places)] : choices[key]
      const unknown = key === 'width' ? undefined : values.find((value) => !known.includes(value))
      if (unknown !== undefined) throw new Error(`no ${key} is called ${unknown}: one of ${known.join(', ')}`)
      return [key, values]
    }),
  )
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
