/** What stands above and below the columns of the Population page: four numbers, the first merchants, and what can be done. */
import { html, nothing, type TemplateResult } from 'lit'
import { textOf } from '../../src/words/locale.js'
import { mark } from './population-icons.js'
import { openQuestions, readingOf } from './population-session.js'
import { bytes, count, memoryOf, nameOf, share, value, type Acts, type View } from './population-view.js'

export const summary = (view: View): TemplateResult => {
  const { words, session, result } = view
  const questions = session ? openQuestions(session) : []
  const used = session?.choices.filter(({ goesTo }) => goesTo !== null).length ?? result?.subjects.length ?? 0
  const all = session?.file.header.length ?? used
  const loaded = result?.loaded
  const will = loaded?.population.ids.length
  return html`<dl class="summary">
    <div>
      <dt>${words.willLoad}</dt>
      <dd>${will === undefined ? '–' : count(will, view)}</dd>
      <dd class="pop-about">${words.merchants(will ?? 0)}</dd>
    </div>
    <div>
      <dt>${words.skipped}</dt>
      <dd>${loaded ? count(loaded.skipped, view) : '–'}</dd>
      <dd class="pop-about">${loaded ? words.skippedShare(share(loaded.skipped, loaded.all, view)) : ' '}</dd>
    </div>
    <div>
      <dt>${words.columnsUsed}</dt>
      <dd>${used}<span class="of">/${all}</span></dd>
      <dd class="pop-about">${words.ignored(count(all - used, view))}</dd>
    </div>
    <div class=${questions.length > 0 ? 'asks' : ''}>
      <dt>${words.toConfirm}</dt>
      <dd>${questions.length > 0 ? mark('confirm') : nothing}${questions.length}</dd>
      <dd class="pop-about">
        ${questions.length > 0 ? questions.map((column) => session!.file.header[column]).join(' · ') : words.nothing}
      </dd>
    </div>
  </dl>`
}

export const firstTable = (view: View): TemplateResult | typeof nothing => {
  const { words, result, asked, locale } = view
  if (!result || result.first.rows.length === 0) return nothing
  const { subjects, rows, isScored, isRanked } = result.first
  const { tiers } = asked.ladder
  const cell = (some: number | null, place: number): string => {
    const { unit, values } = subjects[place]!
    const named = unit === 'choice' || unit === 'tier' ? values[some ?? -1] : undefined
    if (named) return named.name ? textOf(named.name, locale) : named.id
    return value(unit === 'choice' || unit === 'tier' ? null : some, unit, view)
  }
  return html`<section class="first">
    <h2>
      ${words.asTheyLoad}
      <span class="quiet"
        >${isRanked ? words.rankedLater : words.firstOf(String(rows.length), count(result.loaded.population.ids.length, view), asked.program.version)}</span
      >
    </h2>
    <div class="map-scroll" tabindex="0" role="group" aria-label=${words.asTheyLoad}>
      <table class="first-rows">
        <thead>
          <tr>
            <th scope="col">${words.id}</th>
            ${subjects.map((subject) => html`<th scope="col" class="num">${nameOf(subject, view)}</th>`)}
            ${
              isRanked
                ? nothing
                : html`${isScored ? html`<th scope="col" class="num">${words.score}</th>` : nothing}
                    <th scope="col" class="num">${words.tier}</th>`
            }
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row" class="id">${row.id}</th>
                ${row.values.map((some, place) => html`<td class="num">${cell(some, place)}</td>`)}
                ${
                  isRanked
                    ? nothing
                    : html`${isScored ? html`<td class="num strong">${value(row.score, 'score', view)}</td>` : nothing}
                        <td class="num strong">
                          ${row.tier < 0 ? words.noTier : textOf(tiers[row.tier]!.name, locale)}
                        </td>`
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}

const workText = ({ words, work }: View): string => {
  const part = `${Math.floor((work?.share ?? 0) * 100)}%`
  if (work?.kind === 'looking') return words.looking
  return work?.kind === 'making' ? words.making(part) : words.reading(part)
}

export const footer = (view: View, acts: Acts): TemplateResult | typeof nothing => {
  const { words, session, made, result, work, done, inUse, asked } = view
  if (!session && !made && !work) return nothing
  const will = result?.loaded.population.ids.length ?? 0
  const questions = session ? openQuestions(session).length : 0
  const hasId = session === null || readingOf(session, asked) !== null
  const said = (): string => {
    if (!hasId) return words.noId
    if (done !== null && inUse) return words.done(count(inUse.count, view), done)
    if (!result) return ''
    return session
      ? words.checked(count(result.loaded.all, view), count(session.file.header.length, view))
      : words.madeRows(count(result.loaded.all, view))
  }
  return html`<div class="foot">
    ${
      work
        ? html`<progress max="1" .value=${work.share} aria-label=${workText(view)}></progress
            ><span>${workText(view)}</span>`
        : html`<strong>${said()}</strong>`
    }
    ${result && !work && done === null ? html`<span class="memory">${words.memory(bytes(memoryOf(result.loaded), view))}</span>` : nothing}
    <span class="space"></span>
    ${questions > 0 && result ? html`<span class="asks">${words.answerFirst(questions)}</span>` : nothing}
    <button type="button" class="button" @click=${acts.cancel}>${words.cancel}</button>
    ${
      done === null
        ? html`<button type="button" class="button primary" ?disabled=${will === 0} @click=${acts.confirm}>
            ${will === 0 ? words.confirmNone : questions > 0 ? words.answerNext : words.confirm(count(will, view))}
          </button>`
        : nothing
    }
  </div>`
}
