/** The theming playground: a few values, an element that follows them, and the CSS or JSON to take along. What follows from the values is the theme editor's. */
import {
  appearanceOf,
  cssOf,
  densities,
  fonts,
  jsonOf,
  measuredOf,
  presets,
  type Density,
  type Font,
  type Look,
} from '../../demo/theme/look.js'
import { densityNames, fontNames, measuredNames, presetNames } from '../../demo/theme/says.js'
import type { TkProvider } from '../../src/elements/provider.js'

const colors = { accent: 'Accent', surface: 'Surface', text: 'Text' } as const
type Color = keyof typeof colors

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(table) as Key[]
const options = <Key extends string>(names: Readonly<Record<Key, { en: string }>>, keys: Key[]): string =>
  keys.map((key) => `<option value="${key}">${names[key].en}</option>`).join('')

const controls = `
<div class="presets" role="group" aria-label="Begin from">${keysOf(presets)
  .map((name) => `<button type="button" data-preset="${name}">${presetNames[name].en}</button>`)
  .join('')}</div>
${keysOf(colors)
  .map((name) => `<label>${colors[name]}<input type="color" name="${name}"></label>`)
  .join('')}
<label>Corners<input type="range" name="radius" min="0" max="24"></label>
<label>Density<select name="density">${options(densityNames, keysOf(densities))}</select></label>
<label>Font<select name="font">${options(fontNames, keysOf(fonts))}</select></label>`

/** Puts it in place of what stands there; `nowMs` is the instant at which the example's merchant stands. */
export function mount(place: HTMLElement, nowMs: number): void {
  const files = place.dataset.files ?? 'files/'
  place.innerHTML = `
<form class="playground-controls" autocomplete="off">${controls}<dl class="ratios"></dl></form>
<div class="playground-shown"><tk-provider><tk-score-gauge></tk-score-gauge></tk-provider></div>
<div class="playground-taken">
<div class="forms" role="group" aria-label="Form"><button type="button" data-form="css" aria-pressed="true">CSS</button><button type="button" data-form="json" aria-pressed="false">Appearance JSON</button></div>
<div class="code"><button type="button" class="copy" aria-label="Copy the code"><svg class="icon" aria-hidden="true"><use href="#icon-copy"/></svg><span>Copy</span></button><pre tabindex="0"><code></code></pre></div>
</div>`
  const form = place.querySelector('form')!
  const provider = place.querySelector<TkProvider>('tk-provider')!
  provider.now = () => nowMs
  provider.program = `${files}store-score.json`
  provider.merchant = `${files}lotus-kitchen.json`

  let look: Look = presets.light
  let taken: 'css' | 'json' = 'css'
  const field = (name: keyof Look): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement

  const show = (): void => {
    provider.appearance = appearanceOf(look)
    for (const name of keysOf<keyof Look>(look)) field(name).value = String(look[name])
    for (const button of form.querySelectorAll<HTMLElement>('[data-preset]')) {
      const preset = presets[button.dataset.preset as keyof typeof presets]
      button.setAttribute('aria-pressed', String(JSON.stringify(preset) === JSON.stringify(look)))
    }
    place.querySelector('code')!.textContent = taken === 'css' ? cssOf(look) : jsonOf(look)
    place.querySelector('.ratios')!.innerHTML = ratios(look)
  }
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('input', () => {
    const color = (name: Color): string => field(name).value
    look = {
      ...{ accent: color('accent'), surface: color('surface'), text: color('text') },
      radius: Number(field('radius').value),
      density: field('density').value as Density,
      font: field('font').value as Font,
    }
    show()
  })
  place.addEventListener('click', ({ target }) => {
    const { preset, form: wanted } = (target as HTMLElement).dataset
    if (preset) look = presets[preset as keyof typeof presets]
    if (wanted) {
      taken = wanted as typeof taken
      for (const button of place.querySelectorAll<HTMLElement>('[data-form]'))
        button.setAttribute('aria-pressed', String(button.dataset.form === wanted))
    }
    if (preset || wanted) show()
  })
  show()
}

/** An accent too near the surface gives way in the elements; text is as it is chosen. */
function ratios(look: Look): string {
  return measuredOf(look)
    .map(({ id, ratio, mark }) => {
      const state = ratio >= mark ? 'passes' : id === 'text' || id === 'muted' ? 'too low' : 'mended'
      const shown = (Math.floor(ratio * 10) / 10).toFixed(1)
      return `<div><dt>${measuredNames[id].en}</dt><dd>${shown}:1 ${state}</dd></div>`
    })
    .join('')
}
