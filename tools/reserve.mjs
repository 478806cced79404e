// themes/reserve.css: the room of an element before its script is there. The heights are those of the skeletons, measured in a browser
// over the built files (`node tools/reserve.mjs`, after a build) and kept in reserved-heights.json; a test measures them again.
//
// An element that is not defined has no inside to ask for a width. It is made a container of its own, and a float of no width in it is
// as tall as the skeleton will be at that width: so content that stands in for the element is shown, and is not pushed down.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = new URL('reserved-heights.json', import.meta.url)

/** How far apart widths are looked at first, in px. */
const step = 5
const [narrowest, widest] = [200, 1600]
const tags = ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger'].map(
  (name) => `tk-${name}`,
)
const languages = ['en', 'zh-CN']

/** `{ fonts, heights: { tag: { en: [[width, height]], 'zh-CN': … } } }`: from each width on, a height in px. */
export const reserved = () => JSON.parse(readFileSync(file, 'utf8'))

export function reserveCss() {
  const { heights } = reserved()
  const byWidth = new Map()
  for (const [tag, spoken] of Object.entries(heights))
    for (const [language, rows] of Object.entries(spoken))
      for (const [width, height] of rows) {
        const which = language === 'en' ? '' : `:lang(${language.slice(0, 2)})`
        const rule = `${tag}:not(:defined)${which}::before { height: ${height}px }`
        byWidth.set(width, [...(byWidth.get(width) ?? []), rule])
      }
  const all = Object.keys(heights)
  const each = (end) => all.map((tag) => `${tag}:not(:defined)${end}`).join(', ')
  const rules = [...byWidth]
    .sort(([a], [b]) => a - b)
    .map(([width, some]) => `@container (min-width: ${width}px) {\n${some.join('\n')}\n}`)
  return `/* Tierkit. The room that elements take until their script is there, by their own width and language, with default attributes. */
tk-provider:not(:defined) { display: contents }
${each('')} { display: flow-root; container-type: inline-size; min-width: 0 }
${each('::before')} { content: ''; float: left; width: 0 }
${rules.join('\n')}
`
}

/** In a page: how wide a sample of both languages is, which tells one set of fonts from another. */
export const sampleWidth = () => {
  const sample = document.createElement('span')
  sample.textContent = 'As of 30 September, 4 of 5 conditions met. 截至九月三十日，已满足条件'
  sample.style.cssText = 'font: 16px sans-serif; white-space: nowrap'
  document.body.append(sample)
  const { width } = sample.getBoundingClientRect()
  sample.remove()
  return Math.round(width * 100) / 100
}

/** In a page with the kit: how tall an element is while it loads, at each of some widths. */
export const skeletonHeights = async ({ tag, lang, widths }) => {
  const box = document.createElement('div')
  box.lang = lang
  box.style.fontFamily = 'sans-serif'
  const element = document.createElement(tag)
  box.append(element)
  document.body.append(box)
  const heights = []
  for (const width of widths) {
    box.style.width = `${width}px`
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
      await element.updateComplete
    }
    heights.push(element.offsetHeight)
  }
  box.remove()
  return heights
}

async function measure() {
  const { chromium } = await import('playwright-core')
  const { chrome, flags } = await import('../test/browser.mjs')
  const args = [...flags, '--disable-frame-rate-limit']
  const browser = await chromium.launch({ executablePath: await chrome(), args })
  const page = await browser.newPage({ viewport: { width: widest + 100, height: 900 } })
  await page.setContent('<!doctype html><body></body>')
  const content = readFileSync(new URL('../dist/tierkit.min.js', import.meta.url), 'utf8')
  await page.addScriptTag({ content, type: 'module' })
  const heights = {}
  for (const tag of tags) {
    heights[tag] = {}
    for (const lang of languages) {
      const at = new Map()
      const look = async (widths) => {
        const all = await page.evaluate(skeletonHeights, { tag, lang, widths })
        widths.forEach((width, index) => at.set(width, all[index]))
      }
      const coarse = []
      for (let width = narrowest; width <= widest; width += step) coarse.push(width)
      await look(coarse)
      // then every px of a step in which the height changes
      const fine = coarse.filter((width) => at.has(width + step) && at.get(width) !== at.get(width + step))
      await look(fine.flatMap((width) => Array.from({ length: step - 1 }, (_, more) => width + more + 1)))
      const widths = [...at.keys()].sort((a, b) => a - b)
      heights[tag][lang] = widths
        .map((width) => [width, at.get(width)])
        .filter(([, height], index) => index === 0 || height !== at.get(widths[index - 1]))
    }
  }
  const fonts = await page.evaluate(sampleWidth)
  await browser.close()
  const rows = (spoken) =>
    languages.map((lang) => `   ${JSON.stringify(lang)}: ${JSON.stringify(spoken[lang])}`).join(',\n')
  const text = tags.map((tag) => `  ${JSON.stringify(tag)}: {\n${rows(heights[tag])}\n  }`).join(',\n')
  writeFileSync(file, `{\n "fonts": ${fonts},\n "heights": {\n${text}\n }\n}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await measure()
