/**
 * One element in one state, for `npm run shots`: `?element=score-gauge&state=stale&theme=dark&lang=zh-CN&width=420`.
 * A state is one of the five, or one of the merchants that the element tests know (`atRisk`, `noScore`, ...).
 * While drawing, `dir=rtl` turns the page round and `attr.rows=3` sets an attribute of the element.
 * `window.tierkitShots` lists all there is to ask for.
 */
import '../src/define/provider.js'
import type { Adapter } from '../src/data/adapter.js'
import { pageOf } from '../src/data/pages.js'
import type { TkProvider } from '../src/elements/provider.js'
import { issueAt } from '../src/schema/issues.js'
import { entries, lotusKitchen, variants } from '../test/elements/standings.js'

const query = new URLSearchParams(location.search)
const asked = (name: string, otherwise: string): string => query.get(name) ?? otherwise
const state = asked('state', 'ready')
const element = asked('element', 'score-gauge')

declare global {
  interface Window {
    tierkitShots: Readonly<Record<'element' | 'state' | 'theme' | 'lang', readonly string[]>>
  }
}
const states = ['loading', 'ready', 'empty', 'error', 'stale']
window.tierkitShots = {
  element: ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger'],
  state: [...states, ...Object.keys(variants).filter((name) => !states.includes(name))],
  theme: ['light', 'dark'],
  lang: ['en', 'zh-CN'],
}

// this one alone: an element that is being worked on keeps no other from its picture
await import(`../src/define/${element}.ts`)

document.documentElement.lang = asked('lang', 'en')
document.documentElement.dir = asked('dir', 'ltr')
document.documentElement.dataset.theme = asked('theme', 'light')

const stage = document.getElementById('stage')!
stage.style.width = `${asked('width', '420')}px`
const oldestFirst = entries.slice().reverse()
const provider = document.createElement('tk-provider') as TkProvider
const standing = (variants[state] ?? lotusKitchen)()
provider.now = () => Date.parse(standing.at)
const shown = provider.appendChild(document.createElement(`tk-${element}`))
query.forEach((value, name) => {
  if (name.startsWith('attr.')) shown.setAttribute(name.slice(5), value)
})
provider.adapter = adapterIn(state)
stage.appendChild(provider)

if (state === 'stale') {
  await new Promise((resolve) => provider.addEventListener('tk-load', resolve, { once: true }))
  provider.adapter.standing = fails
  provider.refresh()
}

function adapterIn(state: string): Adapter {
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
