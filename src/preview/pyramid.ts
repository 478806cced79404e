/** The pyramid of tiers, published at the left and the draft at the right of one axis, with targets as ticks; and who went where, as a matrix. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import { icon } from './icons.js'
import { panel, plainTable, tableButton } from './panel.js'
import type { Screen } from './screen.js'

/** Counts of a shared tier on a side; 0 where that side has none. */
const at = (counts: readonly number[], own: readonly number[], place: number): number =>
  counts[own.indexOf(place)] ?? 0

export const pyramid = (screen: Screen): TemplateResult => {
  const { words, say, moves, counts, target, tables } = screen
  const body = (): TemplateResult => {
    if (!moves || !counts) return html`<div class="wait"></div>`
    const { shared, published, merchants } = moves
    const rows = shared.tiers
      .map(({ name }, place) => ({
        name: say.text(name),
        was: at(published.counts.tiers, shared.former, place),
        is: at(counts.tiers, shared.latter, place),
        target: target?.[shared.latter.indexOf(place)] ?? null,
        look: `t${shared.latter.indexOf(place) < 0 ? 'x' : shared.latter.indexOf(place)}`,
      }))
      .reverse()
    if (tables.has('pyramid'))
      return plainTable(
        [words.tiers, words.published, words.shareHeader, words.draft, words.shareHeader, words.target],
        rows.map((row) => [
          row.name,
          say.value(row.was),
          say.share(row.was, merchants),
          say.value(row.is),
          say.share(row.is, merchants),
          row.target === null ? '' : say.percent(row.target, 0),
        ]),
        words.pyramid,
      )
    const most = Math.max(
      ...rows.map(({ was, is, target: aim }) => Math.max(was, is, ((aim ?? 0) / 100) * merchants)),
      1,
    )
    const width = (count: number): number => (46 * count) / most
    const none = { was: published.counts.none, is: counts.none }
    return html`<div class="py">
      <div class="py-head"><span>${words.published}</span><span>${words.draft}</span></div>
      ${rows.map(
        ({ name, was, is, target: aim, look }) =>
          html`<div class="py-row">
            <div class="py-name">
              <b>${name}</b
              >${aim === null ? nothing : html` <span class="mute">${words.targetOf(say.percent(aim, 0))}</span>`}
            </div>
            <div class="py-line">
              <span class="py-end"><b>${say.share(was, merchants)}</b><small>${say.value(was)}</small></span>
              <svg class="py-bar" viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true">
                ${svg`<rect class="pub" x=${50 - width(was)} width=${width(was)} y="2" height="22"></rect>
              <g class=${look}><rect class="bar" x="50" width=${width(is)} y="2" height="22"></rect></g>`}
                ${
                  aim === null
                    ? nothing
                    : [-1, 1].map((side) => {
                        const x = 50 + side * width((aim / 100) * merchants)
                        return svg`<line class="tick" x1=${x} x2=${x} y1="0" y2="26"></line>`
                      })
                }
              </svg>
              <span class="py-end is"><b>${say.share(is, merchants)}</b><small>${say.value(is)}</small></span>
            </div>
          </div>`,
      )}
      ${none.was + none.is > 0 ? html`<p class="fine">${words.noTier}: ${say.value(none.was)} → ${say.value(none.is)}</p>` : nothing}
    </div>`
  }
  return panel({
    ...{ id: 'pyramid', title: words.pyramid, aside: tableButton(screen, 'pyramid'), body: body() },
    ...(target && { sub: words.pyramidSub }),
  })
}

export const matrix = ({ words, say, moves }: Screen): TemplateResult => {
  const body = (): TemplateResult => {
    if (!moves) return html`<div class="wait"></div>`
    const { shared, movement } = moves
    const { from } = movement
    const isUsed = (place: number): boolean =>
      place >= 0 || from[0]!.some((some) => some > 0) || from.some(([some]) => some! > 0)
    const places = [...shared.tiers.map((_, place) => place).reverse(), -1].filter(isUsed)
    const name = (place: number): string => (place < 0 ? words.noTier : say.text(shared.tiers[place]!.name))
    const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0)
    const cell = (was: number, is: number): TemplateResult => {
      const count = from[was + 1]![is + 1]!
      const row = sum(from[was + 1]!)
      const share = row === 0 ? 0 : count / row
      const depth = count === 0 ? 'z' : share >= 0.06 ? '3' : share >= 0.02 ? '2' : '1'
      const look = was === is ? 'stay' : count === 0 ? 'z' : `${is > was ? 'u' : 'd'}${depth}`
      return html`<td class=${look}>
        <b>${was === is || count === 0 ? nothing : icon(is > was ? 'up' : 'down', 's')}${say.value(count)}</b>
        ${count === 0 ? nothing : html`<small>${say.share(count, row)}</small>`}
      </td>`
    }
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.matrix}>
      <table class="mx">
        <thead>
          <tr>
            <td></td>
            ${places.map((place) => html`<th scope="col">${words.to(name(place))}</th>`)}
            <th scope="col">${words.published}</th>
          </tr>
        </thead>
        <tbody>
          ${places.map(
            (was) =>
              html`<tr>
                <th scope="row">${name(was)}</th>
                ${places.map((is) => cell(was, is))}
                <td class="tot">${say.value(sum(from[was + 1]!))}</td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${words.draft}</th>
            ${places.map((is) => html`<td class="tot">${say.value(sum(from.map((row) => row[is + 1]!)))}</td>`)}
            <td class="tot">${say.value(moves.merchants)}</td>
          </tr>
        </tfoot>
      </table>
    </div>`
  }
  return panel({ id: 'matrix', title: words.matrix, sub: words.matrixSub, body: body() })
}
