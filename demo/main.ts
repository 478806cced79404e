/**
 * The merchant's page of the demo: a back-office as a host would have it, with the widgets inside a provider, and above it the bar
 * that belongs to the demo. What is on screen is in the address; everything else here writes words and hands over data.
 */
import '../src/define.js'
import type { TkProvider } from '../src/elements/provider.js'
import type { Text } from '../src/schema/text.js'
import { languageOf, textOf } from '../src/words/locale.js'
import { programs, searchOf, shownIn, sources, states, themes, type Shown } from './address.js'
import { copied, fileOf, showSnippet, snippetOf } from './embed.js'
import {
  languageNames,
  otherSections,
  programNames,
  says,
  sections,
  serverStory,
  sourceNames,
  stateNames,
  stateStories,
  themeNames,
} from './says.js'
import { adapterOf, documentsOf, failNext, merchantList, nowMs } from './source.js'

const byId = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E
const knobs = byId<HTMLFormElement>('knobs')
const provider = byId<TkProvider>('provider')
const drawer = byId<HTMLDialogElement>('embed')
const toast = byId('toast')

const merchants = await merchantList()
let shown = shownIn(location.search, merchants, languageOf(navigator.language))

/** Words: everything marked in the page, the switches, the sections, the store's name, the drawer. */
function speak(): void {
  const { lang } = shown
  document.documentElement.lang = lang
  document.title = says.title[lang]
  const said = (key: string | undefined): string =>
    key && key in says ? says[key as keyof typeof says][lang] : ''
  for (const node of document.querySelectorAll<HTMLElement>('[data-say]'))
    node.textContent = said(node.dataset.say)
  for (const node of document.querySelectorAll<HTMLElement>('[data-say-label]'))
    node.setAttribute('aria-label', said(node.dataset.sayLabel))
  fill(
    'program',
    programs.map((one) => [one, programNames[one][lang]]),
  )
  fill(
    'merchant',
    merchants[shown.program].map((one) => [one.id, textOf(one.name, lang)]),
  )
  fill(
    'source',
    sources.map((one) => [one, sourceNames[one][lang]]),
  )
  fill(
    'state',
    states.map((one) => [one, stateNames[one][lang]]),
  )
  fill(
    'theme',
    themes.map((one) => [one, themeNames[one][lang]]),
  )
  fill(
    'lang',
    (['en', 'zh-CN'] as const).map((one) => [one, languageNames[one]]),
  )
  const isServed = shown.source === 'server'
  ;(knobs.elements.namedItem('state') as HTMLSelectElement).disabled = isServed
  const second = byId<HTMLAnchorElement>('second')
  second.hidden = !isServed
  second.href = searchOf(shown)
  showSections()
  showMerchant()
  showEmbed()
}

function fill(name: keyof Shown, options: readonly (readonly [value: string, text: string])[]): void {
  const select = knobs.elements.namedItem(name) as HTMLSelectElement
  select.textContent = ''
  for (const [value, text] of options) select.add(new Option(text, value))
  select.value = shown[name]
}

function showSections(): void {
  const list = byId('sections')
  list.textContent = ''
  for (const { id, icon, name } of sections[shown.program]) {
    const link = document.createElement('a')
    link.href = `#${id}`
    if (id === 'growth') link.setAttribute('aria-current', 'page')
    link.title = name[shown.lang]
    const word = document.createElement('span')
    word.textContent = name[shown.lang]
    link.append(iconOf(icon), word)
    const item = document.createElement('li')
    item.appendChild(link)
    list.appendChild(item)
  }
}

function iconOf(name: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', 'i')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `/icons.svg#${name}`)
  svg.appendChild(use)
  return svg
}

function showMerchant(): void {
  const { lang } = shown
  const merchant = merchants[shown.program].find(({ id }) => id === shown.merchant)!
  const name = textOf(merchant.name, lang)
  byId('store').textContent = name
  byId('place').textContent = textOf(merchant.place, lang)
  const own = shown.state === 'live' ? merchant.story : stateStories[shown.state]
  byId('story').textContent = textOf(shown.source === 'server' ? serverStory : own, lang)
  byId('avatar').textContent =
    lang === 'zh-CN'
      ? name.slice(0, 1)
      : name
          .replace(/[^A-Za-z ]/g, '')
          .split(/ +/)
          .slice(0, 2)
          .map((word) => word.charAt(0))
          .join('')
  byId<HTMLAnchorElement>('studio').href = `/studio?lang=${lang}`
  byId<HTMLAnchorElement>('theme-editor').href = `/theme?lang=${lang}`
}

function showEmbed(): void {
  const files = fileOf(shown)
  const note = shown.source === 'server' ? says.embedServerNote : says.embedNote
  byId('embed-note').textContent = note[shown.lang]
  showSnippet(byId('snippet'), snippetOf(shown))
  for (const name of ['program', 'merchant'] as const) {
    const link = byId<HTMLAnchorElement>(`file-${name}`)
    link.href = files[name]
    link.textContent = files[name]
  }
}

/** Light, dark, or as the system has it; the widgets find it on the page. */
function paint(): void {
  const root = document.documentElement
  if (shown.theme === 'auto') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', shown.theme)
}

/** Hands the provider the data of what is on screen. An answer that comes after another choice is dropped. */
async function load(): Promise<void> {
  const wanted = shown
  try {
    const documents = await documentsOf(wanted)
    if (!isOnScreen(wanted)) return
    const adapter = adapterOf(wanted, documents)
    // behind a server its clock counts
    provider.now = wanted.source === 'server' ? null : () => nowMs
    provider.adapter = adapter
    sayNote(documents.program)
    if (wanted.state !== 'stale') return
    await new Promise((resolve) => provider.addEventListener('tk-load', resolve, { once: true }))
    if (!isOnScreen(wanted)) return
    failNext(adapter)
    provider.refresh()
  } catch (error) {
    announce(String(error))
  }
}
const isOnScreen = (wanted: Shown): boolean =>
  (['program', 'merchant', 'source', 'state'] as const).every((key) => wanted[key] === shown[key])

function choose(change: Partial<Shown>): void {
  const before = shown
  const next = { ...shown, ...change }
  const query = new URLSearchParams({
    program: next.program,
    merchant: next.merchant,
    source: next.source,
    state: next.state,
    theme: next.theme,
    lang: next.lang,
  })
  shown = shownIn(`?${query.toString()}`, merchants, next.lang)
  history.replaceState(null, '', searchOf(shown) + location.hash)
  speak()
  paint()
  if (!isOnScreen(before)) void load()
  else void documentsOf(shown).then(({ program }) => sayNote(program))
}
/** The program's own note: that its weights are invented. */
function sayNote(program: string): void {
  const { note } = JSON.parse(program) as { note?: Text }
  byId('note').textContent = note ? textOf(note, shown.lang) : ''
}

let hush = 0
function announce(text: string): void {
  toast.textContent = text
  toast.hidden = false
  window.clearTimeout(hush)
  hush = window.setTimeout(() => (toast.hidden = true), 4000)
}

knobs.addEventListener('change', (event) => {
  const { name, value } = event.target as HTMLSelectElement
  choose({ [name]: value })
})
knobs.addEventListener('submit', (event) => event.preventDefault())
byId('embed-open').addEventListener('click', () => drawer.showModal())
byId('embed-close').addEventListener('click', () => drawer.close())
drawer.addEventListener('click', (event) => {
  if (event.target === drawer) drawer.close() // the backdrop
})
byId('copy').addEventListener('click', () => {
  void copied(snippetOf(shown)).then((done) => {
    byId('copy-text').textContent = (done ? says.copied : says.notCopied)[shown.lang]
    window.setTimeout(() => (byId('copy-text').textContent = says.copy[shown.lang]), 2000)
  })
})
// a link of a task or of the list: the demo has this one page
window.addEventListener('hashchange', () => {
  const id = location.hash.slice(1)
  const section = [...sections[shown.program], ...otherSections].find((one) => one.id === id)
  if (section && id !== 'growth')
    announce(`${says.opens[shown.lang]}${shown.lang === 'en' ? ' ' : ''}“${section.name[shown.lang]}”`)
  if (id) history.replaceState(null, '', location.pathname + location.search)
})

paint()
speak()
await load()
