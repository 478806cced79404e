/**
 * The theme editor of the demo: a few controls, the five elements beside them in the look they say, its contrast ratios, and the CSS or
 * JSON of it to take along. The look is in the address, so that a link shows the same.
 */
import '../src/define.js'
import type { TkProvider } from '../src/elements/provider.js'
import type { Text } from '../src/schema/text.js'
import { languageOf, localeOf, type Language } from '../src/words/locale.js'
import { shownIn } from './address.js'
import { copied } from './embed.js'
import { languageNames } from './says.js'
import { adapterOf, documentsOf, merchantList, nowMs } from './source.js'
import { byId, element, fill } from './studio/dom.js'
import {
  appearanceOf,
  cssOf,
  densities,
  hexOf,
  jsonOf,
  lookIn,
  measuredOf,
  mixed,
  presets,
  queryOf,
  type Density,
  type Font,
  type Look,
  type Measured,
  type Preset,
} from './theme/look.js'
import { densityNames, fontNames, measuredNames, pageThemes, presetNames, says } from './theme/says.js'

const colorNames = ['accent', 'surface', 'text'] as const
const forms = ['css', 'json'] as const
type PageTheme = keyof typeof pageThemes
const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(table) as Key[]

const query = new URLSearchParams(location.search)
let locale: Language = languageOf(localeOf(query.get('lang') ?? navigator.language))
let pageTheme = keysOf(pageThemes).find((one) => one === query.get('theme')) ?? 'auto'
let look: Look = lookIn(query)
let form: (typeof forms)[number] = 'css'

const provider = byId<TkProvider>('provider')
const main = byId('shown')

/** Every word of the page. Controls are made anew, so that the one that has the focus is given it back. */
function speak(): void {
  const focused = document.activeElement?.id
  document.documentElement.lang = locale
  document.title = says.title[locale]
  const said = (key: string | undefined) => (key && key in says ? says[key as keyof typeof says][locale] : '')
  for (const node of document.querySelectorAll<HTMLElement>('[data-say]'))
    node.textContent = said(node.dataset.say)
  for (const node of document.querySelectorAll<HTMLElement>('[data-say-label]'))
    node.setAttribute('aria-label', said(node.dataset.sayLabel))
  options('lang', languageNames, locale, (name) => name)
  options('page-theme', pageThemes, pageTheme)
  options('font', fontNames, look.font)
  fill(byId('presets'), ...keysOf(presets).map(presetButton))
  fill(byId('colors'), ...colorNames.map(colorRow))
  fill(byId('densities'), ...keysOf(densities).map((one) => radio('density', one, densityNames[one])))
  fill(byId('forms'), ...forms.map((one) => radio('form', one, says[one])))
  show()
  if (focused) document.getElementById(focused)?.focus()
}

function options<Key extends string, Name>(
  id: string,
  names: Readonly<Record<Key, Name>>,
  chosen: Key,
  textOf = (name: Name): string => (name as Text)[locale],
): void {
  const select = byId<HTMLSelectElement>(id)
  fill(select, ...keysOf(names).map((key) => element('option', { value: key }, textOf(names[key]))))
  select.value = chosen
}

function presetButton(name: Preset): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'choice', id: `preset-${name}` },
    presetNames[name][locale],
  )
  button.addEventListener('click', () => choose(presets[name]))
  return button
}

function colorRow(name: (typeof colorNames)[number]): HTMLElement {
  const label = says[name][locale]
  const swatch = element('input', { type: 'color', id: name, name })
  const hex = element('input', {
    ...{ type: 'text', class: 'hex', id: `${name}-hex`, maxlength: '7', spellcheck: 'false' },
    'aria-label': `${label}, ${says.hex[locale]}`,
  })
  swatch.addEventListener('input', () => choose({ [name]: swatch.value }))
  hex.addEventListener('input', () => {
    const color = hexOf(hex.value)
    hex.setAttribute('aria-invalid', color ? 'false' : 'true')
    if (color) choose({ [name]: color })
  })
  hex.addEventListener('change', show)
  return element('div', { class: 'line' }, element('label', { for: name }, label), swatch, hex)
}

function radio(group: string, value: string, name: Text): HTMLElement {
  const input = element('input', { type: 'radio', name: group, value, id: `${group}-${value}` })
  return element('label', { class: 'choice' }, input, element('span', {}, name[locale]))
}

function choose(change: Partial<Look>): void {
  look = { ...look, ...change }
  show()
}

/** The look on the elements and in every control. */
function show(): void {
  provider.appearance = appearanceOf(look)
  main.style.setProperty('--ground', mixed(look.surface, look.text, 0.05))
  for (const name of colorNames) {
    byId<HTMLInputElement>(name).value = look[name]
    const hex = byId<HTMLInputElement>(`${name}-hex`)
    if (hexOf(hex.value) === look[name] && document.activeElement === hex) continue
    hex.value = look[name]
    hex.setAttribute('aria-invalid', 'false')
  }
  byId<HTMLInputElement>('radius').value = String(look.radius)
  byId('radius-value').textContent = `${look.radius} px`
  byId<HTMLSelectElement>('font').value = look.font
  byId<HTMLInputElement>(`density-${look.density}`).checked = true
  byId<HTMLInputElement>(`form-${form}`).checked = true
  for (const name of keysOf(presets)) {
    const same = keysOf<keyof Look>(presets[name]).every((key) => presets[name][key] === look[key])
    byId(`preset-${name}`).setAttribute('aria-pressed', String(same))
  }
  fill(byId('ratios'), ...measuredOf(look).map(ratioRow))
  byId('output').textContent = form === 'css' ? cssOf(look) : jsonOf(look)
  byId('output-note').textContent = says[form === 'css' ? 'cssNote' : 'jsonNote'][locale]
  const address = new URLSearchParams({ ...queryOf(look), lang: locale })
  if (pageTheme !== 'auto') address.set('theme', pageTheme)
  history.replaceState(null, '', `?${address.toString()}`)
  byId<HTMLAnchorElement>('merchants-page').href = `/?lang=${locale}`
}

/** An accent too near the surface gives way in the elements; text is as it is chosen. */
function ratioRow({ id, ratio, mark }: Measured): HTMLElement {
  const state = ratio >= mark ? 'passes' : id === 'text' || id === 'muted' ? 'fails' : 'given'
  return element(
    'div',
    { class: `ratio is-${state}` },
    element('dt', {}, measuredNames[id][locale]),
    element(
      'dd',
      {},
      element('b', {}, `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`),
      element('span', {}, says[state][locale]),
    ),
  )
}

function paint(): void {
  if (pageTheme === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', pageTheme)
}

const controls = byId<HTMLFormElement>('controls')
controls.addEventListener('submit', (event) => event.preventDefault())
byId('radius').addEventListener('input', (event) =>
  choose({ radius: Number((event.target as HTMLInputElement).value) }),
)
controls.addEventListener('change', (event) => {
  const { name, value } = event.target as HTMLInputElement
  if (name === 'density') choose({ density: value as Density })
  if (name === 'font') choose({ font: value as Font })
  if (name === 'form') {
    form = value as typeof form
    show()
  }
})
byId('lang').addEventListener('change', (event) => {
  locale = (event.target as HTMLSelectElement).value as Language
  speak()
})
byId('page-theme').addEventListener('change', (event) => {
  pageTheme = (event.target as HTMLSelectElement).value as PageTheme
  paint()
  show()
})
byId('copy').addEventListener('click', () => {
  void copied(byId('output').textContent ?? '').then((done) => {
    byId('copy-text').textContent = (done ? says.copied : says.notCopied)[locale]
    window.setTimeout(() => (byId('copy-text').textContent = says.copy[locale]), 2000)
  })
})

paint()
speak()
const merchant = shownIn('', await merchantList(), locale)
provider.now = () => nowMs
provider.adapter = adapterOf(merchant, await documentsOf(merchant))
