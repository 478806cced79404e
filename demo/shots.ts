/**
 * One element in one state, for `npm run shots`: `?element=score-gauge&state=stale&theme=dark&lang=zh-CN&width=420`.
 * A state is one of the five, or one of the merchants that the element tests know (`atRisk`, `noScore`, ...); a view is
 * another way to show the same (`whatif`, `compare`, `all`). While drawing, `attr.rows=3` sets an attribute of the element.
 * `window.tierkitShots` lists all there is to ask for, and shows one after the other without loading the page again.
 */
import '../src/define/provider.js'
import type { Adapter } from '../src/data/adapter.js'
import { pageOf } from '../src/data/pages.js'
import type { TkProvider } from '../src/elements/provider.js'
import { issueAt } from '../src/schema/issues.js'
import type { Standing } from '../src/schema/standing.js'
import { whatIfOf } from '../test/elements/lotus/what-if.js'
import { entries, lotusKitchen, variants } from '../test/elements/standings.js'

type Shot = Readonly<Record<string, string>>
type Choices = Readonly<Record<string, readonly string[]>>
/** Where on the page it is, in px, and how much wider than its place. */
interface Shown {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly overflow: number
}

declare global {
  interface Window {
    tierkitShots: {
      /** What there is of each kind, in the order of an address. */
      readonly choices: Choices
      /** The views of an element besides the plain one. */
      readonly views: Choices
      show(shot: Shot): Promise<Shown>
      /** Letters and signs of every kind, that tell by their look which fonts are here. */
      showSpecimen(): Promise<Shown>
      /** Resolves when nothing changes any more. */
      settled(): Promise<Shown>
    }
  }
}

const states = ['loading', 'ready', 'empty', 'error', 'stale']
const choices: Choices = {
  element: ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger'],
  view: ['plain', 'whatif', 'compare', 'all'],
  state: [...states, ...Object.keys(variants).filter((name) => !states.includes(name))],
  width: ['240', '390', '560', '1100'],
  lang: ['en', 'zh-CN'],
  dir: ['ltr', 'rtl'],
  theme: ['light', 'dark'],
}
const views: Choices = { 'score-gauge': ['whatif'], 'tier-ladder': ['compare'], 'points-ledger': ['all'] }
const viewAttributes: Readonly<Record<string, readonly [name: string, value: string]>> = {
  whatif: ['whatif', ''],
  compare: ['view', 'compare'],
  all: ['view', 'all'],
}
const oldestFirst = entries.slice().reverse()
const margin = 16
const stage = document.getElementById('stage')!

await show(Object.fromEntries(new URLSearchParams(location.search)))
// only now, so that nobody asks for the next while the first is being shown
window.tierkitShots = { choices, views, show, showSpecimen, settled }

async function show(shot: Shot): Promise<Shown> {
  const asked = (name: string, otherwise: string): string => shot[name] ?? otherwise
  const [element, state, view] = [
    asked('element', 'score-gauge'),
    asked('state', 'ready'),
    asked('view', 'plain'),
  ]
  // this one alone: an element that is being worked on keeps no other from its picture
  await import(`../src/define/${element}.ts`)
  // the one drawing that is loaded when it comes into view
  if (element === 'points-ledger') await import('../src/elements/chart.js')

  turnPage(asked('lang', 'en'), asked('dir', 'ltr'), asked('theme', 'light'), asked('width', '420'))
  const standing = (variants[state] ?? lotusKitchen)()
  const provider = document.createElement('tk-provider') as TkProvider
  provider.now = () => Date.parse(standing.at)
  const shown = provider.appendChild(document.createElement(`tk-${element}`))
  for (const [name, value] of Object.entries(shot)) {
    if (name.startsWith('attr.')) shown.setAttribute(name.slice(5), value)
  }
  if (viewAttributes[view]) shown.setAttribute(...viewAttributes[view])
  if (view === 'whatif') Object.assign(shown, { askWhatIf: whatIfOf(standing) })
  provider.adapter = adapterIn(state, standing)
  stage.appendChild(provider)
  if (state === 'stale') await staleFrom(provider)
  const place = await settled()
  const summary = shown.shadowRoot?.querySelector<HTMLElement>('details.what-if > summary')
  if (view !== 'whatif' || !summary) return place
  summary.click()
  return settled()
}

function turnPage(lang: string, dir: string, theme: string, width: string): void {
  const { documentElement } = document
  documentElement.lang = lang
  documentElement.dir = dir
  documentElement.dataset['theme'] = theme
  stage.replaceChildren()
  stage.style.width = `${width}px`
}

async function staleFrom(provider: TkProvider): Promise<void> {
  await new Promise((resolve) => provider.addEventListener('tk-load', resolve, { once: true }))
  provider.adapter!.standing = fails
  provider.refresh()
}

function showSpecimen(): Promise<Shown> {
  turnPage('zh-CN', 'ltr', 'light', '560')
  for (const [size, weight] of [
    ['12px', '400'],
    ['14px', '600'],
    ['28px', '700'],
  ] as const) {
    const line = stage.appendChild(document.createElement('p'))
    Object.assign(line.style, { font: `${weight} ${size}/1.5 inherit`, fontSize: size, fontWeight: weight })
    line.textContent = 'Gold 0123456789 RgQ&fi − → ✓ ¥ · 门店成长计划，评定（金牌）等级'
  }
  return settled()
}

/** Two frames in a row that are the same, in words, in size and after every update. */
async function settled(): Promise<Shown> {
  await document.fonts.ready
  let before = ''
  for (let same = 0, round = 0; same < 2 && round < 60; round++) {
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)))
    const shown = stage.querySelector('tk-provider > *') as (Element & { updateComplete?: unknown }) | null
    await shown?.updateComplete
    const now = `${shown?.shadowRoot?.innerHTML} ${stage.offsetHeight}`
    same = now === before ? same + 1 : 0
    before = now
  }
  const { left, top, width, height } = stage.getBoundingClientRect()
  return {
    x: Math.floor(left + scrollX) - margin,
    y: Math.floor(top + scrollY) - margin,
    width: Math.ceil(width) + 2 * margin,
    height: Math.ceil(height) + 2 * margin,
    overflow: stage.scrollWidth - stage.clientWidth,
  }
}

function adapterIn(state: string, standing: Standing): Adapter {
  const answers = () => Promise.resolve({ data: standing })
  const reads = state === 'loading' ? () => new Promise<never>(() => {}) : state === 'error' ? fails : answers
  return {
    standing: reads,
    entries: (page) => Promise.resolve({ data: pageOf(state === 'empty' ? [] : oldestFirst, page) }),
    // there so that buttons are offered; nobody clicks in a picture
    send: fails,
  }
}

function fails(): Promise<never> {
  return Promise.reject(Object.assign(new Error('no answer'), { issue: issueAt('unreachable', [], {}) }))
}
