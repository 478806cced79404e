/** The bar below: named drafts to go back to, each with what was found of it, how long the counting took, and what the page adds. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from './icons.js'
import type { Screen } from './screen.js'

export const scenarioBar = (screen: Screen): TemplateResult => {
  const { words, say, scenarios, scenario, published, moves, tookMs, inPage, open, act, changes } = screen
  const isNaming = open.has('name')
  const save = (event: Event): void => {
    event.preventDefault()
    const field = (event.target as HTMLFormElement).elements.namedItem('name') as HTMLInputElement
    const name = field.value.trim()
    if (name !== '') act.save(name)
  }
  return html`<footer class="bar" part="bar">
    <div class="sc" role="group" aria-label=${words.scenarios}>
      <button
        class="chipb"
        type="button"
        aria-pressed=${String(changes === 0)}
        @click=${() => act.scenario(null)}
      >
        <b>${words.publishedScenario(published.version)}</b>
      </button>
      ${scenarios.map(
        ({ name, found }) =>
          html`<span class="chips"
            ><button
              class="chipb"
              type="button"
              aria-pressed=${String(scenario === name && changes > 0)}
              @click=${() => act.scenario(name)}
            >
              <b>${name}</b>${
                found
                  ? html`<span class="st ${found.holds ? '' : 'dn'}"
                        >${icon('down', 's')}${say.percent(found.fallenPercent, 2)}${found.holds ? nothing : icon('no', 's')}</span
                      >
                      ${found.costPercent === null ? nothing : html`<span class="st">¤ ${say.percent(found.costPercent, 1, true)}</span>`}`
                  : nothing
              }</button
            ><button
              class="ib s"
              type="button"
              aria-label=${words.remove(name)}
              title=${words.remove(name)}
              @click=${() => act.remove(name)}
            >
              ${icon('no')}
            </button></span
          >`,
      )}
      ${
        isNaming
          ? html`<form class="naming" @submit=${save}>
              <input
                name="name"
                aria-label=${words.scenarioName}
                placeholder=${words.scenarioName}
                maxlength="40"
                autocomplete="off"
                @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && act.toggle('name')}
              />
              <button class="btn sm">${words.save}</button>
              <button class="btn sm" type="button" @click=${() => act.toggle('name')}>${words.cancel}</button>
            </form>`
          : html`<button
              class="ib"
              type="button"
              ?disabled=${changes === 0}
              aria-label=${words.saveScenario}
              title=${words.saveScenario}
              @click=${() => act.toggle('name')}
            >
              ${icon('plus')}
            </button>`
      }
    </div>
    <span class="tim"
      >${moves ? html`${words.rescored(say.value(moves.merchants), say.value(Math.max(1, Math.round(tookMs))))}${inPage ? html` · ${words.inPage}` : nothing}` : nothing}</span
    >
    <span class="sp"></span>
    <slot name="actions"></slot>
  </footer>`
}
